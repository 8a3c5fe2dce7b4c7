package io.stillwater.model.runtime;

import io.stillwater.diffusion.Denoiser;
import io.stillwater.model.manifest.ScoringShape;
import io.stillwater.model.manifest.View;
import java.util.Arrays;

/**
 * One denoiser of a bundle at any σ, run by the scorer's session, which stays its caller's to
 * close. In single precision. Safe for use by several threads, which wait for each other.
 */
final class ModelDenoiser implements Denoiser {
  private final OnnxScorer scorer;
  private final ScoringShape shape;
  private final int level;
  private final View view;

  /**
   * @param level the first level of that denoiser
   * @param view what it sees of a window: that is what it denoises here
   */
  ModelDenoiser(OnnxScorer scorer, ScoringShape shape, int level, View view) {
    this.scorer = scorer;
    this.shape = shape;
    this.level = level;
    this.view = view;
  }

  @Override
  public int dimension() {
    return view.tokens() * shape.channels();
  }

  @Override
  public double[] denoise(double[] x, double sigma) {
    return denoiseAll(x, sigma);
  }

  @Override
  public double[] denoiseAll(double[] x, double sigma) {
    int seen = dimension();
    int windows = x.length / seen;
    float[] noisy = new float[Math.multiplyExact(windows, shape.dimension())];
    for (int window = 0; window < windows; window++) {
      write(x, window, noisy);
    }
    double[] sigmas = new double[shape.levels()];
    Arrays.fill(sigmas, sigma);
    float[] all = scorer.denoise(noisy, windows, sigmas);
    int[] from = shape.seenFrom();
    double[] clean = new double[x.length];
    for (int window = 0; window < windows; window++) {
      int at = window * from[shape.levels()] + from[level];
      for (int i = 0; i < seen; i++) {
        clean[window * seen + i] = all[at + i];
      }
    }
    return clean;
  }

  private void write(double[] x, int window, float[] into) {
    float[] seen = new float[dimension()];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = (float) x[window * seen.length + i];
    }
    float[] whole = view.window(seen, shape.length(), shape.channels());
    System.arraycopy(whole, 0, into, window * whole.length, whole.length);
  }
}
