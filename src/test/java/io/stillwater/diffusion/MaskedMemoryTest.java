package io.stillwater.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against the definition, and against the memory without a shift. */
class MaskedMemoryTest {
  private static final int DIMENSION = 7;
  private static final int SIZE = 40;

  private final SplittableRandom random = new SplittableRandom(3);
  private final float[][] references = references();

  private float[][] references() {
    float[][] all = new float[SIZE][DIMENSION];
    for (float[] one : all) {
      for (int j = 0; j < DIMENSION; j++) {
        one[j] = (float) random.nextGaussian();
      }
    }
    return all;
  }

  private static float[] precisions(double... sigmas) {
    float[] out = new float[sigmas.length];
    for (int j = 0; j < out.length; j++) {
      out[j] = Double.isInfinite(sigmas[j]) ? 0 : (float) (1 / (sigmas[j] * sigmas[j]));
    }
    return out;
  }

  /** The posterior mean on a grid of shifts: no closed form for c. */
  private double[] byGrid(float[] x, float[] precisions) {
    double[] mean = new double[DIMENSION];
    double total = 0;
    for (float[] y : references) {
      for (double c = -12; c <= 12; c += 0.01) {
        double energy = 0;
        for (int j = 0; j < DIMENSION; j++) {
          energy += precisions[j] * (x[j] - y[j] - c) * (x[j] - y[j] - c) / 2;
        }
        double weight = Math.exp(-energy);
        total += weight;
        for (int j = 0; j < DIMENSION; j++) {
          mean[j] += weight * (y[j] + c);
        }
      }
    }
    for (int j = 0; j < DIMENSION; j++) {
      mean[j] /= total;
    }
    return mean;
  }

  @Test
  void unevenNoise_isThePosteriorMeanOnAGridOfShifts() {
    float[] x = {1.2f, -0.4f, 3f, 0.7f, 0f, 2f, 1f};
    float[] precisions = precisions(0.5, 0.7, Double.POSITIVE_INFINITY, 1, 0.6, 2, 0.8);
    double[] expected = byGrid(x, precisions);
    new MaskedMemory(references).denoise(x, precisions);
    for (int j = 0; j < DIMENSION; j++) {
      assertEquals(expected[j], x[j], 2e-3, "value " + j);
    }
  }

  @Test
  void maskedValue_countsForNothingAndIsFilledIn() {
    MaskedMemory memory = new MaskedMemory(references);
    float[] precisions = precisions(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, Double.POSITIVE_INFINITY);
    float[] one = references[11].clone();
    float[] other = references[11].clone();
    one[6] = 1000;
    other[6] = -1000;
    memory.denoise(one, precisions);
    memory.denoise(other, precisions);
    assertArrayEquals(one, other);
    assertEquals(references[11][6], one[6], 1e-3);
  }

  @Test
  void anotherLight_isTheSameSurface() {
    MaskedMemory memory = new MaskedMemory(references);
    float[] precisions = precisions(0.3, 0.3, 0.3, 0.3, 1, 1, 1);
    float[] dark = references[5].clone();
    float[] bright = references[5].clone();
    for (int j = 0; j < DIMENSION; j++) {
      dark[j] += 0.2f * j;
      bright[j] += 0.2f * j + 50;
    }
    memory.denoise(dark, precisions);
    memory.denoise(bright, precisions);
    for (int j = 0; j < DIMENSION; j++) {
      assertEquals(dark[j] + 50, bright[j], 1e-3);
    }
  }

  @Test
  void evenNoise_isThePlainMemoryButForTheShift() {
    // Centred references, and a centred window: the shift that is found is 0.
    for (float[] one : references) {
      float mean = 0;
      for (float value : one) {
        mean += value / DIMENSION;
      }
      for (int j = 0; j < DIMENSION; j++) {
        one[j] -= mean;
      }
    }
    double[] x = new double[DIMENSION];
    double mean = 0;
    for (int j = 0; j < DIMENSION; j++) {
      x[j] = references[3][j] + 0.5 * random.nextGaussian();
      mean += x[j] / DIMENSION;
    }
    for (int j = 0; j < DIMENSION; j++) {
      x[j] -= mean;
    }
    double[] plain = new MemoryDenoiser(references).denoise(x, 0.7);
    assertArrayEquals(plain, new MaskedMemory(references).denoise(x, 0.7), 1e-3);
  }

  @Test
  void nearestByEveryValue_areTheLowestDistances() {
    MaskedMemory memory = new MaskedMemory(references);
    float[] x = references[20].clone();
    x[2] += 0.3f;
    float[] precisions = precisions(1, 1, 1, 1, 1, 1, 1);
    assertEquals(20, memory.nearest(x, precisions, 1, 5)[0]);
    float[] some = x.clone();
    memory.denoise(
        some, precisions(.1, .1, .1, .1, .1, .1, .1), memory.nearest(x, precisions, 1, 5));
    float[] all = x.clone();
    memory.denoise(all, precisions(.1, .1, .1, .1, .1, .1, .1));
    assertArrayEquals(all, some, 1e-4f);
    assertEquals(SIZE, memory.nearest(x, precisions, 1, SIZE + 1).length);
  }

  @Test
  void nothingObserved_isRefused() {
    MaskedMemory memory = new MaskedMemory(references);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> memory.denoise(new float[DIMENSION], new float[DIMENSION]));
    assertTrue(e.getMessage().contains("nothing was observed"), e.getMessage());
  }
}
