package io.stillwater.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * As {@link PrincipalFloor}, value by value, for fewer rows than columns: with the eigenvectors u
 * of Z·Zᵀ, the directions are Zᵀ·u/√λ.
 */
final class PrincipalMap implements MapFloor.Fitted {
  private static final double KEPT = 0.9;

  private final FloatStandard standard;
  private final List<float[]> directions;

  private PrincipalMap(FloatStandard standard, List<float[]> directions) {
    this.standard = standard;
    this.directions = directions;
  }

  static PrincipalMap fit(float[][] training) {
    FloatStandard standard = FloatStandard.fit(training);
    for (float[] row : training) {
      standard.apply(row);
    }
    int n = training.length;
    DMatrixRMaj products = new DMatrixRMaj(n, n);
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              for (int j = 0; j <= i; j++) {
                double product = Floats.product(training[i], training[j]);
                products.set(i, j, product);
                products.set(j, i, product);
              }
            });
    return new PrincipalMap(standard, directions(training, products));
  }

  private static List<float[]> directions(float[][] rows, DMatrixRMaj products) {
    int n = rows.length;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
    if (!eigen.decompose(products)) {
      throw new IllegalStateException("the eigenvectors of " + n + " rows did not converge");
    }
    double all = IntStream.range(0, n).mapToDouble(i -> value(eigen, i)).sum();
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((a, b) -> Double.compare(value(eigen, b), value(eigen, a)))
            .mapToInt(Integer::intValue)
            .toArray();
    List<float[]> directions = new ArrayList<>();
    double told = 0;
    for (int k = 0; k < n && told < KEPT * all; k++) {
      double value = value(eigen, order[k]);
      told += value;
      float[] direction = new float[rows[0].length];
      DMatrixRMaj vector = eigen.getEigenVector(order[k]);
      for (int i = 0; i < n; i++) {
        Floats.add(vector.get(i) / Math.sqrt(value), rows[i], direction);
      }
      directions.add(direction);
    }
    return directions;
  }

  private static double value(EigenDecomposition_F64<DMatrixRMaj> eigen, int i) {
    return Math.max(0, eigen.getEigenvalue(i).getReal());
  }

  @Override
  public float[] map(float[] row) {
    standard.apply(row);
    // The directions are orthonormal: what one takes away leaves the others' shares as they are.
    for (float[] direction : directions) {
      Floats.add(-Floats.product(row, direction), direction, row);
    }
    for (int i = 0; i < row.length; i++) {
      row[i] *= row[i];
    }
    return row;
  }
}
