package io.stillwater.detect;

/**
 * What normal windows score: turns the levels' log errors into one score, and a score into a
 * p-value.
 */
public interface Calibration {
  /** The score of a window from its (levels) log errors. */
  double score(double[] logLevels);

  /** How often normal windows score at least as high. */
  PValue pValue(double score);
}
