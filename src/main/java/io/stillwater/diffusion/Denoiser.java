package io.stillwater.diffusion;

import java.util.Arrays;
import java.util.Optional;

/**
 * D(x; σ): the expected clean window given the noisy one, x = y + σ·n with n ~ N(0, I), in units in
 * which the data have a standard deviation of one. Implementations are safe for use by several
 * threads.
 */
public interface Denoiser {
  /** Values in a window: its length times its channels. */
  int dimension();

  /**
   * D(x; σ).
   *
   * @param x (dimension) the noisy window
   * @param sigma σ, above 0
   * @return (dimension) the expected clean window
   */
  double[] denoise(double[] x, double sigma);

  /**
   * D(x; σ) of several windows, each as {@link #denoise} has it; a denoiser that is quicker with
   * many at once says so here.
   *
   * @param x (windows, dimension) the noisy windows, row by row
   * @return (windows, dimension), a new array
   */
  default double[] denoiseAll(double[] x, double sigma) {
    int dimension = dimension();
    double[] clean = new double[x.length];
    for (int at = 0; at < x.length; at += dimension) {
      double[] row = denoise(Arrays.copyOfRange(x, at, at + dimension), sigma);
      System.arraycopy(row, 0, clean, at, dimension);
    }
    return clean;
  }

  /**
   * What a step down needs of several windows.
   *
   * @param clean (windows, dimension) D(x; σ)
   * @param shares (windows, dimension) where the step's variance lies between the two that {@link
   *     LearnedVariance} tells of, each in 0..1; empty where the denoiser has not learnt it
   */
  record Prediction(double[] clean, Optional<double[]> shares) {}

  /** D(x; σ) as {@link #denoiseAll} has it, with the variance of the step where it is learnt. */
  default Prediction predict(double[] x, double sigma) {
    return new Prediction(denoiseAll(x, sigma), Optional.empty());
  }
}
