package io.stillwater.train.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;

class PrincipalTest {
  private static final int LARGE = 300;
  private static final double[] FACTORS = {9, 6, 4, 2.5, 1.5};

  @Test
  void small_areTheEigenvectorsOfTheCovariance() throws Exception {
    int dimension = 12;
    float[][] windows = windows(200, dimension, 0.5, new Random(1));
    DMatrixRMaj covariance = covariance(windows);
    EigenDecomposition_F64<DMatrixRMaj> eigen = eigen(covariance);
    int[] order = order(eigen);
    Principal principal = Principal.of(windows);
    assertEquals(dimension, principal.variances().length);
    assertEquals(0, principal.rest());
    for (int k = 0; k < dimension; k++) {
      double variance = eigen.getEigenvalue(order[k]).getReal();
      assertEquals(variance, principal.variances()[k], 1e-5 * (1 + variance));
      double cosine = cosine(principal, k, eigen.getEigenVector(order[k]));
      assertEquals(1, Math.abs(cosine), 1e-4, "direction " + k);
    }
    assertOrthonormal(principal, dimension);
    assertCovariance(covariance, principal, 1e-5);
  }

  @Test
  void fewerWindowsThanDimensions_leaveDirectionsWithoutVariance() throws Exception {
    float[][] windows = windows(5, 12, 0.5, new Random(2));
    Principal principal = Principal.of(windows);
    for (int k = 0; k < 12; k++) {
      float variance = principal.variances()[k];
      assertTrue(variance >= 0, "variance " + variance);
      assertTrue(k < 4 || k == 4 || variance < 1e-5, "variance " + variance + " at " + k);
    }
    assertOrthonormal(principal, 12);
    assertCovariance(covariance(windows), principal, 1e-5);
  }

  @Test
  void large_areTheLeadingOnes_andTheMeanOfAllOthers() throws Exception {
    float[][] windows = windows(1_500, LARGE, 0.1, new Random(3));
    DMatrixRMaj covariance = covariance(windows);
    EigenDecomposition_F64<DMatrixRMaj> eigen = eigen(covariance);
    int[] order = order(eigen);
    Principal principal = Principal.of(windows);
    assertEquals(Principal.MOST, principal.variances().length);
    assertEquals(LARGE * Principal.MOST, principal.directions().length);
    assertOrthonormal(principal, LARGE);
    for (int k = 0; k < FACTORS.length; k++) {
      double variance = eigen.getEigenvalue(order[k]).getReal();
      assertEquals(variance, principal.variances()[k], 1e-4 * variance, "variance " + k);
      double cosine = cosine(principal, k, eigen.getEigenVector(order[k]));
      assertEquals(1, Math.abs(cosine), 1e-4, "direction " + k);
    }
    double told = 0;
    double left = 0;
    for (int k = 0; k < LARGE; k++) {
      told += k < Principal.MOST ? principal.variances()[k] : 0;
      left += k < Principal.MOST ? 0 : eigen.getEigenvalue(order[k]).getReal();
      boolean descends = k == 0 || k >= Principal.MOST;
      assertTrue(descends || principal.variances()[k] <= principal.variances()[k - 1]);
    }
    int others = LARGE - Principal.MOST;
    double trace = CommonOps_DDRM.trace(covariance);
    assertEquals(trace, told + others * principal.rest(), 1e-4 * trace, "all variance is told");
    left /= others;
    assertTrue(principal.rest() >= 0.99 * left, "no directions have less than the last ones");
    assertTrue(principal.rest() < 1.2 * left, principal.rest() + " for " + left);
  }

  @Test
  void windowsOfFewDirections_areToldInFull() throws Exception {
    float[][] windows = windows(400, LARGE, 0, new Random(4));
    Principal principal = Principal.of(windows);
    assertCovariance(covariance(windows), principal, 1e-4);
    assertTrue(principal.rest() < 1e-5, "" + principal.rest());
    assertTrue(principal.variances()[FACTORS.length] < 1e-4);
    assertEquals(principal, Principal.of(windows), "the same bits again");
  }

  /** Centred windows: five factors in random directions, and noise. */
  private static float[][] windows(int count, int dimension, double noise, Random random) {
    double[][] loads = new double[FACTORS.length][dimension];
    for (int f = 0; f < FACTORS.length; f++) {
      for (int i = 0; i < dimension; i++) {
        loads[f][i] = Math.sqrt(FACTORS[f] / dimension) * random.nextGaussian();
      }
    }
    float[][] windows = new float[count][dimension];
    for (float[] window : windows) {
      for (double[] load : loads) {
        double factor = random.nextGaussian();
        for (int i = 0; i < dimension; i++) {
          window[i] += (float) (factor * load[i]);
        }
      }
      for (int i = 0; i < dimension; i++) {
        window[i] += (float) (noise * random.nextGaussian());
      }
    }
    for (int i = 0; i < dimension; i++) {
      int at = i;
      double mean = IntStream.range(0, count).mapToDouble(w -> windows[w][at]).average().orElse(0);
      for (float[] window : windows) {
        window[i] -= (float) mean;
      }
    }
    return windows;
  }

  private static DMatrixRMaj covariance(float[][] windows) {
    int dimension = windows[0].length;
    DMatrixRMaj covariance = new DMatrixRMaj(dimension, dimension);
    for (float[] window : windows) {
      for (int i = 0; i < dimension; i++) {
        for (int j = 0; j < dimension; j++) {
          covariance.data[i * dimension + j] += (double) window[i] * window[j] / windows.length;
        }
      }
    }
    return covariance;
  }

  private static EigenDecomposition_F64<DMatrixRMaj> eigen(DMatrixRMaj symmetric) {
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(symmetric.numRows, true, true);
    assertTrue(eigen.decompose(symmetric.copy()));
    return eigen;
  }

  /** Places of the eigenvalues, the largest first. */
  private static int[] order(EigenDecomposition_F64<DMatrixRMaj> eigen) {
    return IntStream.range(0, eigen.getNumberOfEigenvalues())
        .boxed()
        .sorted((i, j) -> Double.compare(value(eigen, j), value(eigen, i)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double value(EigenDecomposition_F64<DMatrixRMaj> eigen, int index) {
    return eigen.getEigenvalue(index).getReal();
  }

  private static double cosine(Principal principal, int column, DMatrixRMaj vector) {
    int rank = principal.variances().length;
    double product = 0;
    for (int i = 0; i < vector.getNumElements(); i++) {
      product += principal.directions()[i * rank + column] * vector.data[i];
    }
    return product;
  }

  @Test
  void manyValuesThatNeverMove_leaveNoVarianceAndNoError() throws Exception {
    int dimension = Principal.MOST + 40;
    Random random = new Random(3);
    float[][] windows = new float[60][dimension];
    for (float[] window : windows) {
      for (int i = 0; i < 20; i++) {
        window[i] = (float) random.nextGaussian();
      }
    }
    Principal principal = Principal.of(windows);
    assertOrthonormal(principal, dimension);
    assertTrue(principal.variances()[19] > 0.1, "20 values move");
    assertEquals(0, principal.variances()[20], 1e-6);
    assertEquals(0, principal.rest(), 1e-6);
  }

  private static void assertOrthonormal(Principal principal, int dimension) {
    int rank = principal.variances().length;
    double worst = 0;
    for (int a = 0; a < rank; a++) {
      for (int b = 0; b <= a; b++) {
        double product = 0;
        for (int i = 0; i < dimension; i++) {
          product +=
              (double) principal.directions()[i * rank + a] * principal.directions()[i * rank + b];
        }
        worst = Math.max(worst, Math.abs(product - (a == b ? 1 : 0)));
      }
    }
    assertEquals(0, worst, 1e-5);
  }

  /** UwUᵀ is the covariance, as far as no variance is left. */
  private static void assertCovariance(DMatrixRMaj expected, Principal principal, double within) {
    int dimension = expected.numRows;
    int rank = principal.variances().length;
    double[] seen = new double[dimension * dimension];
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        for (int k = 0; k < rank; k++) {
          seen[i * dimension + j] +=
              (double) principal.variances()[k]
                  * principal.directions()[i * rank + k]
                  * principal.directions()[j * rank + k];
        }
      }
    }
    assertArrayEquals(expected.data, seen, within);
  }
}
