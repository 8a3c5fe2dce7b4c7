package io.stillwater.diffusion;

/**
 * Euler and Maruyama's method on the reverse SDE, dx = (D − x)/σ²·d(σ²) + noise of variance d(σ²)
 * (Song et al. 2021, equation 6, with the score as (D − x)/σ²). The variance preserving SDE is the
 * same one in units in which the signal keeps its size; it differs in its steps only. Of first
 * order in distribution; it needs many small steps.
 */
public record EulerMaruyama() implements SingleStep {
  @Override
  public double keep(double sigma, double next) {
    return next * next / (sigma * sigma);
  }

  @Override
  public double spread(double sigma, double next) {
    return Math.sqrt(sigma * sigma - next * next);
  }
}
