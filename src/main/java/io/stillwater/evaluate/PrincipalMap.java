package io.stillwater.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * As {@link PrincipalBaseline}, value by value, for fewer rows than columns: with the eigenvectors
 * u of Z·Zᵀ, the directions are Zᵀ·u/√λ.
 */
final class PrincipalMap implements MapBaseline.Fitted {
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
    Eigen eigen = Eigen.of(products);
    List<float[]> directions = new ArrayList<>();
    for (int k = 0; k < eigen.carrying(KEPT); k++) {
      float[] direction = new float[rows[0].length];
      for (int i = 0; i < rows.length; i++) {
        Floats.add(eigen.vectors()[k][i] / Math.sqrt(eigen.values()[k]), rows[i], direction);
      }
      directions.add(direction);
    }
    return directions;
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
