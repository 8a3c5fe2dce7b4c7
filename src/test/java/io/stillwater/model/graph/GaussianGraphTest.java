package io.stillwater.model.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.diffusion.NoiseLevels;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianGraphTest {
  private static final int DIMENSION = 9;
  private static final double[] SIGMAS = {0.1, 0.3, 1};
  private static final NoiseLevels LEVELS = new NoiseLevels(SIGMAS);
  private static final double REST = 0.2;

  /**
   * A random normal distribution of windows.
   *
   * @param graph its denoiser
   * @param covariance (dimension, dimension) Σ
   */
  private record Windows(GaussianGraph graph, DMatrixRMaj covariance) {
    /** Directions at random, variances 4, 2, 1, … in the first {@code rank}. */
    static Windows of(int rank, long seed) {
      Random random = new Random(seed);
      QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(DIMENSION, DIMENSION);
      qr.decompose(RandomMatrices_DDRM.rectangle(DIMENSION, DIMENSION, -1, 1, random));
      DMatrixRMaj q = qr.getQ(null, false);
      DMatrixRMaj covariance = new DMatrixRMaj(DIMENSION, DIMENSION);
      float[] mean = new float[DIMENSION];
      float[] directions = new float[DIMENSION * rank];
      float[] variances = new float[rank];
      for (int k = 0; k < DIMENSION; k++) {
        double variance = k < rank ? 4 / Math.pow(2, k) : REST;
        mean[k] = (float) random.nextGaussian();
        for (int i = 0; i < DIMENSION; i++) {
          for (int j = 0; j < DIMENSION; j++) {
            covariance.add(i, j, variance * q.get(i, k) * q.get(j, k));
          }
          if (k < rank) {
            directions[i * rank + k] = (float) q.get(i, k);
            variances[k] = (float) variance;
          }
        }
      }
      double rest = rank == DIMENSION ? 0 : REST;
      return new Windows(new GaussianGraph(mean, directions, variances, rest, LEVELS), covariance);
    }

    /** Σ(Σ + σ²I)⁻¹. */
    DMatrixRMaj filter(double sigma) {
      DMatrixRMaj noisy = covariance.copy();
      for (int i = 0; i < DIMENSION; i++) {
        noisy.add(i, i, sigma * sigma);
      }
      assertTrue(CommonOps_DDRM.invert(noisy));
      DMatrixRMaj filter = new DMatrixRMaj(DIMENSION, DIMENSION);
      CommonOps_DDRM.mult(covariance, noisy, filter);
      return filter;
    }

    double[] draw(DMatrixRMaj root, Random random) {
      double[] window = new double[DIMENSION];
      for (int j = 0; j < DIMENSION; j++) {
        double factor = random.nextGaussian();
        for (int i = 0; i < DIMENSION; i++) {
          window[i] += root.get(i, j) * factor;
        }
      }
      for (int i = 0; i < DIMENSION; i++) {
        window[i] += graph.mean()[i];
      }
      return window;
    }

    /** L with LLᵀ = Σ. */
    DMatrixRMaj root() {
      var cholesky = DecompositionFactory_DDRM.chol(DIMENSION, true);
      assertTrue(cholesky.decompose(covariance.copy()));
      return cholesky.getT(null);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {DIMENSION, 4, 1})
  void denoised_isTheConditionalMeanOfTheDefinition(int rank) throws Exception {
    Windows windows = Windows.of(rank, rank);
    Random random = new Random(5);
    double[][] x = new double[6][];
    for (int n = 0; n < x.length; n++) {
      x[n] = random.doubles(DIMENSION, -20, 20).toArray();
    }
    double[] any = {0.05, 0.7, 30}; // not the levels that it scores at
    float[][][] seen = DenoiserRun.of(windows.graph(), x, any);
    for (int k = 0; k < any.length; k++) {
      DMatrixRMaj filter = windows.filter(any[k]);
      for (int n = 0; n < x.length; n++) {
        for (int i = 0; i < DIMENSION; i++) {
          double expected = windows.graph().mean()[i];
          for (int j = 0; j < DIMENSION; j++) {
            expected += filter.get(i, j) * (x[n][j] - windows.graph().mean()[j]);
          }
          assertEquals(expected, seen[n][k][i], 2e-5 * (1 + Math.abs(expected)));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {DIMENSION, 3})
  void meanError_isThatOfTheTrace(int rank) throws Exception {
    Windows windows = Windows.of(rank, 20 + rank);
    Random random = new Random(6);
    DMatrixRMaj root = windows.root();
    int n = 20_000;
    double[][] clean = new double[n][];
    double[][] noisy = new double[n][DIMENSION];
    for (double sigma : SIGMAS) {
      for (int w = 0; w < n; w++) {
        clean[w] = windows.draw(root, random);
        for (int i = 0; i < DIMENSION; i++) {
          noisy[w][i] = clean[w][i] + sigma * random.nextGaussian();
        }
      }
      // tr(Σ − Σ(Σ + σ²I)⁻¹Σ) where noise was added, tr(σ⁴(Σ + σ²I)⁻²Σ) where it was not.
      DMatrixRMaj filter = windows.filter(sigma);
      DMatrixRMaj across = CommonOps_DDRM.identity(DIMENSION);
      CommonOps_DDRM.subtractEquals(across, filter);
      double withNoise = trace(across, windows.covariance());
      DMatrixRMaj twice = new DMatrixRMaj(DIMENSION, DIMENSION);
      CommonOps_DDRM.mult(across, across, twice);
      double without = trace(twice, windows.covariance());
      assertEquals(withNoise, meanError(windows.graph(), noisy, clean, sigma), 0.02 * withNoise);
      assertEquals(without, meanError(windows.graph(), clean, clean, sigma), 0.03 * without);
    }
  }

  private static double meanError(GaussianGraph graph, double[][] x, double[][] y, double sigma)
      throws Exception {
    float[][][] denoised = DenoiserRun.of(graph, x, sigma, 1, 1);
    double sum = 0;
    for (int w = 0; w < y.length; w++) {
      for (int i = 0; i < DIMENSION; i++) {
        double error = y[w][i] - denoised[w][0][i];
        sum += error * error;
      }
    }
    return sum / y.length;
  }

  /** tr(AB) of square matrices, B symmetric. */
  private static double trace(DMatrixRMaj a, DMatrixRMaj b) {
    double trace = 0;
    for (int i = 0; i < a.data.length; i++) {
      trace += a.data[i] * b.data[i];
    }
    return trace;
  }

  @Test
  void channelsThatMoveTogether_areCorrectedByEachOther() throws Exception {
    // Variance 2 along (1, 1), none across: what the two say alike is kept, the rest goes.
    float half = (float) Math.sqrt(0.5);
    float[] directions = {half, half, half, -half}; // row by row
    GaussianGraph graph =
        new GaussianGraph(new float[2], directions, new float[] {2, 0}, 0, new NoiseLevels(1));
    float[] seen = DenoiserRun.of(graph, new double[][] {{3, 0}}, 1)[0][0];
    assertEquals(1, seen[0], 1e-6); // 2/3 of the mean 1.5
    assertEquals(1, seen[1], 1e-6);
  }

  @Test
  void partsThatDoNotFit_areRefused() {
    float[] two = {1, 0};
    assertThrows(IllegalArgumentException.class, () -> new GaussianGraph(two, two, two, 0, LEVELS));
    assertThrows(
        IllegalArgumentException.class,
        () -> new GaussianGraph(two, new float[0], new float[0], 0, LEVELS));
    float[] one = {Float.NaN};
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> new GaussianGraph(two, two, one, 0, LEVELS))
            .getMessage();
    assertTrue(message.contains("finite and at least 0: were [NaN]"), message);
    assertThrows(
        IllegalArgumentException.class,
        () -> new GaussianGraph(two, two, new float[] {1}, -1, LEVELS));
  }
}
