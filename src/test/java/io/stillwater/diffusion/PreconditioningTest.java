package io.stillwater.diffusion;

import static io.stillwater.diffusion.Preconditioning.EDM;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PreconditioningTest {
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
  void edm_weighsByTheInverseSquareOfTheOutputScale() {
    for (double sigma : new double[] {0.01, 0.3, 2, 80}) {
      assertEquals(1, EDM.weight(sigma) * EDM.out(sigma) * EDM.out(sigma), 1e-12);
    }
  }

  @Test
  void edm_keepsInputAndTargetAtVarianceOne() {
    for (double sigma : new double[] {0.01, 0.3, 2, 80}) {
      double input = EDM.in(sigma) * EDM.in(sigma) * (1 + sigma * sigma);
      double skipped = 1 - EDM.skip(sigma);
      double kept = EDM.skip(sigma) * sigma;
      double target = (skipped * skipped + kept * kept) / (EDM.out(sigma) * EDM.out(sigma));
      assertEquals(1, input, 1e-12);
      assertEquals(1, target, 1e-9);
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
