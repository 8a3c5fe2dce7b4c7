package io.stillwater.evaluate;

import java.util.Arrays;

/**
 * How restless a series is, whatever its level: baselines that large models do not always beat.
 * They learn nothing but the scale of each column, and take the rows that they judge to follow each
 * other; rows that are no series they rank by accident.
 *
 * <table>
 * <caption>one column with a deviation of 1, a window of 2</caption>
 * <tr><th>value</th><th>variance</th><th>squared difference</th></tr>
 * <tr><td>0</td><td>0</td><td>0</td></tr>
 * <tr><td>2</td><td>1</td><td>4</td></tr>
 * <tr><td>3</td><td>0.25</td><td>1</td></tr>
 * </table>
 */
final class Moving {
  /** Rows in the window of the variance, as in the newest scale of the detector. */
  static final int ROWS = 16;

  private Moving() {}

  /**
   * The mean over the columns of the variance of the newest rows, of fewer at the beginning.
   *
   * @param window rows, at least 1
   */
  static Baseline variance(int window) {
    return (training, seed) -> {
      Standard standard = new Standard(training);
      return rows -> variances(standard.of(rows), window);
    };
  }

  private static double[] variances(double[][] rows, int window) {
    double[] variances = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double[][] seen = Arrays.copyOfRange(rows, Math.max(0, i + 1 - window), i + 1);
      for (int c = 0; c < rows[i].length; c++) {
        variances[i] += variance(seen, c) / rows[i].length;
      }
    }
    return variances;
  }

  private static double variance(double[][] rows, int column) {
    double mean = 0;
    for (double[] row : rows) {
      mean += row[column] / rows.length;
    }
    double variance = 0;
    for (double[] row : rows) {
      variance += (row[column] - mean) * (row[column] - mean) / rows.length;
    }
    return variance;
  }

  /** The mean over the columns of the squared step from the row before; 0 for the first row. */
  static Baseline squaredDifference() {
    return (training, seed) -> {
      Standard standard = new Standard(training);
      return rows -> squares(standard.of(rows));
    };
  }

  private static double[] squares(double[][] rows) {
    double[] squares = new double[rows.length];
    for (int i = 1; i < rows.length; i++) {
      for (int c = 0; c < rows[i].length; c++) {
        double step = rows[i][c] - rows[i - 1][c];
        squares[i] += step * step / rows[i].length;
      }
    }
    return squares;
  }
}
