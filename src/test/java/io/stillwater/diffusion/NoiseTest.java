package io.stillwater.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NoiseTest {
  @Test
  void noise_isStandardNormalAndUncorrelated() {
    double[] values = Noise.seeded(1, 0).draw(500, 400);
    double mean = 0;
    double square = 0;
    double next = 0;
    double fourth = 0;
    int count = values.length - 1;
    for (int i = 0; i < count; i++) {
      mean += values[i] / count;
      square += values[i] * values[i] / count;
      next += values[i] * values[i + 1] / count;
      fourth += Math.pow(values[i], 4) / count;
    }
    assertEquals(0, mean, 0.01);
    assertEquals(1, square, 0.01);
    assertEquals(0, next, 0.01);
    assertEquals(3, fourth, 0.1);
  }

  @Test
  void noiseOfAWindow_isAFunctionOfItsKeyAndEnd() {
    assertArrayEquals(Noise.of("a", 17).draw(2, 3), Noise.of("a", 17).draw(2, 3));
    Set<Double> firsts = new HashSet<>();
    for (String key : new String[] {"a", "b", "ab", "ba", ""}) {
      for (long end = -2; end < 3; end++) {
        firsts.add(Noise.of(key, end).draw(1, 1)[0]);
      }
    }
    assertEquals(25, firsts.size());
  }

  @Test
  void laterDraws_differ() {
    Noise noise = Noise.of("a", 17);
    assertNotEquals(noise.draw(1, 1)[0], noise.draw(1, 1)[0]);
  }
}
