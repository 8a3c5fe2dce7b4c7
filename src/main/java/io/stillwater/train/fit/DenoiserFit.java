package io.stillwater.train.fit;

import io.stillwater.console.Progress;
import io.stillwater.model.graph.DenoiserGraph;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.train.data.Folds;
import io.stillwater.train.data.Stretches;
import io.stillwater.train.data.TrainingException;
import io.stillwater.window.Normalisation.Level;
import java.util.List;
import java.util.Optional;

/**
 * How a denoiser is made from normal windows. Immutable: what it learns goes into the graph, and
 * the same input gives the same graph.
 */
public interface DenoiserFit {
  /**
   * Whether fitting is so slow that it is done once: a part of the data is then held out for the
   * calibration for good ({@link Stretches}). What is not costly is fitted again for each of five
   * blocks that are held out in turn ({@link Folds}), and at last to all windows.
   */
  boolean costly();

  /**
   * What is made where windows have that length: itself, or one for each scale at which a long
   * window is looked at.
   */
  default List<DenoiserFit> at(int length) {
    return List.of(this);
  }

  /**
   * Makes the denoiser. Its noise levels are the same whatever part of the data is held out.
   *
   * @param input the windows: {@link FitInput#training} to learn from, {@link FitInput#validation}
   *     to see when it is enough; no others may be looked at
   * @throws TrainingException where the windows do not suffice
   */
  DenoiserGraph fit(FitInput input, Progress progress) throws TrainingException, BundleException;

  /**
   * The level by which all windows must be normalised, where the denoiser was made elsewhere and
   * knows no other. Otherwise the data's own is found.
   */
  default Optional<Level> level() {
    return Optional.empty();
  }
}
