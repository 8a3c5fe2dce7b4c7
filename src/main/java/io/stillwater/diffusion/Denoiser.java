package io.stillwater.diffusion;

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
}
