package io.stillwater.model;

import io.stillwater.diffusion.Denoiser;
import java.util.Arrays;

/**
 * One denoiser of a bundle at any σ, run by the scorer's session, which stays its caller's to
 * close. In single precision. Safe for use by several threads, which wait for each other.
 */
final class ModelDenoiser implements Denoiser {
  private final OnnxScorer scorer;
  private final ScoringShape shape;
  private final int level;

  /**
   * @param level the first level of that denoiser
   */
  ModelDenoiser(OnnxScorer scorer, ScoringShape shape, int level) {
    this.scorer = scorer;
    this.shape = shape;
    this.level = level;
  }

  @Override
  public int dimension() {
    return shape.dimension();
  }

  @Override
  public double[] denoise(double[] x, double sigma) {
    return denoiseAll(x, sigma);
  }

  @Override
  public double[] denoiseAll(double[] x, double sigma) {
    int dimension = shape.dimension();
    int windows = x.length / dimension;
    float[] noisy = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      noisy[i] = (float) x[i];
    }
    double[] sigmas = new double[shape.levels()];
    Arrays.fill(sigmas, sigma);
    float[] all = scorer.denoise(noisy, windows, sigmas);
    double[] clean = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int window = i / dimension;
      clean[i] = all[(window * sigmas.length + level) * dimension + i % dimension];
    }
    return clean;
  }
}
