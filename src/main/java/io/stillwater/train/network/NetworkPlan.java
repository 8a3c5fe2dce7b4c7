package io.stillwater.train.network;

import io.stillwater.diffusion.Technique;
import java.util.Objects;

/**
 * How a network learns.
 *
 * @param technique what it predicts and at which noise levels it learns
 * @param steps at most, at least 1
 * @param batch windows in a step, at least 1
 * @param rate the highest learning rate, above 0
 * @param lower how fast the lowest layers learn beside the highest, in [0, 1]: 1 alike, 0 not at
 *     all
 * @param masked share of the patches that are hidden, to be filled in from the others; in [0, 1)
 * @param seed of the first weights, the batches and the noise
 */
public record NetworkPlan(
    Technique technique,
    int steps,
    int batch,
    double rate,
    double lower,
    double masked,
    long seed) {
  public static final NetworkPlan DEFAULT =
      new NetworkPlan(Technique.EDM, 2000, 128, 2e-3, 1, 0, 0);

  /** What weights lose with every step, times the learning rate. */
  static final double DECAY = 0.01;

  private static final int WARM_UP = 50;
  private static final double AVERAGE = 0.998;

  public NetworkPlan {
    Objects.requireNonNull(technique, "technique");
    require(steps >= 1, "at least 1 step is needed: were " + steps);
    require(batch >= 1, "a batch has at least 1 window: were " + batch);
    require(rate > 0 && rate < 1, "the learning rate must be between 0 and 1: was " + rate);
    require(
        lower >= 0 && lower <= 1, "the speed of the lowest layers must be in [0, 1]: was " + lower);
    require(
        masked >= 0 && masked < 1, "the share of hidden patches must be in [0, 1): was " + masked);
  }

  /** The same with another seed. */
  public NetworkPlan seed(long other) {
    return new NetworkPlan(technique, steps, batch, rate, lower, masked, other);
  }

  /** The learning rate: up in a line, then down along a cosine (Loshchilov and Hutter 2017). */
  double rate(int step) {
    double up = Math.min(1, (step + 1.0) / WARM_UP);
    return rate * up * 0.5 * (1 + Math.cos(Math.PI * step / steps));
  }

  /** How much of the moving average stays, less at the beginning. */
  double stays(int step) {
    return Math.min(AVERAGE, (1 + step) / (10.0 + step));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
