package io.stillwater.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BaselinesTest {
  /** Two columns that carry the same signal, one that is constant. */
  private static double[][] line(int rows) {
    double[][] line = new double[rows][];
    for (int i = 0; i < rows; i++) {
      double t = i - (rows - 1) / 2.0;
      line[i] = new double[] {t, 100 - 3 * t, 7};
    }
    return line;
  }

  private static double[][] noise(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] noise = new double[rows][columns];
    for (double[] row : noise) {
      Arrays.setAll(row, c -> random.nextGaussian() * (c + 1));
    }
    return noise;
  }

  @Test
  void meanDeviation_isTheMeanOfAbsoluteZ() {
    // Of -1, 0, 1 the deviation is √(2/3); the constant column counts in its own unit.
    Baseline.Fitted fitted = Baselines.meanDeviation().fit(line(3), 0);
    double z = 2 / Math.sqrt(2 / 3.0);
    double[] scores = fitted.score(new double[][] {{0, 100, 7}, {2, 94, 7}, {0, 100, 10}});
    assertArrayEquals(new double[] {0, 2 * z / 3, 1}, scores, 1e-9);
  }

  @Test
  void principal_leavesNothingOfTheLineAndAllOfWhatIsAcross() {
    Baseline.Fitted fitted = Baselines.principal().fit(line(101), 0);
    double deviation = Math.sqrt((101 * 101 - 1) / 12.0);
    double[] scores =
        fitted.score(
            new double[][] {{5, 85, 7}, {1000, -2900, 7}, {0, 100, 9}, {deviation, 100, 7}});
    // (1, 0) lies at 45° to the line of the z-values (1, -1)/√2: half of its square is left.
    assertArrayEquals(new double[] {0, 0, 4, 0.5}, scores, 1e-9);
  }

  @Test
  void principal_ofMoreColumnsThanRowsAgreesWithPythagoras() {
    double[][] training = noise(20, 50, 3);
    double[] scores = Baselines.principal().fit(training, 0).score(training);
    // Over the training the residuals are the variance beyond the kept share, at most a tenth.
    double left = Arrays.stream(scores).sum() / (20 * 50);
    assertTrue(left > 0.02 && left < 0.1, "left " + left);
  }

  /** Windows of many channels of which hardly any moves: products that are rounding and zeros. */
  static Stream<Arguments> ofLowRank() {
    return Stream.of("flips", "spikes once", "same", "nothing moves", "tiny", "multiples")
        .flatMap(kind -> Stream.of(Arguments.of(kind, 400), Arguments.of(kind, 40)));
  }

  private static double lowRank(String kind, int time, int channel) {
    return switch (kind) {
      case "flips" -> channel == 3 ? time / 7 % 2 : 0;
      case "spikes once" -> channel == 3 && time == 25 ? 1 : 0;
      case "same" -> Math.sin(time / 9.0);
      case "tiny" -> 1e-30 * Math.sin(time / (5.0 + channel));
      case "multiples" -> (channel + 1) * Math.sin(time / 9.0);
      default -> 4;
    };
  }

  @ParameterizedTest
  @MethodSource("ofLowRank")
  void principal_ofLowRank_leavesAtMostATenth(String kind, int rows) {
    int columns = 16 * 17;
    double[][] training = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      int row = i;
      Arrays.setAll(training[i], c -> lowRank(kind, row + c / 17, c % 17));
    }
    double[][] z = new Standard(training).of(training);
    double all = Arrays.stream(z).flatMapToDouble(Arrays::stream).map(x -> x * x).sum();
    double left = Arrays.stream(Baselines.principal().fit(training, 0).score(training)).sum();
    assertTrue(left <= 0.1 * all + 1e-9, "left " + left + " of " + all);
    float[][] floats = new float[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int c = 0; c < columns; c++) {
        floats[i][c] = (float) training[i][c];
      }
    }
    float[] row = floats[0].clone();
    for (float value : MapBaseline.principal().fit(floats).map(row)) {
      assertTrue(value >= 0 && value < Float.POSITIVE_INFINITY, "residual " + value);
    }
  }

  @Test
  void neighbours_agreeWithThePlainLoop() {
    double[][] training = noise(2500, 3, 1);
    double[][] rows = noise(40, 3, 2);
    rows[7][1] = 1e4;
    double[] scores = Baselines.neighbours().fit(training, 0).score(rows);
    Standard standard = new Standard(training);
    double[][] z = standard.of(training);
    double[][] q = standard.of(rows);
    for (int i = 0; i < rows.length; i++) {
      double[] row = q[i];
      double expected =
          Arrays.stream(z).mapToDouble(t -> distance(row, t)).sorted().limit(5).average().orElse(0);
      assertEquals(expected, scores[i], 1e-5 * expected);
    }
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += (a[c] - b[c]) * (a[c] - b[c]);
    }
    return Math.sqrt(sum);
  }

  @Test
  void neighbours_ofFewerRowsThanAskedFor() {
    double[][] training = {{0}, {2}};
    assertArrayEquals(
        new double[] {1, 3},
        Baselines.neighbours().fit(training, 0).score(new double[][] {{1}, {4}}),
        1e-6);
  }

  @Test
  void random_followsItsSeed() {
    double[][] rows = new double[5][1];
    double[] first = Baselines.random().fit(rows, 1).score(rows);
    assertArrayEquals(first, Baselines.random().fit(rows, 1).score(rows));
    assertTrue(first[0] != Baselines.random().fit(rows, 2).score(rows)[0]);
  }

  @Test
  void squaredDifference_isTheSquareOfTheStepInDeviations() {
    // Of 0, 2 the deviation is 1; the constant column counts in its own unit.
    Baseline.Fitted fitted = Baselines.squaredDifference().fit(new double[][] {{0, 7}, {2, 7}}, 0);
    double[] scores = fitted.score(new double[][] {{0, 7}, {2, 7}, {3, 9}, {3, 9}});
    assertArrayEquals(new double[] {0, 2, 2.5, 0}, scores, 1e-9);
  }

  @Test
  void movingVariance_isThatOfTheNewestRowsWhateverTheirLevel() {
    Baseline.Fitted fitted = Moving.variance(2).fit(new double[][] {{0}, {2}}, 0);
    double[] scores = fitted.score(new double[][] {{50}, {50}, {52}, {53}, {53}});
    assertArrayEquals(new double[] {0, 0, 1, 0.25, 0}, scores, 1e-9);
  }

  @Test
  void movingVariance_looksAtSixteenRows() {
    double[][] rows = new double[40][1];
    rows[10][0] = 4;
    double[] scores = Baselines.movingVariance().fit(new double[][] {{0}, {2}}, 0).score(rows);
    assertEquals(16.0 * 15 / 256, scores[25], 1e-9);
    assertEquals(0, scores[26], 1e-9);
  }
}
