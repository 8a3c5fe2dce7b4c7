package io.stillwater.evaluate.metric;

/**
 * The areas under a ROC and a precision-recall curve, summed up while its points come, from the
 * strictest threshold to the loosest. Not thread-safe.
 */
final class CurveAreas {
  private double falseRate;
  private double rate;
  private double precision = 1;
  private double roc;
  private double steps;
  private double trapezoids;

  /**
   * @param nextFalseRate share of the normal rows flagged
   * @param nextRate share of the anomalous rows flagged
   * @param nextPrecision share of the flagged rows that are anomalous
   */
  void add(double nextFalseRate, double nextRate, double nextPrecision) {
    roc += (nextFalseRate - falseRate) * (nextRate + rate) / 2;
    steps += (nextRate - rate) * nextPrecision;
    trapezoids += (nextRate - rate) * (nextPrecision + precision) / 2;
    falseRate = nextFalseRate;
    rate = nextRate;
    precision = nextPrecision;
  }

  /** The polygon from (0, 0) over all points to (1, 1). */
  double roc() {
    return roc + (1 - falseRate) * (1 + rate) / 2;
  }

  /** Each step of recall at the precision behind it: nothing interpolated. */
  double pr() {
    return steps;
  }

  /** Each step of recall at the mean precision of both its ends, from a precision of 1. */
  double prInterpolated() {
    return trapezoids;
  }
}
