package io.stillwater.alert;

/** How far beyond the threshold an episode went; each level implies the ones before. */
public enum Severity {
  /** The p-value is at most the threshold's. */
  WARNING,
  /** At most a tenth of it. */
  MAJOR,
  /** At most a hundredth of it. */
  CRITICAL;

  /** The severity of a p-value against the p-value of the threshold. */
  public static Severity of(double pValue, double thresholdPValue) {
    double ratio = pValue / thresholdPValue;
    return ratio <= 0.01 ? CRITICAL : ratio <= 0.1 ? MAJOR : WARNING;
  }
}
