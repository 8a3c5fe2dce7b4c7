package io.stillwater.diffusion;

/**
 * s_σ(y) = λ(σ)·‖m∘(y − D(y + σε; σ))‖²/|m|: how far a window is from what the denoiser makes of
 * it, over the observed values only.
 *
 * <p>With ε ~ N(0, I) its expectation over the data is the training loss. For a network that always
 * says 0 it is known in closed form: 1 on N(0, 1) data at every σ, 1 + δ²σ²/(1 + σ²) on data
 * shifted by δ; and without noise σ²(1 + δ²)/(1 + σ²).
 */
public final class DenoisingError {
  /**
   * What is added to the mean squared error under the logarithm, in squared standard deviations of
   * the data. Below it lies what single-precision arithmetic cannot tell from zero.
   */
  public static final double FLOOR = 1e-6;

  private final Denoiser denoiser;
  private final Parameterisation parameterisation;

  public DenoisingError(Denoiser denoiser, Parameterisation parameterisation) {
    this.denoiser = denoiser;
    this.parameterisation = parameterisation;
  }

  /**
   * s_σ(y).
   *
   * @param y (dimension) the window
   * @param observed (dimension) m: 1 where a value was observed, 0 where it was carried
   * @param noise (dimension) ε; zeros where no noise is drawn
   * @return at least 0; 0 where nothing was observed
   */
  public double of(double[] y, float[] observed, double[] noise, double sigma) {
    return parameterisation.weight(sigma) * meanSquare(y, observed, noise, sigma);
  }

  /** ln(s_σ(y) + λ(σ)·{@link #FLOOR}). */
  public double logOf(double[] y, float[] observed, double[] noise, double sigma) {
    double square = meanSquare(y, observed, noise, sigma);
    return Math.log(parameterisation.weight(sigma) * (square + FLOOR));
  }

  private double meanSquare(double[] y, float[] observed, double[] noise, double sigma) {
    double[] x = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      x[i] = y[i] + sigma * noise[i];
    }
    double[] clean = denoiser.denoise(x, sigma);
    double sum = 0;
    double count = 0;
    for (int i = 0; i < y.length; i++) {
      double difference = y[i] - clean[i];
      sum += observed[i] * difference * difference;
      count += observed[i];
    }
    return sum / Math.max(1, count);
  }
}
