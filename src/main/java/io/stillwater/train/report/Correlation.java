package io.stillwater.train.report;

/** Correlations inside windows, over all of them. A channel that stands still has none, 0. */
final class Correlation {
  /** In squared deviations: what varies less stands still. */
  private static final double STILL = 1e-9;

  private Correlation() {}

  /**
   * Of each channel with each later one, at the same reading.
   *
   * @return (channels · (channels − 1) / 2)
   */
  static double[] ofChannels(WindowSet windows) {
    int channels = windows.channels();
    double[] correlations = new double[channels * (channels - 1) / 2];
    int at = 0;
    for (int c = 0; c < channels; c++) {
      for (int d = c + 1; d < channels; d++) {
        correlations[at++] = of(windows, c, d, 0);
      }
    }
    return correlations;
  }

  /**
   * Of each channel with itself, 1, 2, … readings later.
   *
   * @return (channels · (length − 1))
   */
  static double[] ofLags(WindowSet windows) {
    int lags = windows.length() - 1;
    double[] correlations = new double[windows.channels() * lags];
    for (int i = 0; i < correlations.length; i++) {
      correlations[i] = of(windows, i / lags, i / lags, i % lags + 1);
    }
    return correlations;
  }

  /** Of x_c at a reading with x_d so many readings later, Pearson's, over all such pairs. */
  private static double of(WindowSet windows, int c, int d, int lag) {
    int pairs = windows.length() - lag;
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int w = 0; w < windows.size(); w++) {
      for (int t = 0; t < pairs; t++) {
        double first = windows.value(w, t, c);
        double second = windows.value(w, t + lag, d);
        x += first;
        y += second;
        xx += first * first;
        yy += second * second;
        xy += first * second;
      }
    }
    double count = (double) pairs * windows.size();
    double varianceX = xx / count - x / count * (x / count);
    double varianceY = yy / count - y / count * (y / count);
    return Math.min(varianceX, varianceY) < STILL
        ? 0
        : (xy / count - x / count * (y / count)) / Math.sqrt(varianceX * varianceY);
  }
}
