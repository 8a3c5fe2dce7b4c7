package io.stillwater.train.network;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Independent normal windows, all with a mean of zero, whose values at even places have the
 * deviation {@code wide} and at odd places {@code narrow}: the best denoiser is known.
 */
record Normals(int size, int dimension, double wide, double narrow, long seed) implements Windows {
  @Override
  public void read(int index, float[] values, float[] observed, int at, RandomGenerator random) {
    RandomGenerator own = new SplittableRandom(seed * 1_000_003 + index);
    for (int i = 0; i < dimension; i++) {
      values[at + i] = (float) (deviation(i) * own.nextGaussian());
      observed[at + i] = 1;
    }
  }

  private double deviation(int place) {
    return place % 2 == 0 ? wide : narrow;
  }

  /** D(x; σ) = s²/(s² + σ²)·x at that place. */
  double shrinks(int place, double sigma) {
    double variance = deviation(place) * deviation(place);
    return variance / (variance + sigma * sigma);
  }
}
