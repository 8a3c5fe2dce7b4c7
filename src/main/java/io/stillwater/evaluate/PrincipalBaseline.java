package io.stillwater.evaluate;

import org.ejml.data.DMatrixRMaj;

/**
 * What the principal components of standardised rows leave over: ‖z − V·Vᵀ·z‖², with as many of the
 * leading directions V as carry {@value #KEPT} of the variance (Jackson and Mudholkar 1979, the
 * statistic Q).
 */
final class PrincipalBaseline implements Baseline {
  private static final double KEPT = 0.9;

  @Override
  public Fitted fit(double[][] training, long seed) {
    Standard standard = new Standard(training);
    double[][] directions = directions(standard.of(training));
    return rows -> residuals(standard.of(rows), directions);
  }

  /** (directions, columns), of length one. */
  private static double[][] directions(double[][] rows) {
    boolean wide = rows[0].length > rows.length; // then Z·Zᵀ is smaller than Zᵀ·Z
    double[][] vectors = wide ? rows : transposed(rows);
    Eigen eigen = Eigen.of(products(vectors));
    double[][] directions = new double[eigen.carrying(KEPT)][];
    for (int k = 0; k < directions.length; k++) {
      double[] vector = eigen.vectors()[k];
      directions[k] = wide ? unit(combined(vector, rows)) : vector;
    }
    return directions;
  }

  private static double[][] transposed(double[][] rows) {
    double[][] columns = new double[rows[0].length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < columns.length; c++) {
        columns[c][i] = rows[i][c];
      }
    }
    return columns;
  }

  /** The inner product of each pair. */
  private static DMatrixRMaj products(double[][] vectors) {
    int n = vectors.length;
    DMatrixRMaj products = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double product = product(vectors[i], vectors[j]);
        products.set(i, j, product);
        products.set(j, i, product);
      }
    }
    return products;
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Σ weight_i · row_i. */
  private static double[] combined(double[] weights, double[][] rows) {
    double[] sum = new double[rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < sum.length; c++) {
        sum[c] += weights[i] * rows[i][c];
      }
    }
    return sum;
  }

  private static double[] unit(double[] vector) {
    double length = Math.sqrt(product(vector, vector));
    double[] unit = new double[vector.length];
    for (int c = 0; c < unit.length; c++) {
      unit[c] = vector[c] / length;
    }
    return unit;
  }

  private static double[] residuals(double[][] rows, double[][] directions) {
    double[] residuals = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double[] left = rows[i].clone();
      for (double[] direction : directions) {
        double along = product(rows[i], direction);
        for (int c = 0; c < left.length; c++) {
          left[c] -= along * direction[c];
        }
      }
      residuals[i] = product(left, left);
    }
    return residuals;
  }
}
