package io.stillwater.train;

import io.stillwater.diffusion.NoiseLevels;
import io.stillwater.model.BundleException;
import io.stillwater.model.DenoiserGraph;
import io.stillwater.model.OnnxScorer;
import io.stillwater.model.RuntimeOptions;
import io.stillwater.model.ScoringGraph;
import io.stillwater.model.ScoringShape;
import io.stillwater.window.Normalisation;
import java.util.ArrayList;
import java.util.List;

/**
 * The denoisers of a bundle, made from the same windows.
 *
 * @param length readings in a window
 * @param normalisation of all of them
 * @param levels of each
 * @param graphs of each
 */
record Denoisers(
    int length, Normalisation normalisation, List<NoiseLevels> levels, List<DenoiserGraph> graphs) {
  /** Makes each from that input. */
  static Denoisers fit(List<DenoiserFit> fits, FitInput input, Progress progress)
      throws TrainingException, BundleException {
    List<DenoiserGraph> graphs = new ArrayList<>();
    for (DenoiserFit fit : fits) {
      graphs.add(fit.fit(input, progress));
    }
    return of(fits, input, graphs);
  }

  /** Makes those again that are not costly, from all windows; what is costly stays as it is. */
  Denoisers again(List<DenoiserFit> fits, FitInput all, Progress progress)
      throws TrainingException, BundleException {
    List<DenoiserGraph> again = new ArrayList<>();
    for (int i = 0; i < fits.size(); i++) {
      again.add(fits.get(i).costly() ? graphs.get(i) : fits.get(i).fit(all, progress));
    }
    return of(fits, all, again);
  }

  private static Denoisers of(List<DenoiserFit> fits, FitInput input, List<DenoiserGraph> graphs) {
    List<NoiseLevels> levels = fits.stream().map(fit -> fit.levels(input)).toList();
    return new Denoisers(input.length(), input.normalisation(), levels, graphs);
  }

  /** The scoring graph. */
  byte[] graph() {
    return ScoringGraph.build(length, normalisation, levels.get(0), graphs.get(0));
  }

  OnnxScorer scorer() throws BundleException {
    ScoringShape shape = new ScoringShape(length, normalisation.channels(), levels.get(0).count());
    return OnnxScorer.open(graph(), shape, normalisation, RuntimeOptions.standard());
  }
}
