package io.stillwater.evaluate.metric;

/**
 * The volume under the surface (Paparrizos et al. 2022): areas under the ROC and the
 * precision-recall curve with buffers around the labelled ranges, as the mean over all widths of
 * buffer from 0 to a window. A detection a little too early or too late earns part of the credit,
 * and a curve rises only as far as it finds ranges, not rows. Only the order of the scores counts.
 *
 * <p>Scores that know nothing come to more than a half where buffers are wide against the ranges,
 * since the credit won there counts in full and the positives grow by half of it: put a random
 * score beside every figure.
 *
 * <p>In the optimised form of the TSB-AD benchmark, whose figures it reproduces: positives grow
 * with the credit won in the buffers, and precision is not interpolated.
 *
 * @param roc volume under the ROC curves, 0 to 1; NaN without anomalous or without normal rows
 * @param pr volume under the precision-recall curves; NaN likewise
 */
public record Vus(double roc, double pr) {
  /** Thresholds of TSB-AD, at equal steps of rank. */
  public static final int THRESHOLDS = 250;

  /**
   * At {@value #THRESHOLDS} thresholds.
   *
   * @param scores (rows), larger is stranger; infinite ones are scores like others
   * @param labels (rows), true where the row is anomalous
   * @param window the largest width of buffer in rows, at least 0, see {@link SlidingWindow}
   * @throws IllegalArgumentException where a score is not a number, or the counts differ
   */
  public static Vus of(double[] scores, boolean[] labels, int window) {
    return of(scores, labels, window, THRESHOLDS);
  }

  /**
   * At that many thresholds, at least 2.
   *
   * @see #of(double[], boolean[], int)
   */
  public static Vus of(double[] scores, boolean[] labels, int window, int thresholds) {
    check(scores, labels, window, thresholds);
    if (undefined(labels)) {
      return new Vus(Double.NaN, Double.NaN);
    }
    Slices slices = new Slices(scores, labels, thresholds);
    double roc = 0;
    double pr = 0;
    for (int width = 0; width <= window; width++) {
      CurveAreas curve = slices.slice(width);
      roc += curve.roc();
      pr += curve.pr();
    }
    return new Vus(roc / (window + 1.0), pr / (window + 1.0));
  }

  static void check(double[] scores, boolean[] labels, int window, int thresholds) {
    Rows.checkCounts("scores", scores.length, labels);
    Rows.checkScores(scores);
    if (window < 0) {
      throw new IllegalArgumentException("window must be at least 0: was " + window);
    }
    if (thresholds < 2) {
      throw new IllegalArgumentException("thresholds must be at least 2: were " + thresholds);
    }
  }

  static boolean undefined(boolean[] labels) {
    int positives = Rows.count(labels);
    return positives == 0 || positives == labels.length;
  }
}
