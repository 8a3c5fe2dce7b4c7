package io.stillwater.train.media;

/** The inverse of the Cholesky factor of a covariance: what makes its cells white. */
final class Whitening {
  private Whitening() {}

  /**
   * Drawn to its mean variance in all directions first.
   *
   * @param products (size · (size + 1) / 2) sums over cells, the lower triangle, column by column;
   *     overwritten
   * @param count cells
   * @param shrunk part that is the mean variance
   * @param least variance that is added
   * @return the lower triangle of the inverse, column by column
   */
  static float[] of(double[] products, int size, long count, double shrunk, double least) {
    double[][] factor = new double[size][size];
    double trace = 0;
    for (int j = 0, at = 0; j < size; j++) {
      trace += products[at] / count;
      for (int i = j; i < size; i++, at++) {
        factor[i][j] = (1 - shrunk) * products[at] / count;
      }
    }
    for (int i = 0; i < size; i++) {
      factor[i][i] += shrunk * trace / size + least;
    }
    factorise(factor);
    return inverse(factor);
  }

  /** In place, the lower triangle (Cholesky and Banachiewicz, row by row). */
  private static void factorise(double[][] a) {
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        a[i][j] = i == j ? Math.sqrt(Math.max(1e-12, sum)) : sum / a[j][j];
      }
    }
  }

  private static float[] inverse(double[][] l) {
    int n = l.length;
    float[] triangle = new float[n * (n + 1) / 2];
    double[] column = new double[n];
    for (int j = 0, at = 0; j < n; j++) {
      for (int i = j; i < n; i++, at++) {
        double sum = i == j ? 1 : 0;
        for (int k = j; k < i; k++) {
          sum -= l[i][k] * column[k];
        }
        column[i] = sum / l[i][i];
        triangle[at] = (float) column[i];
      }
    }
    return triangle;
  }
}
