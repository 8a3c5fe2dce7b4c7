package io.stillwater.train;

import io.stillwater.model.BundleException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * The leading eigenvectors of a covariance, and the mean variance of all other directions.
 *
 * <p>Up to {@value #MOST} dimensions all of them; beyond, so many are found by subspace iteration
 * from random directions (Halko, Martinsson and Tropp 2011, "Finding Structure with Randomness",
 * algorithm 4.4), its matrix products in ONNX Runtime.
 *
 * @param directions (dimension, rank) column by column orthonormal
 * @param variances (rank), descending, at least 0
 * @param rest the mean variance across them
 */
public record Principal(float[] directions, float[] variances, double rest) {
  static final int MOST = 256;
  private static final int ITERATIONS = 4;

  /**
   * Of centred windows.
   *
   * @param windows (windows, dimension), mean 0
   */
  public static Principal of(float[][] windows) throws BundleException {
    int dimension = windows[0].length;
    float[] covariance = covariance(windows);
    double trace = 0;
    for (int i = 0; i < dimension; i++) {
      trace += covariance[i * dimension + i];
    }
    if (dimension <= MOST) {
      return of(null, matrix(covariance, dimension), trace, dimension);
    }
    DMatrixRMaj basis = random(dimension, MOST);
    float[] image = null;
    for (int i = 0; i <= ITERATIONS; i++) {
      float[] now = floats(orthonormal(basis));
      image = MatrixProduct.of(covariance, dimension, dimension, now, MOST);
      basis = i == ITERATIONS ? matrix(now, MOST) : matrix(image, MOST);
    }
    DMatrixRMaj small = new DMatrixRMaj(MOST, MOST); // Qᵀ·S·Q
    CommonOps_DDRM.multTransA(basis, matrix(image, MOST), small);
    return of(basis, small, trace, dimension);
  }

  /** (dimension, dimension) XᵀX/n. */
  private static float[] covariance(float[][] windows) throws BundleException {
    int dimension = windows[0].length;
    float[] turned = new float[Math.multiplyExact(windows.length, dimension)];
    float[] rows = new float[turned.length];
    for (int i = 0; i < windows.length; i++) {
      for (int j = 0; j < dimension; j++) {
        turned[j * windows.length + i] = windows[i][j] / windows.length;
        rows[i * dimension + j] = windows[i][j];
      }
    }
    return MatrixProduct.of(turned, dimension, windows.length, rows, dimension);
  }

  /**
   * @param basis (dimension, rank) that the matrix is told in; null for that of the windows
   * @param small (rank, rank) symmetric
   */
  private static Principal of(DMatrixRMaj basis, DMatrixRMaj small, double trace, int dimension) {
    int rank = small.numRows;
    symmetrise(small);
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(rank, true, true);
    if (!eigen.decompose(small)) {
      throw new IllegalStateException("the eigenvectors of " + rank + " values did not converge");
    }
    int[] order =
        IntStream.range(0, rank)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -eigen.getEigenvalue(i).getReal()))
            .mapToInt(Integer::intValue)
            .toArray();
    float[] variances = new float[rank];
    DMatrixRMaj vectors = new DMatrixRMaj(rank, rank);
    double told = 0;
    for (int k = 0; k < rank; k++) {
      double variance = Math.max(0, eigen.getEigenvalue(order[k]).getReal());
      variances[k] = (float) variance;
      told += variance;
      CommonOps_DDRM.insert(eigen.getEigenVector(order[k]), vectors, 0, k);
    }
    DMatrixRMaj directions = vectors;
    if (basis != null) {
      directions = new DMatrixRMaj(dimension, rank);
      CommonOps_DDRM.mult(basis, vectors, directions);
    }
    double rest = rank == dimension ? 0 : Math.max(0, trace - told) / (dimension - rank);
    return new Principal(floats(directions), variances, rest);
  }

  private static void symmetrise(DMatrixRMaj matrix) {
    for (int i = 0; i < matrix.numRows; i++) {
      for (int j = 0; j < i; j++) {
        double mean = (matrix.get(i, j) + matrix.get(j, i)) / 2;
        matrix.set(i, j, mean);
        matrix.set(j, i, mean);
      }
    }
  }

  private static DMatrixRMaj random(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(0);
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = random.nextGaussian();
    }
    return matrix;
  }

  /** Columns that are combinations of others come out as any directions across them. */
  private static DMatrixRMaj orthonormal(DMatrixRMaj matrix) {
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(matrix.numRows, matrix.numCols);
    qr.decompose(matrix.copy()); // says false of a zero column, whose reflection is then none
    return qr.getQ(null, true);
  }

  private static DMatrixRMaj matrix(float[] values, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(values.length / columns, columns);
    for (int i = 0; i < values.length; i++) {
      matrix.data[i] = values[i];
    }
    return matrix;
  }

  private static float[] floats(DMatrixRMaj matrix) {
    float[] values = new float[matrix.getNumElements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) matrix.data[i];
    }
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Principal that
        && Arrays.equals(directions, that.directions)
        && Arrays.equals(variances, that.variances)
        && rest == that.rest;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(variances);
  }

  @Override
  public String toString() {
    return "Principal of rank " + variances.length + ", rest " + rest;
  }
}
