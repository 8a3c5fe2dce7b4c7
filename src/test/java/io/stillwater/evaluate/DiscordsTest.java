package io.stillwater.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiscordsTest {
  private static final int LENGTH = 8;

  @Test
  void profile_isThatOfANaiveLoop() {
    SplittableRandom random = new SplittableRandom(1);
    double[] x = random.doubles(120).toArray();
    Arrays.fill(x, 40, 55, 0.5); // stands still
    assertArrayEquals(naive(x), new Discords(LENGTH).profile(x), 1e-6);
  }

  @Test
  void plantedShape_standsOut() {
    double[][] rows = new double[600][2];
    for (int i = 0; i < rows.length; i++) {
      boolean odd = i >= 300 && i < 308;
      rows[i] = new double[] {Math.sin(i / 3.0) * (odd ? -1 : 1), Math.cos(i / 3.0)};
    }
    double[] scores = new Discords(LENGTH).fit(rows, 0).score(rows);
    int top =
        IntStream.range(0, scores.length)
            .reduce((a, b) -> scores[a] >= scores[b] ? a : b)
            .orElse(0);
    assertTrue(top >= 293 && top < 316, "row " + top);
  }

  @Test
  void tooShortASeries_hasNoDiscords() {
    double[][] rows = new double[10][1];
    assertEquals(0, Arrays.stream(new Discords(LENGTH).fit(rows, 0).score(rows)).sum());
  }

  private static double[] naive(double[] x) {
    int windows = x.length - LENGTH + 1;
    double[] profile = new double[windows];
    for (int a = 0; a < windows; a++) {
      profile[a] = Double.POSITIVE_INFINITY;
      for (int b = 0; b < windows; b++) {
        if (Math.abs(a - b) >= LENGTH / 2) {
          profile[a] = Math.min(profile[a], distance(normal(x, a), normal(x, b)));
        }
      }
    }
    return profile;
  }

  private static double[] normal(double[] x, int from) {
    double[] window = Arrays.copyOfRange(x, from, from + LENGTH);
    double mean = Arrays.stream(window).average().orElse(0);
    double deviation =
        Math.sqrt(Arrays.stream(window).map(v -> (v - mean) * (v - mean)).average().orElse(0));
    return Arrays.stream(window).map(v -> deviation < 1e-9 ? 0 : (v - mean) / deviation).toArray();
  }

  private static double distance(double[] a, double[] b) {
    return Math.sqrt(
        IntStream.range(0, a.length).mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i])).sum());
  }
}
