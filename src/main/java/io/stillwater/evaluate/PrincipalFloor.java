package io.stillwater.evaluate;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * What the principal components of standardised rows leave over: ‖z − V·Vᵀ·z‖², with as many of the
 * leading directions V as carry {@value #KEPT} of the variance (Jackson and Mudholkar 1979, the
 * statistic Q).
 */
final class PrincipalFloor implements Floor {
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
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(vectors.length, true, true);
    if (!eigen.decompose(products(vectors))) {
      throw new IllegalStateException(
          "the eigenvectors of " + vectors.length + " columns did not converge");
    }
    int[] order = descending(eigen);
    double all = 0;
    for (int i : order) {
      all += Math.max(0, eigen.getEigenvalue(i).getReal());
    }
    int kept = 0;
    for (double sum = 0; kept < order.length && sum < KEPT * all; kept++) {
      sum += eigen.getEigenvalue(order[kept]).getReal();
    }
    double[][] directions = new double[kept][];
    for (int k = 0; k < kept; k++) {
      double[] vector = eigen.getEigenVector(order[k]).getData();
      directions[k] = wide ? unit(combined(vector, rows)) : vector.clone();
    }
    return directions;
  }

  private static int[] descending(EigenDecomposition_F64<DMatrixRMaj> eigen) {
    return IntStream.range(0, eigen.getNumberOfEigenvalues())
        .boxed()
        .sorted((a, b) -> Double.compare(value(eigen, b), value(eigen, a)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double value(EigenDecomposition_F64<DMatrixRMaj> eigen, int i) {
    return eigen.getEigenvalue(i).getReal();
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
