package io.stillwater.diffusion;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The noise levels that a sampler walks down. Immutable.
 *
 * <table>
 * <caption>from 80 to 0.1 in three steps</caption>
 * <tr><th>grid</th><th>σ</th></tr>
 * <tr><td>{@code karras(0.1, 80, 3)}</td><td>80, 6.10, 0.1, 0</td></tr>
 * <tr><td>{@code geometric(0.1, 80, 3)}</td><td>80, 2.83, 0.1, 0</td></tr>
 * </table>
 *
 * @param sigmas (steps + 1) σ, descending, each above 0 but for the last, which may be 0
 */
public record Steps(double... sigmas) {
  private static final double RHO = 7;

  public Steps {
    sigmas = sigmas.clone();
    require(sigmas.length >= 2, "a walk needs two noise levels at least", sigmas);
    for (int i = 0; i < sigmas.length; i++) {
      double above = i == 0 ? Double.POSITIVE_INFINITY : sigmas[i - 1];
      boolean last = i == sigmas.length - 1;
      require(
          sigmas[i] < above && (sigmas[i] > 0 || (last && sigmas[i] == 0)),
          "the noise levels of a walk must be finite and descend, above 0 until the last",
          sigmas);
    }
  }

  /** Equal steps in σ^(1/7), then 0 (Karras et al. 2022, equation 5): most of them at small σ. */
  public static Steps karras(double low, double high, int count) {
    double to = StrictMath.pow(low, 1 / RHO);
    double from = StrictMath.pow(high, 1 / RHO);
    return spread(low, high, count, share -> StrictMath.pow(from + share * (to - from), RHO));
  }

  /** Equal steps in ln σ, then 0. */
  public static Steps geometric(double low, double high, int count) {
    return spread(low, high, count, share -> high * StrictMath.pow(low / high, share));
  }

  /**
   * Equal steps in the schedule's u, then 0: the time steps of its paper, or every so manieth of
   * them.
   */
  public static Steps of(Schedule schedule, int count) {
    return spread(schedule.min(), schedule.max(), count, share -> schedule.sigma(1 - share));
  }

  private static Steps spread(double low, double high, int count, DoubleUnaryOperator sigma) {
    if (!(low > 0 && high > low && high < Double.POSITIVE_INFINITY) || count < 1) {
      throw new IllegalArgumentException(
          "a walk needs at least one step, between noise levels above 0 that differ: was "
              + (count + " from " + high + " to " + low));
    }
    double[] sigmas = new double[count + 1];
    sigmas[0] = high;
    for (int i = 1; i < count; i++) {
      sigmas[i] = i == count - 1 ? low : sigma.applyAsDouble(i / (count - 1.0));
    }
    return new Steps(sigmas);
  }

  @Override
  public double[] sigmas() {
    return sigmas.clone();
  }

  /** How many steps. */
  public int count() {
    return sigmas.length - 1;
  }

  /** σ before step i, or after step i − 1. */
  public double sigma(int i) {
    return sigmas[i];
  }

  /** σ at which the walk begins. */
  public double first() {
    return sigmas[0];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Steps steps && Arrays.equals(sigmas, steps.sigmas);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sigmas);
  }

  @Override
  public String toString() {
    return Arrays.toString(sigmas);
  }

  private static void require(boolean holds, String message, double[] sigmas) {
    if (!holds) {
      throw new IllegalArgumentException(message + ": were " + Arrays.toString(sigmas));
    }
  }
}
