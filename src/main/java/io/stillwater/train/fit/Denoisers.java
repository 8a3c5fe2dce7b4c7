package io.stillwater.train.fit;

import io.stillwater.console.Progress;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.model.graph.ScoringGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.model.runtime.OnnxScorer;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.data.TrainingException;
import io.stillwater.window.Normalisation;
import java.util.ArrayList;
import java.util.List;

/**
 * The denoisers of a bundle, made from the same windows.
 *
 * @param length readings in a window
 * @param normalisation of all of them
 * @param graphs of each
 * @param runtime how they are run
 */
public record Denoisers(
    int length, Normalisation normalisation, List<DenoiserGraph> graphs, RuntimeOptions runtime) {
  /** Makes each from that input. */
  public static Denoisers fit(List<DenoiserFit> fits, FitInput input, Progress progress)
      throws TrainingException, BundleException {
    List<DenoiserGraph> graphs = new ArrayList<>();
    for (DenoiserFit fit : fits) {
      graphs.add(fit.fit(input, progress));
    }
    return new Denoisers(input.length(), input.normalisation(), graphs, input.runtime());
  }

  /** Makes those again that are not costly, from all windows; what is costly stays as it is. */
  public Denoisers again(List<DenoiserFit> fits, FitInput all, Progress progress)
      throws TrainingException, BundleException {
    List<DenoiserGraph> again = new ArrayList<>();
    for (int i = 0; i < fits.size(); i++) {
      again.add(fits.get(i).costly() ? graphs.get(i) : fits.get(i).fit(all, progress));
    }
    return new Denoisers(all.length(), all.normalisation(), again, runtime);
  }

  /** What the manifest says of them. */
  public List<DenoiserInfo> infos() {
    return graphs.stream().map(DenoiserGraph::info).toList();
  }

  /** The scoring graph. */
  public byte[] graph() {
    return ScoringGraph.build(length, normalisation, graphs);
  }

  public OnnxScorer scorer() throws BundleException {
    return scorer(graph(), runtime);
  }

  /** The scoring graph that {@link #graph} gave, opened. */
  public OnnxScorer scorer(byte[] graph, RuntimeOptions how) throws BundleException {
    ScoringShape shape = new ScoringShape(length, normalisation.channels(), infos());
    return OnnxScorer.open(graph, shape, normalisation, how);
  }
}
