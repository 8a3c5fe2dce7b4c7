package io.stillwater.diffusion;

import static io.stillwater.diffusion.Parameterisation.EDM;
import static io.stillwater.diffusion.Parameterisation.EPSILON;
import static io.stillwater.diffusion.Parameterisation.SCORE;
import static io.stillwater.diffusion.Parameterisation.V;
import static io.stillwater.diffusion.Parameterisation.X0;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParameterisationTest {
  private static final double[] SIGMAS = {0.01, 0.3, 2, 80};
  private static final double CLEAN = 0.7;
  private static final double NOISE = -1.3;

  @Test
  void edm_hasTheCoefficientsOfTheWorkedTable() {
    assertEquals(0.64, EDM.skip(0.75), 1e-12);
    assertEquals(0.6, EDM.out(0.75), 1e-12);
    assertEquals(0.8, EDM.in(0.75), 1e-12);
    assertEquals(-0.0719, EDM.noise(0.75), 1e-4);
    assertEquals(2.778, EDM.weight(0.75), 1e-3);
    assertEquals(0.5, EDM.skip(1), 1e-12);
    assertEquals(2, EDM.weight(1), 1e-12);
  }

  @Test
  void edm_keepsInputAndTargetAtVarianceOne() {
    for (double sigma : SIGMAS) {
      double input = EDM.in(sigma) * EDM.in(sigma) * (1 + sigma * sigma);
      double skipped = 1 - EDM.skip(sigma);
      double kept = EDM.skip(sigma) * sigma;
      double target = (skipped * skipped + kept * kept) / (EDM.out(sigma) * EDM.out(sigma));
      assertEquals(1, input, 1e-12);
      assertEquals(1, target, 1e-9);
    }
  }

  /** What each network must say, given the clean value and the noise, in its paper's own words. */
  @Test
  void networkThatSaysItsTarget_makesTheCleanValue() {
    for (double sigma : SIGMAS) {
      double kept = 1 / Math.sqrt(1 + sigma * sigma); // √ᾱ
      double lost = sigma * kept; // √(1 − ᾱ)
      assertEquals(CLEAN, said(EPSILON, NOISE, sigma), 1e-10 * sigma + 1e-12);
      assertEquals(CLEAN, said(SCORE, -NOISE, sigma), 1e-10 * sigma + 1e-12);
      assertEquals(CLEAN, said(X0, CLEAN, sigma), 1e-12);
      assertEquals(CLEAN, said(V, kept * NOISE - lost * CLEAN, sigma), 1e-12);
      assertEquals(CLEAN, said(EDM, lost * CLEAN - kept * NOISE, sigma), 1e-12);
    }
  }

  private static double said(Parameterisation row, double target, double sigma) {
    double noisy = CLEAN + sigma * NOISE;
    return row.denoiser(1, (x, c) -> new double[] {target}).denoise(new double[] {noisy}, sigma)[0];
  }

  @ParameterizedTest
  @EnumSource(Parameterisation.class)
  void weightedErrorOfTheDenoiser_isThePlainErrorOfTheNetwork(Parameterisation row) {
    for (double sigma : SIGMAS) {
      double noisy = CLEAN + sigma * NOISE;
      double target = (CLEAN - row.skip(sigma) * noisy) / row.out(sigma);
      double error = CLEAN - said(row, target + 0.25, sigma);
      assertEquals(0.0625, row.weight(sigma) * error * error, 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource(Parameterisation.class)
  void exactNetworkOfEachRow_makesTheSameDenoiser(Parameterisation row) {
    Denoiser exact = new Mixture(new float[][] {{-1, 2}, {0.5f, 0}, {3, 1}}, 0.4);
    Denoiser made =
        row.denoiser(
            2,
            (scaled, condition) -> {
              double sigma = Math.exp(4 * condition);
              double[] x = {scaled[0] / row.in(sigma), scaled[1] / row.in(sigma)};
              double[] said = exact.denoise(x, sigma);
              for (int i = 0; i < 2; i++) {
                said[i] = (said[i] - row.skip(sigma) * x[i]) / row.out(sigma);
              }
              return said;
            });
    for (int i = 0; i < 200; i++) {
      double sigma = Math.exp(2 * SplitMix.normal(1, i));
      double spread = 2 + sigma;
      double[] x = {spread * SplitMix.normal(2, i), spread * SplitMix.normal(3, i)};
      assertArrayEquals(exact.denoise(x, sigma), made.denoise(x, sigma), 1e-9 * (1 + spread));
    }
  }

  /** Karras et al. 2022, table 1: the rows VP and VE do not mention the deviation of the data. */
  @Test
  void epsilonAndScore_areTheRowsOfVpAndVeInKarrasTable() {
    for (double sigma : SIGMAS) {
      assertEquals(1, EPSILON.skip(sigma));
      assertEquals(-sigma, EPSILON.out(sigma), 1e-12);
      assertEquals(1 / Math.sqrt(sigma * sigma + 1), EPSILON.in(sigma), 1e-12);
      assertEquals(1, SCORE.skip(sigma));
      assertEquals(sigma, SCORE.out(sigma), 1e-12);
      assertEquals(1, SCORE.in(sigma), 1e-12);
      assertEquals(1 / (sigma * sigma), SCORE.weight(sigma), 1e-9 / (sigma * sigma));
    }
  }

  @Test
  void denoiser_putsTheNetworkBetweenItsScales() {
    Denoiser denoiser =
        EDM.denoiser(2, (x, condition) -> new double[] {10 * x[0], 10 * x[1] + condition});
    double[] clean = denoiser.denoise(new double[] {1, 2}, 0.75);
    double condition = Math.log(0.75) / 4;
    double[] expected = {0.64 + 0.6 * 8, 2 * 0.64 + 0.6 * (16 + condition)};
    assertArrayEquals(expected, clean, 1e-12);
  }
}
