package io.stillwater.evaluate.metric;

/**
 * Areas under the ROC and the precision-recall curve with one width of buffer around the labelled
 * ranges (Paparrizos et al. 2022). Not a slice of {@link Vus}: here positives are the same at all
 * thresholds, and precision is interpolated, which flatters scores with many ties. One score for
 * all rows can come to more than a half; prefer {@link Vus#pr}.
 *
 * @param roc area under the ROC curve; NaN without anomalous or without normal rows
 * @param pr area under the precision-recall curve; NaN likewise
 */
public record RangeAuc(double roc, double pr) {
  /**
   * At {@value Vus#THRESHOLDS} thresholds.
   *
   * @param scores (rows), larger is stranger
   * @param labels (rows), true where the row is anomalous
   * @param window the width of the buffers in rows, at least 0
   * @throws IllegalArgumentException where a score is not a number, or the counts differ
   */
  public static RangeAuc of(double[] scores, boolean[] labels, int window) {
    Vus.check(scores, labels, window, Vus.THRESHOLDS);
    if (Vus.undefined(labels)) {
      return new RangeAuc(Double.NaN, Double.NaN);
    }
    CurveAreas curve = new Slices(scores, labels, Vus.THRESHOLDS).rangeAuc(window);
    return new RangeAuc(curve.roc(), curve.prInterpolated());
  }
}
