package io.stillwater.diffusion;

/**
 * DDPM's own walk (Ho et al. 2020, algorithm 2): each step is drawn from the distribution of the
 * less noisy window given the noisier one, as if the clean window were D.
 *
 * @param share where its variance lies between the two that {@link LearnedVariance} tells of, in
 *     logarithms: 0 takes the smaller, β̃, and 1 the larger, β
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
    return Math.exp(LearnedVariance.log(Algebra.DOUBLES, share, sigma, next) / 2);
  }
}
