package io.stillwater.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FittedCalibrationTest {
  private static final double[] ONE = {1};
  private static final double[] ZERO = {0};

  @Test
  void tableOfTheJavadoc_holds() {
    FittedCalibration calibration =
        new FittedCalibration(
            ZERO, ONE, 3, new double[] {1, 2, 3}, new int[] {0, 1, 2}, new Tail(3, 0.5, 0));
    assertEquals(new PValue(1, false), calibration.pValue(0.9));
    assertEquals(new PValue(0.75, false), calibration.pValue(2.0));
    assertEquals(new PValue(0.5, false), calibration.pValue(2.1));
    assertEquals(new PValue(0.5, false), calibration.pValue(3.0));
    assertEquals(Math.exp(-1) / 4, calibration.pValue(3.5).value(), 1e-15);
    assertTrue(calibration.pValue(3.5).extrapolated());
  }

  @Test
  void score_isTheMeanOfTheLevelsZValues() {
    FittedCalibration calibration =
        FittedCalibration.fit(List.of(new double[] {1, 10}, new double[] {3, 30}));
    assertArrayEquals(new double[] {2, 20}, calibration.means(), 1e-12);
    assertArrayEquals(new double[] {1, 10}, calibration.deviations(), 1e-12);
    assertEquals((2.0 + 0.5) / 2, calibration.score(new double[] {4, 25}), 1e-12);
  }

  @Test
  void levelWithoutSpread_doesNotDivideByZero() {
    FittedCalibration calibration =
        FittedCalibration.fit(List.of(new double[] {1}, new double[] {1}));
    assertTrue(Double.isFinite(calibration.score(new double[] {2})));
  }

  @Test
  void exponentialScores_haveTheExactRateBeyondWhatWasSeen() {
    FittedCalibration calibration = exponential(20_000, 1);
    double highest = calibration.scores()[calibration.scores().length - 1];
    assertEquals(1, calibration.tail().scale(), 0.3);
    assertEquals(0, calibration.tail().shape(), 0.15);
    for (double beyond = 0; beyond < 5; beyond += 0.5) {
      double ratio = calibration.pValue(highest + beyond).value() * 20_001 / Math.exp(-beyond);
      assertTrue(ratio > 0.5 && ratio < 3, "at " + beyond + " the rate is off by " + ratio);
    }
  }

  @Test
  void bulkOfExponentialScores_matchesTheClosedForm() {
    FittedCalibration calibration = exponential(20_000, 2);
    for (double score = 0.05; score < 6; score += 0.05) {
      double exact = Math.exp(-score);
      double error = 4 * Math.sqrt(exact / 20_000) + 2e-4;
      assertEquals(exact, calibration.pValue(score).value(), error, "at " + score);
    }
  }

  @Test
  void thinnedScores_giveTheRankOfAllScoresWithinTheSelection() {
    double[] scores = new Random(3).doubles(50_000).toArray();
    FittedCalibration calibration = FittedCalibration.ofScores(ZERO, ONE, scores);
    Arrays.sort(scores);
    assertEquals(FittedCalibration.KEPT, calibration.scores().length);
    for (int i = 0; i < scores.length; i += 97) {
      double exact = (1.0 + scores.length - i) / (1.0 + scores.length);
      assertEquals(exact, calibration.pValue(scores[i]).value(), 1e-3);
    }
    for (int i = scores.length - FittedCalibration.EXACT; i < scores.length; i++) {
      double exact = (1.0 + scores.length - i) / (1.0 + scores.length);
      assertEquals(exact, calibration.pValue(scores[i]).value(), 1e-15);
    }
  }

  @Test
  void tail_joinsWithoutAStepAndFallsStrictly() {
    FittedCalibration calibration = exponential(500, 4);
    double highest = calibration.scores()[499];
    assertEquals(1.0 / 501, calibration.pValue(Math.nextUp(highest)).value(), 1e-12);
    double before = 1.0 / 501;
    for (double beyond = 0.01; beyond < 300; beyond *= 1.1) {
      double now = calibration.pValue(highest + beyond).value();
      assertTrue(now < before, "at " + beyond + " the p-value is " + now + " after " + before);
      before = now;
    }
    assertTrue(calibration.pValue(1e9).value() > 0);
  }

  @Test
  void quantile_isTheInverse() {
    for (int n : new int[] {1, 30, 5_000}) {
      FittedCalibration calibration = exponential(n, 5);
      for (double p = 0.9; p > 1e-12; p *= 0.7) {
        double limit = calibration.quantile(p);
        double beyond = calibration.pValue(Math.nextUp(limit)).value();
        assertTrue(beyond <= p * (1 + 1e-6), n + " scores, p " + p + " gave " + beyond);
        if (p < 1.0 / (n + 1)) {
          assertEquals(p, beyond, p * 1e-6);
        }
      }
    }
  }

  @Test
  void tiedScores_countAlike() {
    FittedCalibration calibration =
        FittedCalibration.ofScores(ZERO, ONE, new double[] {1, 2, 2, 2, 3});
    assertEquals(5.0 / 6, calibration.pValue(2).value(), 1e-15);
    assertEquals(2.0 / 6, calibration.pValue(2.5).value(), 1e-15);
    assertEquals(2, calibration.quantile(3.0 / 6), 1e-15);
  }

  @Test
  void json_bringsItBack() throws Exception {
    ObjectMapper json = new ObjectMapper();
    FittedCalibration calibration = exponential(3_000, 6);
    FittedCalibration back =
        json.readValue(json.writeValueAsBytes(calibration), FittedCalibration.class);
    assertArrayEquals(calibration.scores(), back.scores());
    assertArrayEquals(calibration.ranks(), back.ranks());
    assertEquals(calibration.tail(), back.tail());
    assertEquals(calibration.pValue(2.5), back.pValue(2.5));
  }

  @Test
  void damagedNumbers_areRefused() {
    Tail tail = new Tail(3, 1, 0);
    int[] ranks = {0, 1};
    double[] falling = {2, 1};
    assertThrows(
        IllegalArgumentException.class,
        () -> new FittedCalibration(ZERO, ONE, 2, falling, ranks, tail));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FittedCalibration(ZERO, ZERO, 1, ONE, new int[] {0}, tail));
    assertThrows(IllegalArgumentException.class, () -> new Tail(0, 1, 0.7));
    assertThrows(
        IllegalArgumentException.class,
        () -> FittedCalibration.fit(List.of(new double[] {Double.NaN})));
    assertFalse(exponential(10, 7).pValue(0).extrapolated());
  }

  private static FittedCalibration exponential(int n, long seed) {
    Random random = new Random(seed);
    double[] scores =
        IntStream.range(0, n).mapToDouble(i -> -Math.log(1 - random.nextDouble())).toArray();
    return FittedCalibration.ofScores(ZERO, ONE, scores);
  }
}
