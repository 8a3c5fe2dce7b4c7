package io.stillwater.diffusion;

/**
 * The exact denoiser of an equal mixture of Gaussians of one spread: that of its centres at the
 * noise that spread and σ make together, and of the nearest Gaussian around it. An oracle for
 * tests.
 */
final class Mixture implements Denoiser {
  private final MemoryDenoiser centres;
  private final double spread;

  Mixture(float[][] centres, double spread) {
    this.centres = new MemoryDenoiser(centres);
    this.spread = spread;
  }

  /** N(0, spread²) in that many dimensions: D = spread²·x/(spread² + σ²). */
  static Mixture gaussian(int dimension, double spread) {
    return new Mixture(new float[1][dimension], spread);
  }

  @Override
  public int dimension() {
    return centres.dimension();
  }

  @Override
  public double[] denoise(double[] x, double sigma) {
    double own = spread * spread / (spread * spread + sigma * sigma);
    double[] clean = centres.denoise(x, Math.hypot(spread, sigma));
    for (int i = 0; i < x.length; i++) {
      clean[i] = own * x[i] + (1 - own) * clean[i];
    }
    return clean;
  }
}
