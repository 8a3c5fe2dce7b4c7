package io.stillwater.diffusion;

import java.util.Arrays;

/**
 * The noise levels at which windows are scored, in units of the data's standard deviation.
 *
 * @param sigmas (levels) σ, ascending, each above 0
 */
public record NoiseLevels(double... sigmas) {
  public NoiseLevels {
    sigmas = sigmas.clone();
    require(sigmas.length >= 1, "at least one noise level is needed: there was none");
    for (int k = 0; k < sigmas.length; k++) {
      require(
          sigmas[k] > (k == 0 ? 0 : sigmas[k - 1]) && Double.isFinite(sigmas[k]),
          "noise levels must be finite, above 0 and ascending: were " + Arrays.toString(sigmas));
    }
  }

  /** From {@code low} to {@code high} in equal ratios: (0.1, 0.4, 3) gives 0.1, 0.2, 0.4. */
  public static NoiseLevels geometric(double low, double high, int count) {
    double[] sigmas = new double[count];
    for (int k = 0; k < count; k++) {
      sigmas[k] = k == 0 ? low : low * StrictMath.pow(high / low, k / (count - 1.0));
    }
    return new NoiseLevels(sigmas);
  }

  @Override
  public double[] sigmas() {
    return sigmas.clone();
  }

  /** How many. */
  public int count() {
    return sigmas.length;
  }

  /** σ of level k, 0 the smallest. */
  public double sigma(int k) {
    return sigmas[k];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoiseLevels levels && Arrays.equals(sigmas, levels.sigmas);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sigmas);
  }

  @Override
  public String toString() {
    return Arrays.toString(sigmas);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
