package io.stillwater.detect.streaming;

/**
 * Mean and standard deviation of a stream, by channel: of all rows so far, and beyond the horizon
 * with weights that fall by 1 − 1/horizon from row to row.
 *
 * <p>The recursion is μ ← μ + w·(x − μ), σ² ← (1 − w)·(σ² + w·(x − μ)²) with w = max(1/rows,
 * 1/horizon) and the mean of before (West 1979). Not thread-safe.
 */
final class RunningScale {
  /** What a constant channel's scale is of its level, so that a change of any size is one. */
  private static final double OF_LEVEL = 1e-6;

  private static final double LEAST = 1e-12;

  private final int horizon;
  private final double[] mean; // (channels)
  private final double[] variance; // (channels)
  private final double[] scale; // (channels)
  private long rows;

  RunningScale(int channels, int horizon) {
    this.horizon = horizon;
    this.mean = new double[channels];
    this.variance = new double[channels];
    this.scale = new double[channels];
  }

  /**
   * The next row.
   *
   * @param row (channels)
   * @return (channels) the standard deviation of all rows with it, above 0; overwritten by the next
   */
  double[] add(double[] row) {
    rows++;
    double weight = Math.max(1.0 / rows, 1.0 / horizon);
    for (int c = 0; c < mean.length; c++) {
      double difference = row[c] - mean[c];
      mean[c] += weight * difference;
      variance[c] = (1 - weight) * (variance[c] + weight * difference * difference);
      scale[c] = Math.sqrt(variance[c]) + OF_LEVEL * Math.abs(mean[c]) + LEAST;
    }
    return scale;
  }
}
