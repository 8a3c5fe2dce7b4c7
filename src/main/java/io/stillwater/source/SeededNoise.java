package io.stillwater.source;

import java.util.SplittableRandom;

/**
 * Seeded random numbers that are the same on every machine and JDK: uniform ones from {@link
 * SplittableRandom}, normal ones by Box and Muller (1958) in strict arithmetic. Not thread-safe.
 */
public final class SeededNoise {
  private final SplittableRandom uniform;
  private double spare = Double.NaN;

  public SeededNoise(long seed) {
    uniform = new SplittableRandom(seed);
  }

  /** Uniform in [low, high). */
  public double between(double low, double high) {
    return low + (high - low) * uniform.nextDouble();
  }

  /** Exponentially distributed, with that mean. */
  public double waiting(double mean) {
    return -mean * StrictMath.log(1 - uniform.nextDouble());
  }

  /** Normal, mean 0, variance 1. */
  public double normal() {
    if (!Double.isNaN(spare)) {
      double value = spare;
      spare = Double.NaN;
      return value;
    }
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform.nextDouble()));
    double angle = 2 * Math.PI * uniform.nextDouble();
    spare = radius * StrictMath.sin(angle);
    return radius * StrictMath.cos(angle);
  }
}
