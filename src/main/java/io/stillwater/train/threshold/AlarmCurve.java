package io.stillwater.train.threshold;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * At how many windows an episode is open, for every threshold: those whose alarm level is above it
 * ({@link Episodes#alarmLevels}). Cut into the same pieces as {@link EpisodeCurve}.
 */
final class AlarmCurve {
  private final double[][] pieces; // alarm levels of each, rising
  private final double[][] sums; // of the highest of each: of the i highest
  private final double[] levels; // of all, rising
  private final int windows;

  /**
   * @param episodes the policy
   * @param runs the scores of consecutive windows, for each such run
   * @param size windows in a piece
   */
  AlarmCurve(Episodes episodes, List<double[]> runs, int size) {
    double[] all =
        runs.stream()
            .map(run -> episodes.alarmLevels(run, episodes.openingLevels(run)))
            .flatMapToDouble(Arrays::stream)
            .toArray();
    this.windows = all.length;
    int count = Math.max(1, (windows + size - 1) / size);
    this.pieces =
        IntStream.range(0, count)
            .mapToObj(p -> Arrays.copyOfRange(all, p * size, Math.min(windows, (p + 1) * size)))
            .map(AlarmCurve::finite)
            .toArray(double[][]::new);
    this.sums = Arrays.stream(pieces).map(AlarmCurve::sums).toArray(double[][]::new);
    this.levels = finite(all);
  }

  private static double[] finite(double[] levels) {
    return Arrays.stream(levels).filter(Double::isFinite).sorted().toArray();
  }

  private static double[] sums(double[] rising) {
    double[] sums = new double[rising.length + 1];
    for (int i = 0; i < rising.length; i++) {
      sums[i + 1] = sums[i] + rising[rising.length - 1 - i];
    }
    return sums;
  }

  /** How many of the values are above. */
  private static int above(double[] rising, double level) {
    int low = 0;
    int high = rising.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rising[middle] > level) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return rising.length - low;
  }

  /** All windows there are. */
  int windows() {
    return windows;
  }

  /** At how many windows an episode is open at that threshold. */
  double count(double level, int[] drawing) {
    double count = 0;
    for (int p = 0; p < pieces.length; p++) {
      count += drawing[p] == 0 ? 0 : (double) drawing[p] * above(pieces[p], level);
    }
    return count;
  }

  /** How far the alarm levels of those windows are above it, as a sum. */
  double excess(double level, int[] drawing) {
    double sum = 0;
    for (int p = 0; p < pieces.length; p++) {
      int above = drawing[p] == 0 ? 0 : above(pieces[p], level);
      sum += drawing[p] * (sums[p][above] - above * level);
    }
    return sum;
  }

  /** The lowest alarm level at which an episode is open at no more than so many windows. */
  double level(double wanted, int[] drawing) {
    int low = 0;
    int high = levels.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (count(levels[middle], drawing) <= wanted) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return levels[high];
  }
}
