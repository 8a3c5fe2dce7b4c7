package io.stillwater.model.runtime;

/**
 * Shifts what is expected in the gaps of a window by what the same channel's observed values differ
 * from what is expected of them, near ones more: a channel whose level is new to the model would
 * else have a step wherever it is filled, and look strange for that alone. With r = observed −
 * expected at readings s, and its mean m over the window, the shift at a gap t is
 *
 * <pre>
 * (½ m + Σ k r) / (½ + Σ k)    k = exp(−|t − s| / 2)
 * </pre>
 *
 * @param y (·, length, channels) as observed
 * @param marks (·, length, channels): 1 observed, 0 not
 * @param clean (·, length, channels) what is expected, to be added to
 */
record GapShift(float[] y, float[] marks, float[] clean, int channels, int length) {
  private static final double NEAR = 2; // readings
  private static final double TO_MEAN = 0.5;

  /** Farther ones weigh less than a thousandth. */
  private static final double[] WEIGHTS = new double[15];

  static {
    for (int distance = 0; distance < WEIGHTS.length; distance++) {
      WEIGHTS[distance] = Math.exp(-distance / NEAR);
    }
  }

  /** Adds it in the gaps of the window that begins there. */
  void add(int at) {
    for (int c = 0; c < channels; c++) {
      double mean = mean(at + c, at + length * channels);
      for (int row = 0; row < length; row++) {
        int i = at + row * channels + c;
        if (marks[i] <= 0) {
          clean[i] += (float) near(i, row, mean);
        }
      }
    }
  }

  private double mean(int from, int to) {
    double sum = 0;
    int count = 0;
    for (int i = from; i < to; i += channels) {
      sum += marks[i] > 0 ? y[i] - clean[i] : 0;
      count += marks[i] > 0 ? 1 : 0;
    }
    return sum / Math.max(1, count);
  }

  private double near(int at, int row, double mean) {
    double weights = TO_MEAN;
    double near = TO_MEAN * mean;
    int last = Math.min(length - 1, row + WEIGHTS.length - 1);
    for (int r = Math.max(0, row - WEIGHTS.length + 1); r <= last; r++) {
      int i = at + (r - row) * channels;
      if (marks[i] > 0) {
        double weight = WEIGHTS[Math.abs(r - row)];
        weights += weight;
        near += weight * (y[i] - clean[i]);
      }
    }
    return near / weights;
  }
}
