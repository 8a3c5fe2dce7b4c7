package io.stillwater.window.surface;

/**
 * Weighted sums of lines of numbers. Four lines are taken at once, each an array of its own that is
 * read from its beginning: so written, and not with places in one large array, the runtime makes
 * vector instructions of the loop (measured: four to six times as fast).
 */
final class Lines {
  private Lines() {}

  /** Adds line i times weight i. */
  static void add(float[][] lines, float[] weights, float[] to) {
    add(lines, weights, 0, 1, to);
  }

  /**
   * Adds every line times its weight.
   *
   * @param lines (n), each at least as long as {@code to}
   * @param weights that of line i is at {@code first + i * step}
   */
  static void add(float[][] lines, float[] weights, int first, int step, float[] to) {
    int i = 0;
    for (; i + 4 <= lines.length; i += 4) {
      four(lines, i, weights, first + i * step, step, to);
    }
    for (; i < lines.length; i++) {
      one(lines[i], weights[first + i * step], to);
    }
  }

  private static void four(float[][] lines, int i, float[] weights, int at, int step, float[] to) {
    float a = weights[at];
    float b = weights[at + step];
    float c = weights[at + 2 * step];
    float d = weights[at + 3 * step];
    float[] w = lines[i];
    float[] x = lines[i + 1];
    float[] y = lines[i + 2];
    float[] z = lines[i + 3];
    for (int k = 0; k < to.length; k++) {
      to[k] += a * w[k] + b * x[k] + c * y[k] + d * z[k];
    }
  }

  private static void one(float[] line, float weight, float[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] += weight * line[k];
    }
  }
}
