package io.stillwater.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The baselines of whole rows of values add up to those of rows of channels. */
class MapBaselineTest {
  private static final int COLUMNS = 60;

  @Test
  void principal_addsUpToTheResidualOfTheBaselineOfRows() {
    double[][] training = rows(25, 1);
    double[][] test = rows(7, 2);
    double[] expected = Baselines.principal().fit(training, 0).score(test);
    MapBaseline.Fitted fitted = MapBaseline.principal().fit(floats(training));
    for (int i = 0; i < test.length; i++) {
      float[] map = fitted.map(floats(test)[i]);
      assertEquals(expected[i], sum(map), 1e-3 * expected[i]);
    }
  }

  @Test
  void deviation_isTheMeanOfTheBaselineOfRows() {
    double[][] training = rows(25, 3);
    double[][] test = rows(4, 4);
    double[] expected = Baselines.meanDeviation().fit(training, 0).score(test);
    MapBaseline.Fitted fitted = MapBaseline.deviation().fit(floats(training));
    for (int i = 0; i < test.length; i++) {
      assertEquals(expected[i], sum(fitted.map(floats(test)[i])) / COLUMNS, 1e-4);
    }
  }

  @Test
  void neighbour_isTheSquareToTheNearestRow() {
    double[][] training = rows(40, 5);
    double[][] test = rows(5, 6);
    Standard standard = new Standard(training);
    double[][] reference = standard.of(training);
    MapBaseline.Fitted fitted = MapBaseline.neighbour().fit(floats(training));
    for (int i = 0; i < test.length; i++) {
      double[] z = standard.of(test)[i];
      double least =
          Arrays.stream(reference).mapToDouble(row -> distance(row, z)).min().orElseThrow();
      assertEquals(least, sum(fitted.map(floats(test)[i])), 1e-3 * least);
    }
  }

  @Test
  void rowOfTheTraining_isItsOwnNeighbour() {
    double[][] training = rows(10, 7);
    float[] map = MapBaseline.neighbour().fit(floats(training)).map(floats(training)[3]);
    assertArrayEquals(new float[COLUMNS], map);
  }

  @Test
  void columnThatNeverMoves_keepsItsUnit() {
    MapBaseline.Fitted fitted = MapBaseline.deviation().fit(new float[][] {{5, 1}, {5, 3}});
    assertArrayEquals(new float[] {2, 1}, fitted.map(new float[] {7, 3}), 1e-5f);
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  private static double sum(float[] map) {
    double sum = 0;
    for (float value : map) {
      sum += value;
    }
    return sum;
  }

  /** Columns that depend on five causes, with noise. */
  private static double[][] rows(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SplittableRandom shape = new SplittableRandom(99);
    double[][] causes = new double[5][COLUMNS];
    for (double[] cause : causes) {
      Arrays.setAll(cause, c -> shape.nextGaussian());
    }
    double[][] rows = new double[count][COLUMNS];
    for (double[] row : rows) {
      for (double[] cause : causes) {
        double strength = random.nextGaussian();
        Arrays.setAll(row, c -> row[c] + strength * cause[c]);
      }
      Arrays.setAll(row, c -> row[c] + 3 + 0.5 * random.nextGaussian());
    }
    return rows;
  }

  private static float[][] floats(double[][] rows) {
    float[][] floats = new float[rows.length][COLUMNS];
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < COLUMNS; c++) {
        floats[i][c] = (float) rows[i][c];
      }
    }
    return floats;
  }
}
