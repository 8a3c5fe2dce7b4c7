package io.stillwater.train.fit;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * The eigenvectors of a symmetric matrix that has no negative eigenvalues but for rounding.
 *
 * @param values (size) descending, at least 0
 * @param vectors (size, size) column by column, of length one
 */
record Symmetric(double[] values, DMatrixRMaj vectors) {
  /**
   * Decomposes it.
   *
   * <p>The iteration takes an element beside the diagonal for zero where it is small against its
   * neighbours on the diagonal. In a matrix of low rank these neighbours are rounding themselves,
   * or zero, so that it never ends. Therefore the mean of the diagonal is added to it first and
   * taken off the eigenvalues again: small is then small against what the matrix is like. What that
   * costs is 1e-16 of the mean.
   *
   * @param matrix changed: made symmetric, and moved
   */
  static Symmetric of(DMatrixRMaj matrix) {
    int size = matrix.numRows;
    symmetrise(matrix);
    double mean = CommonOps_DDRM.trace(matrix) / size;
    double shift = mean > 0 ? mean : 1;
    for (int i = 0; i < size; i++) {
      matrix.add(i, i, shift);
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
    if (!eigen.decompose(matrix)) {
      throw new IllegalStateException(
          "the eigenvectors of " + size + " values did not converge, whose mean was " + mean);
    }
    double[] found = new double[size];
    for (int k = 0; k < size; k++) {
      found[k] = Math.max(0, eigen.getEigenvalue(k).getReal() - shift);
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(k -> -found[k]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] values = new double[size];
    DMatrixRMaj vectors = new DMatrixRMaj(size, size);
    for (int k = 0; k < size; k++) {
      values[k] = found[order[k]];
      CommonOps_DDRM.insert(eigen.getEigenVector(order[k]), vectors, 0, k);
    }
    return new Symmetric(values, vectors);
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

  /** (rows, columns) drawn from N(0, 1), always the same. */
  static DMatrixRMaj random(int rows, int columns) {
    SplittableRandom random = new SplittableRandom(0);
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = random.nextGaussian();
    }
    return matrix;
  }

  /** Columns that are combinations of others come out as any directions across them. */
  static DMatrixRMaj orthonormal(DMatrixRMaj matrix) {
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(matrix.numRows, matrix.numCols);
    qr.decompose(matrix.copy()); // says false of a zero column, whose reflection is then none
    return qr.getQ(null, true);
  }

  static DMatrixRMaj matrix(float[] values, int columns) {
    DMatrixRMaj matrix = new DMatrixRMaj(values.length / columns, columns);
    for (int i = 0; i < values.length; i++) {
      matrix.data[i] = values[i];
    }
    return matrix;
  }

  static float[] floats(DMatrixRMaj matrix) {
    float[] values = new float[matrix.getNumElements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) matrix.data[i];
    }
    return values;
  }
}
