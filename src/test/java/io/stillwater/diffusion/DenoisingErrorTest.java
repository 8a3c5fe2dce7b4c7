package io.stillwater.diffusion;

import static io.stillwater.diffusion.Parameterisation.EDM;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The laws that hold for a network that always says 0, against the closed forms. */
class DenoisingErrorTest {
  private static final int DIMENSION = 64;
  private static final int WINDOWS = 4000;
  private static final double[] SIGMAS = {0.05, 0.5, 1, 3, 20};

  private final DenoisingError error =
      new DenoisingError(EDM.denoiser(DIMENSION, (x, condition) -> new double[DIMENSION]), EDM);

  private double mean(double sigma, double shift, boolean drawNoise) {
    Random random = new Random(7);
    float[] all = new float[DIMENSION];
    Arrays.fill(all, 1);
    double sum = 0;
    for (int i = 0; i < WINDOWS; i++) {
      double[] y = random.doubles(DIMENSION).map(u -> shift + random.nextGaussian()).toArray();
      double[] noise = new double[DIMENSION];
      if (drawNoise) {
        Arrays.setAll(noise, j -> random.nextGaussian());
      }
      sum += error.of(y, all, noise, sigma);
    }
    return sum / WINDOWS;
  }

  @Test
  void silentNetworkOnStandardNormalData_hasErrorOneAtEveryLevel() {
    for (double sigma : SIGMAS) {
      assertEquals(1, mean(sigma, 0, true), 0.02, "sigma " + sigma);
    }
  }

  @Test
  void silentNetworkOnShiftedData_growsByTheSquareOfTheShift() {
    for (double sigma : SIGMAS) {
      double law = 1 + 4 * sigma * sigma / (1 + sigma * sigma);
      assertEquals(law, mean(sigma, 2, true), 0.02 * law, "sigma " + sigma);
    }
  }

  @Test
  void silentNetworkWithoutNoise_hasTheErrorOfTheSkipAlone() {
    for (double sigma : SIGMAS) {
      double law = sigma * sigma * (1 + 4) / (1 + sigma * sigma);
      assertEquals(law, mean(sigma, 2, false), 0.02 * law, "sigma " + sigma);
    }
  }

  @Test
  void carriedValues_doNotCount() {
    DenoisingError half = new DenoisingError(EDM.denoiser(2, (x, c) -> new double[2]), EDM);
    double[] none = new double[2];
    double both = half.of(new double[] {3, 3}, new float[] {1, 1}, none, 1);
    assertEquals(both, half.of(new double[] {3, 1e6}, new float[] {1, 0}, none, 1));
    assertEquals(0, half.of(new double[] {3, 3}, new float[] {0, 0}, none, 1));
  }

  @Test
  void logarithm_isFiniteWhereNothingDiffers() {
    DenoisingError one = new DenoisingError(EDM.denoiser(1, (x, c) -> new double[1]), EDM);
    double log = one.logOf(new double[] {0}, new float[] {1}, new double[1], 1);
    assertEquals(Math.log(2 * DenoisingError.FLOOR), log);
  }
}
