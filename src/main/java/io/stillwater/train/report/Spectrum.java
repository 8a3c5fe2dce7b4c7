package io.stillwater.train.report;

/** The mean power of windows at each frequency. */
final class Spectrum {
  /** In squared deviations: what lies below is no signal. */
  private static final double FLOOR = 1e-6;

  private Spectrum() {}

  /**
   * The mean of |Σ x_t·e^(−2πikt/length)|²/length over the windows.
   *
   * @return (length / 2) at k = 1, 2, …; the mean of a window, k = 0, is left out
   */
  static double[] of(WindowSet windows, int channel) {
    int length = windows.length();
    double[] cosine = new double[length];
    double[] sine = new double[length];
    for (int t = 0; t < length; t++) {
      cosine[t] = Math.cos(2 * Math.PI * t / length);
      sine[t] = Math.sin(2 * Math.PI * t / length);
    }
    double[] power = new double[length / 2];
    for (int w = 0; w < windows.size(); w++) {
      for (int k = 1; k <= power.length; k++) {
        double real = 0;
        double imaginary = 0;
        for (int t = 0; t < length; t++) {
          double value = windows.value(w, t, channel);
          int turn = (int) ((long) k * t % length);
          real += value * cosine[turn];
          imaginary += value * sine[turn];
        }
        power[k - 1] += (real * real + imaginary * imaginary) / length / windows.size();
      }
    }
    return power;
  }

  /** The root of the mean square of 10·log₁₀ of the ratio, in decibels. */
  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      double decibels = 10 * Math.log10((a[k] + FLOOR) / (b[k] + FLOOR));
      sum += decibels * decibels;
    }
    return a.length == 0 ? 0 : Math.sqrt(sum / a.length);
  }
}
