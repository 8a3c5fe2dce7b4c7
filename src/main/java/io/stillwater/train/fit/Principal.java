package io.stillwater.train.fit;

import io.stillwater.model.manifest.BundleException;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The leading eigenvectors of a covariance, and the mean variance of all other directions.
 *
 * <p>Up to {@value #MOST} dimensions all of them. Beyond, so many are found by subspace iteration
 * from random directions (Halko, Martinsson and Tropp 2011, "Finding Structure with Randomness",
 * algorithm 4.4), its matrix products in ONNX Runtime; and beyond {@value #WIDE} dimensions without
 * their covariance, in fewer directions, which have no more values together, so that memory, time
 * and bundle stay bounded.
 *
 * @param directions (dimension, rank) column by column orthonormal
 * @param variances (rank), descending, at least 0
 * @param rest the mean variance across them
 */
public record Principal(float[] directions, float[] variances, double rest) {
  static final int MOST = 256;

  /** Dimensions beyond which the covariance is not formed. */
  static final int WIDE = 1024;

  /** Values of all directions together at most. */
  private static final int VALUES = MOST * WIDE;

  private static final int ITERATIONS = 4;

  /**
   * Of centred windows.
   *
   * @param windows (windows, dimension), mean 0
   */
  public static Principal of(float[][] windows) throws BundleException {
    int dimension = windows[0].length;
    if (dimension > WIDE) {
      return WidePrincipal.of(windows, Math.max(1, Math.min(MOST, VALUES / dimension)));
    }
    float[] covariance = covariance(windows);
    double trace = 0;
    for (int i = 0; i < dimension; i++) {
      trace += covariance[i * dimension + i];
    }
    if (dimension <= MOST) {
      return of(null, Symmetric.matrix(covariance, dimension), trace, dimension);
    }
    DMatrixRMaj basis = Symmetric.random(dimension, MOST);
    float[] image = null;
    for (int i = 0; i <= ITERATIONS; i++) {
      float[] now = Symmetric.floats(Symmetric.orthonormal(basis));
      image = MatrixProduct.of(covariance, dimension, dimension, now, MOST);
      basis = Symmetric.matrix(i == ITERATIONS ? now : image, MOST);
    }
    DMatrixRMaj small = new DMatrixRMaj(MOST, MOST); // Qᵀ·S·Q
    CommonOps_DDRM.multTransA(basis, Symmetric.matrix(image, MOST), small);
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
    Symmetric eigen = Symmetric.of(small);
    float[] variances = new float[rank];
    double told = 0;
    for (int k = 0; k < rank; k++) {
      variances[k] = (float) eigen.values()[k];
      told += eigen.values()[k];
    }
    DMatrixRMaj directions = eigen.vectors();
    if (basis != null) {
      directions = new DMatrixRMaj(dimension, rank);
      CommonOps_DDRM.mult(basis, eigen.vectors(), directions);
    }
    double rest = rank == dimension ? 0 : Math.max(0, trace - told) / (dimension - rank);
    return new Principal(Symmetric.floats(directions), variances, rest);
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
