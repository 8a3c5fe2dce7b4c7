package io.stillwater.train.fit;

import io.stillwater.model.manifest.BundleException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The leading directions of windows of so many values that their covariance would not fit: it is
 * never formed. With X the windows, row by row, the range of X is found by subspace iteration from
 * random directions (Halko, Martinsson and Tropp 2011, "Finding Structure with Randomness",
 * algorithm 4.4), Z orthonormal in it, and the directions are those of B = ZᵀX, whose inner
 * products BBᵀ are a small matrix. Where windows are no more than directions this is exact, the
 * dual form.
 */
final class WidePrincipal {
  private static final int ITERATIONS = 2;

  /** Directions with less than that part of the largest variance are rounding. */
  private static final double LEAST = 1e-6;

  private final float[] windows; // (count, dimension)
  private final int count;
  private final int dimension;

  private WidePrincipal(float[][] windows) {
    this.count = windows.length;
    this.dimension = windows[0].length;
    this.windows = new float[Math.multiplyExact(count, dimension)];
    for (int i = 0; i < count; i++) {
      System.arraycopy(windows[i], 0, this.windows, i * dimension, dimension);
    }
  }

  /**
   * Of centred windows.
   *
   * @param most directions
   */
  static Principal of(float[][] windows, int most) throws BundleException {
    return new WidePrincipal(windows).find(Math.min(most, windows.length));
  }

  private Principal find(int rank) throws BundleException {
    float[] directions = Symmetric.floats(Symmetric.random(dimension, rank));
    float[] images = new float[0]; // (rank, dimension) ZᵀX
    for (int i = 0; i <= ITERATIONS; i++) {
      float[] range = MatrixProduct.of(windows, count, dimension, directions, rank);
      float[] basis = Symmetric.floats(Symmetric.orthonormal(Symmetric.matrix(range, rank)));
      images = MatrixProduct.of(turned(basis, count), rank, count, windows, dimension);
      directions = turned(images, rank);
    }
    float[] products = MatrixProduct.of(images, rank, dimension, directions, rank);
    return told(images, Symmetric.of(Symmetric.matrix(products, rank)), rank);
  }

  /** As directions of length one: those of the images, over the root of what they carry. */
  private Principal told(float[] images, Symmetric inner, int rank) throws BundleException {
    int kept = 1;
    while (kept < rank && inner.values()[kept] > LEAST * inner.values()[0]) {
      kept++;
    }
    DMatrixRMaj mixing = new DMatrixRMaj(rank, kept);
    CommonOps_DDRM.extract(inner.vectors(), 0, rank, 0, kept, mixing, 0, 0);
    float[] variances = new float[kept];
    double told = 0;
    for (int k = 0; k < kept; k++) {
      double value = inner.values()[k];
      variances[k] = (float) (value / count);
      told += value / count;
      double length = value > 0 ? Math.sqrt(value) : 1;
      for (int i = 0; i < rank; i++) {
        mixing.set(i, k, mixing.get(i, k) / length);
      }
    }
    float[] directions =
        MatrixProduct.of(turned(images, rank), dimension, rank, Symmetric.floats(mixing), kept);
    double rest = Math.max(0, power() - told) / (dimension - kept);
    return new Principal(directions, variances, rest);
  }

  /** The variances of all values together. */
  private double power() {
    double power = 0;
    for (float value : windows) {
      power += (double) value * value;
    }
    return power / count;
  }

  /** (columns, rows) of (rows, columns). */
  private static float[] turned(float[] matrix, int rows) {
    int columns = matrix.length / rows;
    float[] turned = new float[matrix.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        turned[j * rows + i] = matrix[i * columns + j];
      }
    }
    return turned;
  }
}
