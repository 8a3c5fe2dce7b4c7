package io.stillwater.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GrowingMemoryTest {
  private static final double[] UNIT = {1, 1};

  private static double[] draw(Random random) {
    return new double[] {random.nextGaussian(), 3 * random.nextGaussian()};
  }

  @Test
  void error_isThatOfTheExactDenoiserAtVanishingNoise() {
    Random random = new Random(1);
    GrowingMemory memory = new GrowingMemory(2, 0, 200);
    float[][] references = new float[50][2];
    for (float[] reference : references) {
      double[] y = draw(random);
      reference[0] = (float) y[0];
      reference[1] = (float) y[1];
      memory.add(new double[] {reference[0], reference[1]}, UNIT);
    }
    MemoryDenoiser exact = new MemoryDenoiser(references);
    for (int i = 0; i < 100; i++) {
      double[] x = draw(random);
      double[] clean = exact.denoise(x, 1e-4);
      double expected = Math.hypot(x[0] - clean[0], x[1] - clean[1]) / Math.sqrt(2);
      assertEquals(expected, memory.error(x, UNIT), 1e-6);
    }
  }

  @Test
  void everyWindowOfThePast_liesWithinTheRadiusOfAReference() {
    Random random = new Random(2);
    GrowingMemory memory = new GrowingMemory(2, 0.3, 10_000);
    List<double[]> past = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      past.add(draw(random));
      memory.add(past.get(i), UNIT);
    }
    assertTrue(memory.size() < 500, "it has thinned nothing: " + memory.size());
    for (double[] y : past) {
      assertTrue(memory.error(y, UNIT) <= 0.3, "" + memory.error(y, UNIT));
    }
  }

  @Test
  void fullMemory_forgetsWhatWasLongestNotSeen() {
    GrowingMemory memory = new GrowingMemory(1, 0.1, 3);
    double[] scale = {1};
    for (double level : new double[] {0, 10, 20, 0.05, 30}) { // 0.05 is 0 seen again
      memory.add(new double[] {level}, scale);
    }
    assertEquals(3, memory.size());
    assertEquals(0, memory.error(new double[] {0}, scale));
    assertEquals(10, memory.error(new double[] {10}, scale), "10 is gone, the nearest is 0 or 20");
    assertEquals(0, memory.error(new double[] {20}, scale));
    assertEquals(0, memory.error(new double[] {30}, scale));
  }

  @Test
  void distances_areInTheScalesOfTheDay() {
    GrowingMemory memory = new GrowingMemory(2, 0.1, 10);
    memory.add(new double[] {1, 1}, UNIT);
    assertEquals(Math.sqrt((4 + 1) / 2.0), memory.error(new double[] {3, 2}, UNIT), 1e-12);
    double[] wider = {2, 0.5};
    assertEquals(Math.sqrt((1 + 4) / 2.0), memory.error(new double[] {3, 2}, wider), 1e-12);
  }

  @Test
  void emptyMemory_hasNoError() {
    assertTrue(Double.isNaN(new GrowingMemory(1, 0, 1).error(new double[] {1}, UNIT)));
  }

  @Test
  void windowsAreCopied() {
    GrowingMemory memory = new GrowingMemory(1, 0, 1);
    double[] y = {1};
    memory.add(y, UNIT);
    y[0] = 5;
    assertEquals(0, memory.error(new double[] {1}, UNIT));
  }

  @Test
  void negativeRadius_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new GrowingMemory(1, -1, 1));
  }
}
