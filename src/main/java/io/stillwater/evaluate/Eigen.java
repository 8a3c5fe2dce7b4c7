package io.stillwater.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The eigenvectors of inner products, the largest first.
 *
 * <p>EJML's iteration takes an element beside the diagonal for zero where it is small against its
 * neighbours on the diagonal. In a matrix of low rank these are rounding themselves, or zero, and
 * it never ends. So the mean of the diagonal is added to it first, and taken off the eigenvalues
 * again, which costs 1e-16 of that mean.
 *
 * @param values (size) descending, at least 0
 * @param vectors (size)(size) of length one, in that order
 */
record Eigen(double[] values, double[][] vectors) {
  /**
   * Decomposes a symmetric matrix without negative eigenvalues but for rounding.
   *
   * @param products changed
   */
  static Eigen of(DMatrixRMaj products) {
    int size = products.numRows;
    double mean = CommonOps_DDRM.trace(products) / size;
    double room = mean > 0 ? mean : 1;
    for (int i = 0; i < size; i++) {
      products.add(i, i, room);
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
    if (!eigen.decompose(products)) {
      throw new IllegalStateException(
          "the eigenvectors of "
              + (size + " inner products did not converge, whose diagonal has the mean " + mean));
    }
    double[] found = new double[size];
    Arrays.setAll(found, i -> Math.max(0, eigen.getEigenvalue(i).getReal() - room));
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -found[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Eigen(
        Arrays.stream(order).mapToDouble(i -> found[i]).toArray(),
        Arrays.stream(order)
            .mapToObj(i -> eigen.getEigenVector(i).getData().clone())
            .toArray(double[][]::new));
  }

  /** How many of the first carry that share of all; none where there is nothing to carry. */
  int carrying(double share) {
    double all = Arrays.stream(values).sum();
    int kept = 0;
    for (double sum = 0; kept < values.length && sum < share * all; kept++) {
      sum += values[kept];
    }
    return kept;
  }
}
