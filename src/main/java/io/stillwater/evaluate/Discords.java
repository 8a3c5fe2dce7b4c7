package io.stillwater.evaluate;

import java.util.Arrays;

/**
 * The matrix profile of a series (Yeh et al. 2016): how far each window of {@value #LENGTH} rows is
 * from the window most like it, both normalised to mean 0 and deviation 1; windows less than half a
 * length apart are not compared. Of several columns the mean is taken. A row's score is the mean of
 * the windows that cover it, rows after it included; so it judges whole files only, and nothing is
 * learned from the training rows.
 *
 * <p>Dot products go from one pair of windows to the next along a diagonal (Zhu et al. 2016,
 * STOMP): rows² · columns operations. Of two windows that stand still the distance is 0, of one
 * that does and one that does not √length.
 */
final class Discords implements Baseline {
  static final int LENGTH = 64;
  private static final double STILL = 1e-7;

  private final int length;

  /**
   * @param length rows in a window, at least 2
   */
  Discords(int length) {
    this.length = length;
  }

  Discords() {
    this(LENGTH);
  }

  @Override
  public Fitted fit(double[][] training, long seed) {
    return this::score;
  }

  private double[] score(double[][] rows) {
    int windows = rows.length - length + 1;
    double[] scores = new double[rows.length];
    // Below this the middle window has nobody to be compared with.
    if (windows < 2 * length) {
      return scores;
    }
    double[] means = new double[windows];
    for (int c = 0; c < rows[0].length; c++) {
      double[] profile = profile(column(rows, c));
      for (int w = 0; w < windows; w++) {
        means[w] += profile[w] / rows[0].length;
      }
    }
    for (int row = 0; row < rows.length; row++) {
      int from = Math.max(0, row - length + 1);
      int to = Math.min(windows, row + 1);
      scores[row] = Arrays.stream(means, from, to).average().orElse(0);
    }
    return scores;
  }

  private static double[] column(double[][] rows, int c) {
    double mean = Arrays.stream(rows).mapToDouble(row -> row[c]).average().orElse(0);
    return Arrays.stream(rows).mapToDouble(row -> row[c] - mean).toArray();
  }

  /** (windows) the distance of each from its nearest neighbour. */
  double[] profile(double[] x) {
    int windows = x.length - length + 1;
    double[] mean = new double[windows];
    double[] deviation = new double[windows];
    double most = Arrays.stream(x).map(Math::abs).max().orElse(0);
    for (int w = 0; w < windows; w++) {
      mean[w] = Arrays.stream(x, w, w + length).average().orElse(0);
      double square = 0;
      for (int i = w; i < w + length; i++) {
        square += (x[i] - mean[w]) * (x[i] - mean[w]) / length;
      }
      deviation[w] = Math.sqrt(square) <= STILL * most ? 0 : Math.sqrt(square);
    }
    double[] best = new double[windows]; // the highest correlation
    Arrays.fill(best, -1);
    for (int lag = Math.max(1, length / 2); lag < windows; lag++) {
      double dot = 0;
      for (int i = 0; i < length; i++) {
        dot += x[i] * x[i + lag];
      }
      for (int w = 0; w + lag < windows; w++) {
        double r = correlation(dot, mean[w], mean[w + lag], deviation[w], deviation[w + lag]);
        best[w] = Math.max(best[w], r);
        best[w + lag] = Math.max(best[w + lag], r);
        if (w + lag + length < x.length) {
          dot += x[w + length] * x[w + lag + length] - x[w] * x[w + lag];
        }
      }
    }
    return Arrays.stream(best).map(r -> Math.sqrt(2.0 * length * Math.max(0, 1 - r))).toArray();
  }

  private double correlation(double dot, double mean, double other, double spread, double wide) {
    if (spread == 0 || wide == 0) {
      return spread == wide ? 1 : 0.5; // distances 0 and √length
    }
    return Math.min(1, (dot / length - mean * other) / (spread * wide));
  }
}
