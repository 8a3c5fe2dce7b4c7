package io.stillwater.window.sound;

import java.util.Arrays;

/**
 * The short-time Fourier transform and its inverse in the sense of least squares: the samples whose
 * transform is nearest to a given one are x(n) = Σ_m w(n−m)·y_m(n) / Σ_m w²(n−m), y_m the inverse
 * transform of column m (Griffin and Lim 1984, "Signal Estimation from Modified Short-Time Fourier
 * Transform", equation 6). Samples that no window sees are 0. Not thread-safe.
 */
final class ShortTime {
  /** Weights below this say nothing. */
  private static final double SEEN = 1e-8;

  private final double[] window;
  private final int[] begins;
  private final int samples;
  private final Fourier fourier;
  private final double[] weights; // (samples) Σ w²

  /**
   * @param window w
   * @param begins (columns) the first sample of each column
   */
  ShortTime(double[] window, int[] begins, Fourier fourier) {
    this.window = window.clone();
    this.begins = begins.clone();
    this.samples = begins[begins.length - 1] + window.length;
    this.fourier = fourier;
    this.weights = new double[samples];
    for (int begin : begins) {
      for (int i = 0; i < window.length; i++) {
        weights[begin + i] += window[i] * window[i];
      }
    }
  }

  int samples() {
    return samples;
  }

  int columns() {
    return begins.length;
  }

  /** (length) The transform of one column. */
  void forward(double[] x, int column, double[] re, double[] im) {
    Arrays.fill(re, 0);
    Arrays.fill(im, 0);
    for (int i = 0; i < window.length; i++) {
      re[i] = window[i] * x[begins[column] + i];
    }
    fourier.transform(re, im);
  }

  /** Adds what one column says to the sums of {@link #finish}; re and im are used up. */
  void backward(double[] re, double[] im, int column, double[] sums) {
    // The inverse transform is the transform with the parts exchanged, divided by the length.
    fourier.transform(im, re);
    for (int i = 0; i < window.length; i++) {
      sums[begins[column] + i] += window[i] * re[i] / fourier.length();
    }
  }

  /** The samples of the sums, in place. */
  void finish(double[] sums) {
    for (int i = 0; i < samples; i++) {
      sums[i] = weights[i] < SEEN ? 0 : sums[i] / weights[i];
    }
  }
}
