package io.stillwater.evaluate.metric;

import java.util.Arrays;
import java.util.List;

/**
 * A series of the Numenta Anomaly Benchmark with a detector's scores. Its first rows, 15 % and at
 * most 750, are probation: what is scored there does not count. A window that begins there can only
 * be found later.
 *
 * @param name of the file
 * @param scores (rows) in the order of the file, whatever its times say; below infinity; not
 *     copied, not changed
 * @param windows in which a detection counts as a hit, in order, apart from each other
 */
public record NabSeries(String name, double[] scores, List<Range> windows) {
  private static final double PROBATION_SHARE = 0.15;
  private static final int PROBATION_ROWS = 750;
  private static final double FAR = 3; // widths of a window, behind which all is equally wrong

  public NabSeries {
    windows = List.copyOf(windows);
    Rows.checkScores(scores);
    if (Arrays.stream(scores).anyMatch(s -> s == Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "scores of " + name + " must be below infinity, so that a threshold can lie above all");
    }
    int free = 0;
    for (Range window : windows) {
      if (window.first() < free || window.last() >= scores.length) {
        throw new IllegalArgumentException(
            "windows of "
                + name
                + " must be in order, apart, and within "
                + scores.length
                + " rows: were "
                + windows);
      }
      free = window.last() + 1;
    }
  }

  /** How many rows at the beginning do not count. */
  int probation() {
    return Math.min((int) (PROBATION_SHARE * scores.length), PROBATION_ROWS);
  }

  /** (rows) the number of the window that holds the row, or −1. */
  int[] windowOfRows() {
    int[] numbers = new int[scores.length];
    Arrays.fill(numbers, -1);
    for (int k = 0; k < windows.size(); k++) {
      Arrays.fill(numbers, windows.get(k).first(), windows.get(k).last() + 1, k);
    }
    return numbers;
  }

  /**
   * (rows) what a detection at the row is worth. Within a window from {@code truePositive} at its
   * first row down to nearly 0 at its last, along a sigmoid of the place in the window; behind it
   * further down to −{@code falsePositive}, which is also the weight before the first window.
   */
  double[] weights(NabProfile profile) {
    double[] weights = new double[scores.length];
    Arrays.fill(weights, -profile.falsePositive());
    for (int k = 0; k < windows.size(); k++) {
      int first = windows.get(k).first();
      int last = windows.get(k).last();
      double width = windows.get(k).rows();
      for (int i = first; i <= last; i++) {
        double place = -(last - i + 1) / width; // −1 at the first row
        weights[i] = profile.truePositive() * sigmoid(place) / sigmoid(-1);
      }
      int next = k + 1 < windows.size() ? windows.get(k + 1).first() : scores.length;
      for (int i = last + 1; i < next; i++) {
        weights[i] = profile.falsePositive() * sigmoid((i - last) / (width - 1));
      }
    }
    return weights;
  }

  /** From 1 far before the end of a window over 0 at its end to −1 far behind. */
  private static double sigmoid(double x) {
    return x > FAR ? -1 : 2 / (1 + Math.exp(5 * x)) - 1;
  }
}
