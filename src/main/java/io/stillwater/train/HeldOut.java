package io.stillwater.train;

import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.WindowError;
import io.stillwater.detect.WindowScorer;
import io.stillwater.model.BundleException;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores every window by a reference that has not seen it, block by block. The normalisation has
 * not seen it either: levels of a key's own, fitted to the block as well, made held-out windows of
 * simulated pumps open a third too few episodes.
 */
final class HeldOut {
  private static final int BATCH = 4096;

  private final Samples samples;
  private final double[][] logLevels; // (windows)(levels)

  private HeldOut(Samples samples) {
    this.samples = samples;
    this.logLevels = new double[samples.size()][];
  }

  /**
   * Scores all.
   *
   * @param all what the final detector is made with; only its noise levels are used
   */
  static HeldOut score(TrainingPlan plan, TrainingInput input, ReferenceSet all, Progress progress)
      throws BundleException {
    Samples samples = input.samples();
    Folds folds = new Folds(samples, plan.window(), input.timed(), plan.normalise());
    HeldOut heldOut = new HeldOut(samples);
    int done = 0;
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      int[] seen = folds.reference(fold);
      ReferenceSet references = all.with(input.normalisation(plan.normalise(), seen));
      float[][] chosen = references.choose(samples.windows(), seen, plan.maxReference());
      try (WindowScorer scorer = references.scorer(references.graph(chosen))) {
        int[] held = folds.heldOut(fold);
        for (int from = 0; from < held.length; from += BATCH) {
          int[] batch = Arrays.copyOfRange(held, from, Math.min(held.length, from + BATCH));
          heldOut.score(scorer, batch);
          done += batch.length;
          String detail = TrainingInput.count(done) + " windows";
          progress.step("Calibrating", (double) done / samples.size(), detail);
        }
      }
    }
    return heldOut;
  }

  private void score(WindowScorer scorer, int[] batch) {
    List<Window> windows = Arrays.stream(batch).mapToObj(samples.windows()::get).toList();
    List<WindowError> errors = scorer.errors(windows);
    for (int i = 0; i < batch.length; i++) {
      logLevels[batch[i]] = errors.get(i).logLevels();
    }
  }

  FittedCalibration calibration() {
    return FittedCalibration.fit(Arrays.asList(logLevels));
  }

  /** The scores of consecutive windows of one key, for each such run. */
  List<double[]> runs(FittedCalibration calibration) {
    List<double[]> runs = new ArrayList<>();
    for (int from = 0; from < logLevels.length; ) {
      int to = from;
      while (to < logLevels.length && samples.runs()[to] == samples.runs()[from]) {
        to++;
      }
      runs.add(Arrays.stream(logLevels, from, to).mapToDouble(calibration::score).toArray());
      from = to;
    }
    return runs;
  }
}
