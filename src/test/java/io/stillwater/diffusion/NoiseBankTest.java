package io.stillwater.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NoiseBankTest {
  @Test
  void sameSeed_givesTheSameBank() {
    assertArrayEquals(new NoiseBank(5, 8, 4).values(), new NoiseBank(5, 8, 4).values());
    assertNotEquals(new NoiseBank(5, 8, 4).values()[0], new NoiseBank(6, 8, 4).values()[0]);
  }

  @Test
  void noise_isStandardNormalAndUncorrelated() {
    float[] values = new NoiseBank(1, 500, 400).values();
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
  void index_isAFunctionOfKeyAndEndAndSpreadsOverTheBank() {
    NoiseBank bank = new NoiseBank(1, 64, 2);
    int[] counts = new int[64];
    for (int i = 0; i < 6400; i++) {
      counts[bank.index("pump-" + i % 10, 1_000_000L + i * 100L)]++;
    }
    for (int count : counts) {
      assertTrue(count > 60 && count < 150, "a draw was taken " + count + " times of 100");
    }
    assertEquals(bank.index("a", 17), new NoiseBank(2, 64, 2).index("a", 17));
    assertNotEquals(bank.index("a", 17), bank.index("b", 17));
  }

  @Test
  void draw_isTheRowOfThatIndex() {
    NoiseBank bank = new NoiseBank(1, 3, 2);
    double[] expected = {bank.values()[4], bank.values()[5]};
    assertArrayEquals(expected, bank.draw(2));
  }

  @Test
  void emptyBank_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new NoiseBank(1, 0, 2));
  }
}
