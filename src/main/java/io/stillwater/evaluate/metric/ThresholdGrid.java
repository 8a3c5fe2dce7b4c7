package io.stillwater.evaluate.metric;

import java.util.Arrays;

/**
 * Thresholds taken from the scores at equal steps of rank, from the highest score to the lowest. A
 * row is flagged at a threshold where its score is not below it, and then at all later thresholds
 * too, so one number says all of a row: the first threshold that flags it. Immutable.
 */
final class ThresholdGrid {
  private final double[] thresholds; // descending
  private final int[] firsts; // (rows)

  /**
   * @param scores (rows), at least one
   * @param count of thresholds, at least 2
   */
  ThresholdGrid(double[] scores, int count) {
    this.thresholds = thresholds(scores, count);
    this.firsts = new int[scores.length];
    for (int i = 0; i < firsts.length; i++) {
      firsts[i] = first(scores[i]);
    }
  }

  /**
   * Ranks are ⌊j·step⌋ with the step rounded to a double: another order of operations gives other
   * ranks for some counts of rows, and with them other figures than the reference.
   */
  private static double[] thresholds(double[] scores, int count) {
    double[] ascending = scores.clone();
    Arrays.sort(ascending);
    int last = ascending.length - 1;
    double step = last / (count - 1.0);
    double[] thresholds = new double[count];
    for (int j = 0; j < count - 1; j++) {
      thresholds[j] = ascending[last - (int) (j * step)];
    }
    thresholds[count - 1] = ascending[0];
    return thresholds;
  }

  private int first(double score) {
    int low = 0;
    int high = thresholds.length - 1; // the lowest score: flags everything
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (score >= thresholds[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** How many thresholds. */
  int size() {
    return thresholds.length;
  }

  /** The number of the first threshold that flags the row. */
  int first(int row) {
    return firsts[row];
  }

  /** The number of the first threshold that flags any row of the range. */
  int first(Range range) {
    int first = thresholds.length - 1;
    for (int i = range.first(); i <= range.last(); i++) {
      first = Math.min(first, firsts[i]);
    }
    return first;
  }

  /** (thresholds) what has come together up to each: the running sum of what each adds. */
  static double[] cumulated(double[] added) {
    double[] sums = added.clone();
    for (int j = 1; j < sums.length; j++) {
      sums[j] += sums[j - 1];
    }
    return sums;
  }
}
