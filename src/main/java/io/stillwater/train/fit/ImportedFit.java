package io.stillwater.train.fit;

import io.stillwater.console.Progress;
import io.stillwater.model.foreign.ImportedGraph;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.train.data.TrainingException;
import io.stillwater.window.Normalisation.Level;
import java.util.Objects;
import java.util.Optional;

/**
 * A denoiser that was trained elsewhere: nothing is left to fit, and every window of the data is
 * one to calibrate on.
 *
 * @param graph it
 * @param level by which its data were normalised; empty where it is that of the data here
 */
public record ImportedFit(ImportedGraph graph, Optional<Level> level) implements DenoiserFit {
  public ImportedFit {
    Objects.requireNonNull(graph, "graph");
    Objects.requireNonNull(level, "level");
  }

  @Override
  public boolean costly() {
    return false;
  }

  @Override
  public DenoiserGraph fit(FitInput input, Progress progress) throws TrainingException {
    int length = graph.layout().length();
    int channels = graph.layout().channels();
    if (input.length() != length || input.channels() != channels) {
      throw new TrainingException(
          "the windows do not fit the model: were "
              + (input.length() + " readings of " + input.channels() + " channels, it takes ")
              + (length + " of " + channels + "."));
    }
    return graph;
  }
}
