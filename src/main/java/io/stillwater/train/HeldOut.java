package io.stillwater.train;

import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.Threshold;
import io.stillwater.detect.WindowError;
import io.stillwater.detect.WindowScorer;
import io.stillwater.model.BundleException;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The errors of windows under denoisers that have not seen them. The normalisation has not seen
 * them either: levels of a key's own, fitted to the block as well, made held-out windows of
 * simulated pumps open a third too few episodes. Not thread-safe.
 */
final class HeldOut {
  private static final int BATCH = 4096;

  private final Samples samples;
  private final double[][] logLevels; // (windows)(levels); null where not held out
  private int size;

  HeldOut(Samples samples) {
    this.samples = samples;
    this.logLevels = new double[samples.size()][];
  }

  /**
   * Scores windows that were held out.
   *
   * @param of how many there will be in all, for the progress
   */
  void score(Denoisers denoisers, int[] windows, int of, Progress progress) throws BundleException {
    try (WindowScorer scorer = denoisers.scorer()) {
      for (int from = 0; from < windows.length; from += BATCH) {
        score(scorer, Arrays.copyOfRange(windows, from, Math.min(windows.length, from + BATCH)));
        String detail = TrainingInput.count(size) + " windows";
        progress.step("Calibrating", (double) size / of, detail);
      }
    }
  }

  private void score(WindowScorer scorer, int[] batch) {
    List<Window> windows = Arrays.stream(batch).mapToObj(samples.windows()::get).toList();
    List<WindowError> errors = scorer.errors(windows);
    for (int i = 0; i < batch.length; i++) {
      logLevels[batch[i]] = errors.get(i).logLevels();
    }
    size += batch.length;
  }

  /** How many windows were held out. */
  int size() {
    return size;
  }

  /** Whether that window was. */
  boolean has(int window) {
    return logLevels[window] != null;
  }

  FittedCalibration calibration() {
    return FittedCalibration.fit(Arrays.stream(logLevels).filter(Objects::nonNull).toList());
  }

  /**
   * The scores of consecutive windows of each key.
   *
   * @param days (keys) how much time was held out, by the number of the key
   */
  List<KeyRuns> keys(FittedCalibration calibration, double[] days) {
    List<KeyRuns> keys = new ArrayList<>();
    for (int from = 0; from < logLevels.length; from = samples.endOfKey(from)) {
      List<double[]> runs = runs(calibration, from, samples.endOfKey(from));
      if (!runs.isEmpty()) {
        String key = samples.windows().get(from).key();
        keys.add(new KeyRuns(key, days[samples.keys()[from]], runs));
      }
    }
    return keys;
  }

  private List<double[]> runs(FittedCalibration calibration, int first, int end) {
    List<double[]> runs = new ArrayList<>();
    for (int from = first; from < end; from++) {
      int to = from;
      while (to < end && has(to) && (to == from || samples.follows(to))) {
        to++;
      }
      if (to > from) {
        runs.add(Arrays.stream(logLevels, from, to).mapToDouble(calibration::score).toArray());
        from = to - 1;
      }
    }
    return runs;
  }

  /** The scores of all windows that were held out, as the threshold wants them. */
  double[] scores(FittedCalibration calibration, Threshold threshold) {
    return IntStream.range(0, logLevels.length)
        .filter(this::has)
        .mapToDouble(
            i -> threshold.own(samples.windows().get(i).key(), calibration.score(logLevels[i])))
        .toArray();
  }

  /** Their scores, whatever the key. */
  double[] scores(FittedCalibration calibration) {
    return Arrays.stream(logLevels)
        .filter(Objects::nonNull)
        .mapToDouble(calibration::score)
        .toArray();
  }
}
