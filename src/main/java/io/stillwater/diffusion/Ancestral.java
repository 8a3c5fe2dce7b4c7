package io.stillwater.diffusion;

/**
 * DDPM's own walk (Ho et al. 2020, algorithm 2): each step is drawn from the distribution of the
 * less noisy window given the noisier one, as if the clean window were D.
 *
 * <p>Where the denoiser has learnt the variance of its steps, each value has its own.
 *
 * @param share where the variance lies otherwise, between the two that {@link LearnedVariance}
 *     tells of, in logarithms: 0 takes the smaller, β̃, and 1 the larger, β
 */
public record Ancestral(double share) implements SingleStep {
  public Ancestral {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("the share must be in 0..1: was " + share);
    }
  }

  @Override
  public double keep(double sigma, double next) {
    return next * next / (sigma * sigma);
  }

  @Override
  public double spread(double sigma, double next) {
    return spread(share, sigma, next);
  }

  private static double spread(double share, double sigma, double next) {
    return Math.exp(LearnedVariance.log(Algebra.DOUBLES, share, sigma, next) / 2);
  }

  @Override
  public void spread(double[] x, double[] z, Denoiser.Prediction said, double sigma, double next) {
    double[] shares = said.shares().orElse(null);
    for (int j = 0; j < x.length; j++) {
      x[j] += spread(shares == null ? share : shares[j], sigma, next) * z[j];
    }
  }
}
