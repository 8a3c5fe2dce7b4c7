package io.stillwater.window.surface;

/** Means over squares around each place; squares are cut off at the borders. */
final class Surroundings {
  private Surroundings() {}

  /**
   * Means by a table of sums (Crow 1984).
   *
   * @param values (rows, columns)
   * @param width of the square, odd
   */
  static float[] mean(float[] values, int rows, int columns, int width) {
    double[] sums = new double[(rows + 1) * (columns + 1)];
    int line = columns + 1;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        sums[(r + 1) * line + c + 1] =
            values[r * columns + c]
                + sums[r * line + c + 1]
                + sums[(r + 1) * line + c]
                - sums[r * line + c];
      }
    }
    int half = width / 2;
    float[] out = new float[values.length];
    for (int r = 0; r < rows; r++) {
      int top = Math.max(0, r - half);
      int bottom = Math.min(rows, r + half + 1);
      for (int c = 0; c < columns; c++) {
        int left = Math.max(0, c - half);
        int right = Math.min(columns, c + half + 1);
        double sum =
            sums[bottom * line + right]
                - sums[top * line + right]
                - sums[bottom * line + left]
                + sums[top * line + left];
        out[r * columns + c] = (float) (sum / ((bottom - top) * (right - left)));
      }
    }
    return out;
  }
}
