package io.stillwater.diffusion;

/**
 * How a network F becomes a denoiser: D(x; σ) = c_skip·x + c_out·F(c_in·x; c_noise), and how much
 * its error weighs at each σ.
 *
 * <p>The formulae are those of Karras et al. 2022, "Elucidating the Design Space of Diffusion-Based
 * Generative Models", table 1, for data with a standard deviation of one.
 */
public enum Preconditioning {
  /**
   * Input and target of the network have variance one at every σ.
   *
   * <table>
   * <caption>c_skip, c_out, c_in, c_noise and λ</caption>
   * <tr><th>σ</th><th>skip</th><th>out</th><th>in</th><th>noise</th><th>λ</th></tr>
   * <tr><td>0.75</td><td>0.64</td><td>0.6</td><td>0.8</td><td>-0.0719</td><td>2.778</td></tr>
   * <tr><td>1</td><td>0.5</td><td>0.7071</td><td>0.7071</td><td>0</td><td>2</td></tr>
   * </table>
   */
  EDM {
    @Override
    public double skip(double sigma) {
      return 1 / (1 + sigma * sigma);
    }

    @Override
    public double out(double sigma) {
      return sigma / Math.sqrt(1 + sigma * sigma);
    }

    @Override
    public double in(double sigma) {
      return 1 / Math.sqrt(1 + sigma * sigma);
    }

    @Override
    public double noise(double sigma) {
      return Math.log(sigma) / 4;
    }

    @Override
    public double weight(double sigma) {
      return (1 + sigma * sigma) / (sigma * sigma);
    }
  };

  /** A network as it is called: scaled input and noise condition in, (dimension) values out. */
  @FunctionalInterface
  public interface Network {
    double[] apply(double[] scaled, double condition);
  }

  /** c_skip: how much of the input goes straight to the output. */
  public abstract double skip(double sigma);

  /** c_out: the scale of the network's output. */
  public abstract double out(double sigma);

  /** c_in: the scale of the network's input. */
  public abstract double in(double sigma);

  /** c_noise: how the network is told σ. */
  public abstract double noise(double sigma);

  /** λ: the weight of the squared error, 1/c_out². */
  public abstract double weight(double sigma);

  /** The denoiser that the network makes under this row of the table. */
  public Denoiser denoiser(int dimension, Network network) {
    return new Preconditioned(this, dimension, network);
  }

  private record Preconditioned(Preconditioning row, int dimension, Network network)
      implements Denoiser {
    @Override
    public double[] denoise(double[] x, double sigma) {
      double[] scaled = new double[dimension];
      for (int i = 0; i < dimension; i++) {
        scaled[i] = row.in(sigma) * x[i];
      }
      double[] clean = network.apply(scaled, row.noise(sigma));
      for (int i = 0; i < dimension; i++) {
        clean[i] = row.skip(sigma) * x[i] + row.out(sigma) * clean[i];
      }
      return clean;
    }
  }
}
