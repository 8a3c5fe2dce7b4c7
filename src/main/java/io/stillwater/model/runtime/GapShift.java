package io.stillwater.model.runtime;

/**
 * Shifts what is expected in the gaps of a window by what the same channel's observed values near
 * them differ from what is expected of them: a channel whose level is new to the model would else
 * have a step wherever it is filled, and look strange for that alone. With r = observed − expected
 * at readings s, the shift at a gap t is
 *
 * <pre>
 * Σ k r / (1/20 + Σ k)    k = exp(−|t − s| / 2)
 * </pre>
 *
 * <p>so it is nothing far from any observed value, where the other channels know more.
 *
 * @param y (·, length, channels) as observed
 * @param marks (·, length, channels): 1 observed, 0 not
 * @param clean (·, length, channels) what is expected, to be added to
 */
record GapShift(float[] y, float[] marks, float[] clean, int channels, int length) {
  private static final double NEAR = 2; // readings
  private static final double FAR = 0.05;

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
      for (int row = 0; row < length; row++) {
        int i = at + row * channels + c;
        if (marks[i] <= 0) {
          clean[i] += (float) near(i, row);
        }
      }
    }
  }

  private double near(int at, int row) {
    double weights = FAR;
    double near = 0;
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
