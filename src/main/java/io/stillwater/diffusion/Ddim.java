package io.stillwater.diffusion;

/**
 * DDIM (Song, Meng and Ermon 2021, "Denoising Diffusion Implicit Models", equations 12 and 16):
 * with η = 0 Euler's method on the probability flow dx/dσ = (x − D)/σ and so without noise, with η
 * = 1 the ancestral walk at its smaller variance. Of first order.
 *
 * @param eta η in [0, 1]: the deviation of the noise as a share of the ancestral one's
 */
public record Ddim(double eta) implements SingleStep {
  public Ddim {
    if (!(eta >= 0 && eta <= 1)) {
      throw new IllegalArgumentException("η must be in 0..1: was " + eta);
    }
  }

  @Override
  public double keep(double sigma, double next) {
    double ratio = next / sigma;
    return ratio * Math.sqrt(1 - eta * eta * (1 - ratio * ratio)); // √(σ′² − spread²)/σ
  }

  @Override
  public double spread(double sigma, double next) {
    return eta * next / sigma * Math.sqrt(sigma * sigma - next * next);
  }
}
