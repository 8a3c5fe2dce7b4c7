package io.stillwater.evaluate;

/**
 * z = (value − mean)/deviation by column. A column that was constant in training keeps its unit: it
 * has no deviation to measure by. Immutable.
 */
public final class Standard {
  private final double[] mean; // (columns)
  private final double[] deviation; // (columns), above 0

  /**
   * @param training (rows, columns) that the scale is taken from
   */
  public Standard(double[][] training) {
    int columns = training[0].length;
    mean = new double[columns];
    deviation = new double[columns];
    for (int c = 0; c < columns; c++) {
      for (double[] row : training) {
        mean[c] += row[c] / training.length;
      }
      for (double[] row : training) {
        deviation[c] += (row[c] - mean[c]) * (row[c] - mean[c]) / training.length;
      }
      boolean moves = deviation[c] > 1e-18 * (mean[c] * mean[c] + 1e-6);
      deviation[c] = moves ? Math.sqrt(deviation[c]) : 1;
    }
  }

  /** (rows, columns) the z of each value. */
  public double[][] of(double[][] rows) {
    double[][] standardised = new double[rows.length][mean.length];
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < mean.length; c++) {
        standardised[i][c] = (rows[i][c] - mean[c]) / deviation[c];
      }
    }
    return standardised;
  }
}
