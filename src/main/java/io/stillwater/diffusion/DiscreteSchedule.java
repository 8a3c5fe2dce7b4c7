package io.stillwater.diffusion;

import java.util.Arrays;

/**
 * A schedule of numbered steps, each adding noise of variance β_t to what is left of the signal:
 * ᾱ_t = ∏(1 − β_i) and σ_t = √((1 − ᾱ_t)/ᾱ_t). Every step is as likely in training. Immutable.
 */
public final class DiscreteSchedule implements Schedule {
  private static final double LARGEST_BETA = 0.999;

  private final double[] sigmas; // (steps), ascending

  private DiscreteSchedule(double[] sigmas) {
    this.sigmas = sigmas;
  }

  /**
   * From the variances that the steps add.
   *
   * @param betas (steps) β_t, each in (0, 1)
   */
  public static DiscreteSchedule ofBetas(double... betas) {
    if (betas.length == 0 || !Arrays.stream(betas).allMatch(b -> b > 0 && b < 1)) {
      throw new IllegalArgumentException(
          "a schedule needs at least one β, each between 0 and 1: were " + brief(betas));
    }
    double[] sigmas = new double[betas.length];
    double log = 0; // −ln ᾱ
    for (int t = 0; t < sigmas.length; t++) {
      log -= StrictMath.log1p(-betas[t]);
      sigmas[t] = StrictMath.sqrt(StrictMath.expm1(log));
    }
    return new DiscreteSchedule(sigmas);
  }

  /** β in equal steps (Ho et al. 2020, section 4: 1e-4 to 0.02 in 1000). */
  public static DiscreteSchedule linear(double low, double high, int steps) {
    double[] betas = new double[steps];
    Arrays.setAll(betas, t -> low + (high - low) * t / Math.max(1, steps - 1));
    return ofBetas(betas);
  }

  /**
   * ᾱ_t = f(t)/f(0) with f(t) = cos²((t/steps + offset)/(1 + offset)·π/2), and β at most 0.999
   * (Nichol and Dhariwal 2021, "Improved Denoising Diffusion Probabilistic Models", equation 17,
   * offset 0.008).
   */
  public static DiscreteSchedule cosine(double offset, int steps) {
    double[] betas = new double[steps];
    for (int t = 0; t < steps; t++) {
      double kept = signal(offset, (t + 1.0) / steps) / signal(offset, (double) t / steps);
      betas[t] = Math.min(LARGEST_BETA, 1 - kept);
    }
    return ofBetas(betas);
  }

  private static double signal(double offset, double u) {
    double cosine = StrictMath.cos((u + offset) / (1 + offset) * Math.PI / 2);
    return cosine * cosine;
  }

  /** How many steps. */
  public int steps() {
    return sigmas.length;
  }

  /** σ of step t, 0 the first. */
  public double sigma(int t) {
    return sigmas[t];
  }

  /** σ of the step before the one with that σ; 0 for the first step and what lies below it. */
  public double before(double sigma) {
    int at = Arrays.binarySearch(sigmas, sigma);
    int before = at >= 0 ? at - 1 : -at - 2;
    return before < 0 ? 0 : sigmas[before];
  }

  @Override
  public double sigma(double u) {
    if (!(u >= 0 && u <= 1)) {
      throw new IllegalArgumentException("u must be in 0..1: was " + u);
    }
    return sigmas[(int) Math.min(sigmas.length - 1, u * sigmas.length)];
  }

  /**
   * The step with that σ, in parts of a step where it lies between two: what a network that was
   * trained on numbered steps is told. Linear in ln σ; the first or last step beyond the ends.
   */
  public double step(double sigma) {
    int after = Arrays.binarySearch(sigmas, sigma);
    if (after >= 0) {
      return after;
    }
    after = -after - 1;
    if (after == 0 || after == sigmas.length) {
      return Math.max(0, after - 1);
    }
    double whole = StrictMath.log(sigmas[after] / sigmas[after - 1]);
    return after - 1 + StrictMath.log(sigma / sigmas[after - 1]) / whole;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DiscreteSchedule schedule && Arrays.equals(sigmas, schedule.sigmas);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sigmas);
  }

  @Override
  public String toString() {
    return sigmas.length + " steps from σ " + sigmas[0] + " to " + sigmas[sigmas.length - 1];
  }

  private static String brief(double[] betas) {
    return betas.length <= 10
        ? Arrays.toString(betas)
        : betas.length + " from " + betas[0] + " to " + betas[betas.length - 1];
  }
}
