package io.stillwater.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryDenoiserTest {
  private static final float[][] REFERENCES = {{0, 0}, {4, 0}, {0, 2}};

  private final MemoryDenoiser denoiser = new MemoryDenoiser(REFERENCES);

  @Test
  void largeSigma_givesTheMeanOfTheReferences() {
    double[] clean = denoiser.denoise(new double[] {3, 1}, 1e4);
    assertArrayEquals(new double[] {4.0 / 3, 2.0 / 3}, clean, 1e-6);
  }

  @Test
  void smallSigma_givesTheNearestReference() {
    assertArrayEquals(new double[] {4, 0}, denoiser.denoise(new double[] {3, 1}, 0.01), 1e-12);
    assertArrayEquals(new double[] {0, 2}, denoiser.denoise(new double[] {-9, 9}, 0.01), 1e-12);
  }

  @Test
  void everySigma_staysInsideTheHullOfTheReferences() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      double[] x = {random.nextGaussian() * 1e3, random.nextGaussian() * 1e3};
      double[] clean = denoiser.denoise(x, Math.exp(random.nextGaussian()));
      assertEquals(2, Math.max(2, clean[0] / 2 + clean[1]), 1e-9);
      assertEquals(0, Math.min(0, Math.min(clean[0], clean[1])), 1e-12);
    }
  }

  @Test
  void weights_areThoseOfTheDesignsFormula() {
    double[] x = {1.5, 0.5};
    double[] logits = {0, (1.5 * 4 - 8) / 0.25, (0.5 * 2 - 2) / 0.25};
    double sum = 0;
    double[] expected = new double[2];
    for (int i = 0; i < 3; i++) {
      sum += Math.exp(logits[i]);
    }
    for (int i = 0; i < 3; i++) {
      expected[0] += Math.exp(logits[i]) / sum * REFERENCES[i][0];
      expected[1] += Math.exp(logits[i]) / sum * REFERENCES[i][1];
    }
    assertArrayEquals(expected, denoiser.denoise(x, 0.5), 1e-12);
  }

  @Test
  void noReferences_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new MemoryDenoiser(new float[0][]));
  }
}
