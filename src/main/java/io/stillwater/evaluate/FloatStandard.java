package io.stillwater.evaluate;

/** {@link Standard} for rows too long for double precision. Immutable. */
final class FloatStandard {
  private final float[] mean; // (columns)
  private final float[] scale; // (columns), 1/deviation; 1 where nothing moves

  private FloatStandard(float[] mean, float[] scale) {
    this.mean = mean;
    this.scale = scale;
  }

  /**
   * @param training (rows, columns), not changed
   */
  static FloatStandard fit(float[][] training) {
    int columns = training[0].length;
    double[] sums = new double[columns];
    double[] squares = new double[columns];
    for (float[] row : training) {
      for (int c = 0; c < columns; c++) {
        sums[c] += row[c];
        squares[c] += (double) row[c] * row[c];
      }
    }
    float[] mean = new float[columns];
    float[] scale = new float[columns];
    for (int c = 0; c < columns; c++) {
      double m = sums[c] / training.length;
      double variance = squares[c] / training.length - m * m;
      mean[c] = (float) m;
      scale[c] = variance > 1e-9 * (m * m + 1e-3) ? (float) (1 / Math.sqrt(variance)) : 1;
    }
    return new FloatStandard(mean, scale);
  }

  /** Writes each value's z in its place. */
  void apply(float[] row) {
    for (int c = 0; c < row.length; c++) {
      row[c] = (row[c] - mean[c]) * scale[c];
    }
  }
}
