package io.stillwater.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurveTest {
  private static final Curve WORKED = Curve.of(new double[] {1, 2, 2, 10}, 4);

  @Test
  void workedTable_comesOut() {
    assertEquals(-1.150, WORKED.of(1), 5e-4);
    assertEquals(0, WORKED.of(2), 1e-12);
    assertEquals(0.575, WORKED.of(6), 5e-4);
    assertEquals(1.150, WORKED.of(10), 5e-4);
    assertEquals(1.150 + Math.log(2), WORKED.of(14), 5e-4);
    assertEquals(-1.150 - Math.log(3), WORKED.of(-7), 5e-4);
  }

  /** Φ by Simpson's rule. */
  private static double distribution(double x) {
    int steps = 2_000;
    double width = x / steps;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double weight = i == 0 || i == steps ? 1 : i % 2 == 0 ? 2 : 4;
      sum += weight * Math.exp(-(i * width) * (i * width) / 2);
    }
    return 0.5 + sum * width / 3 / Math.sqrt(2 * Math.PI);
  }

  @Test
  void scoresOfFewValues_areThoseOfTheirRanks() {
    double[] skewed = sorted(200, 1);
    Curve curve = Curve.of(skewed, 1);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 200; i++) {
      double score = curve.of(skewed[i]);
      assertEquals((i + 0.5) / 200, distribution(score), 1e-9, "rank " + i);
      sum += score;
      squares += score * score;
    }
    assertEquals(0, sum, 1e-9);
    assertEquals(1, squares / 200, 0.03);
  }

  @Test
  void manyValues_haveFewKnots_andStillNormalScores() {
    double[] skewed = sorted(8_000, 2);
    Curve curve = Curve.of(skewed, 1);
    assertEquals(Curve.KNOTS, curve.values().length);
    assertEquals(skewed[0], curve.values()[0]);
    assertEquals(skewed[7_999], curve.values()[Curve.KNOTS - 1]);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < skewed.length; i++) {
      double score = curve.of(skewed[i]);
      assertEquals((i + 0.5) / skewed.length, distribution(score), 0.005, "rank " + i);
      sum += score;
      squares += score * score;
    }
    assertEquals(0, sum / skewed.length, 0.02);
    assertEquals(1, squares / skewed.length, 0.02);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50, 256, 257, 3_000})
  void curve_rises_andItsInverseLeadsBack(int count) {
    Curve curve = Curve.of(sorted(count, 3), 0.7);
    assertTrue(curve.values().length <= Curve.KNOTS);
    double before = Double.NEGATIVE_INFINITY;
    for (double value = -40; value < 60; value += 0.037) {
      double score = curve.of(value);
      assertTrue(score > before, "falls at " + value);
      assertEquals(value, curve.inverse(score), 1e-9 * (1 + Math.abs(value)));
      before = score;
    }
    for (int i = 0; i < curve.values().length; i++) {
      assertEquals(curve.scores()[i], curve.of(curve.values()[i]));
      assertEquals(curve.values()[i], curve.inverse(curve.scores()[i]));
    }
  }

  @Test
  void ties_areOneKnotInTheMiddleOfTheirRanks() {
    double[] ties = new double[1_000];
    Arrays.fill(ties, 900, 1_000, 7);
    Curve curve = Curve.of(ties, 1);
    assertArrayEquals(new double[] {0, 7}, curve.values());
    assertEquals(0.45, distribution(curve.of(0)), 1e-9);
    assertEquals(0.95, distribution(curve.of(7)), 1e-9);
  }

  @Test
  void oneValue_isTheMiddle_andTheRestIsTheLogarithmOfTheDistance() {
    Curve curve = Curve.of(new double[] {5, 5, 5}, 0.5);
    assertEquals(0, curve.of(5), 1e-12);
    assertEquals(Math.log(3), curve.of(6), 1e-12);
    assertEquals(-Math.log(3), curve.of(4), 1e-12);
  }

  @Test
  void scoresOutOfReach_areFiniteValues() {
    assertTrue(Double.isFinite(WORKED.inverse(1e4)));
    assertTrue(Double.isFinite(WORKED.inverse(-1e4)));
    assertTrue(Double.isFinite(WORKED.of(Normalisation.LARGEST)));
    double far = WORKED.of(1e9);
    assertEquals(1e9, WORKED.inverse(far), 1);
  }

  @Test
  void curvesThatCannotBe_areRefused() {
    double[] two = {1, 2};
    refused("at least one knot", new double[0], new double[0], 1);
    refused("a score for each of 2 knots", two, new double[1], 1);
    refused("the unit must be above 0: was 0.0", two, two, 0);
    refused("knots must rise: number 1", two, new double[] {1, 1}, 1);
    refused("knots must rise: number 1", new double[] {2, 1}, two, 1);
    refused("knots must rise: number 0", new double[] {Double.NaN}, new double[1], 1);
  }

  private static void refused(String sentence, double[] values, double[] scores, double unit) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new Curve(values, scores, unit))
            .getMessage();
    assertTrue(message.contains(sentence), message);
  }

  /** Different values with a long tail to the right. */
  private static double[] sorted(int count, long seed) {
    Random random = new Random(seed);
    return random.doubles(count).map(u -> -3 * Math.log(1 - u)).sorted().toArray();
  }
}
