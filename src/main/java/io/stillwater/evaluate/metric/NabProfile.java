package io.stillwater.evaluate.metric;

/**
 * What hits and errors weigh in the Numenta Anomaly Benchmark (Lavin and Ahmad 2015).
 *
 * @param truePositive for the earliest possible detection of a window, above 0
 * @param falsePositive taken off for a detection far from every window, at least 0
 * @param falseNegative taken off for a window without detection, at least 0
 */
public record NabProfile(double truePositive, double falsePositive, double falseNegative) {
  /** The profile of the published main figures. */
  public static final NabProfile STANDARD = new NabProfile(1, 0.11, 1);

  /** False alarms count double. */
  public static final NabProfile REWARD_LOW_FP_RATE = new NabProfile(1, 0.22, 1);

  /** Missed windows count double. */
  public static final NabProfile REWARD_LOW_FN_RATE = new NabProfile(1, 0.11, 2);

  public NabProfile {
    if (!(truePositive > 0 && falsePositive >= 0 && falseNegative >= 0)) {
      throw new IllegalArgumentException(
          "a true positive must weigh more than 0, errors at least 0: weigh "
              + truePositive
              + ", "
              + falsePositive
              + " (false positive), "
              + falseNegative
              + " (false negative)");
    }
  }
}
