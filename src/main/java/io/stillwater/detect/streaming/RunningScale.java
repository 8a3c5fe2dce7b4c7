package io.stillwater.detect.streaming;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Mean and standard deviation of a stream: of all values so far, and beyond the horizon with
 * weights that fall by 1 − 1/horizon from value to value.
 *
 * <p>The recursion is μ ← μ + w·(x − μ), σ² ← (1 − w)·(σ² + w·(x − μ)²) with w = max(1/values,
 * 1/horizon) and the mean of before (West 1979). After the first {@value #FREE} values no value
 * counts as farther from the mean than {@value #FARTHEST} deviations, so that one wild value does
 * not blind for the rest; a scale that is far too small still doubles within a few values. Not
 * thread-safe.
 */
final class RunningScale {
  /** What a constant stream's scale is of its level, so that a change of any size is one. */
  private static final double OF_LEVEL = 1e-6;

  private static final double LEAST = 1e-12;

  private static final int FREE = 16;
  private static final double FARTHEST = 64;

  private final int horizon;
  private double mean;
  private double variance;
  private long values;

  RunningScale(int horizon) {
    this.horizon = horizon;
  }

  /** The next value; the standard deviation of all with it, above 0. */
  double add(double value) {
    values++;
    double weight = Math.max(1.0 / values, 1.0 / horizon);
    double difference = value - mean;
    if (values > FREE) {
      double farthest = FARTHEST * deviation();
      difference = Math.max(-farthest, Math.min(farthest, difference));
    }
    mean += weight * difference;
    variance = (1 - weight) * (variance + weight * difference * difference);
    return deviation();
  }

  private double deviation() {
    return Math.sqrt(variance) + OF_LEVEL * Math.abs(mean) + LEAST;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(mean);
    out.writeDouble(variance);
    out.writeLong(values);
  }

  void read(DataInput in) throws IOException {
    mean = in.readDouble();
    variance = in.readDouble();
    values = in.readLong();
  }
}
