package io.stillwater.train.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How like one set of windows is to another, as a whole and in deviations of the data; 0 throughout
 * for a set and itself. Set beside {@link #ofHalves}, which says how like the data are to
 * themselves, it tells whether windows that a denoiser drew could be taken for data.
 *
 * <table>
 * <caption>against N(0, 1) data without memory</caption>
 * <tr><th>windows of</th><th>Wasserstein</th><th>Kolmogorov</th><th>spectrum</th><th>lag 1</th></tr>
 * <tr><td>the same</td><td>0</td><td>0</td><td>0 dB</td><td>0</td></tr>
 * <tr><td>the same, shifted by 1</td><td>1</td><td>0.383</td><td>0 dB</td><td>0</td></tr>
 * <tr><td>the same, twice as high</td><td>0.798</td><td>0.161</td><td>6.02 dB</td><td>0</td></tr>
 * <tr><td>x′ = 0.5·x + 0.866·z</td><td>0</td><td>0</td><td>about 3 dB</td><td>0.5</td></tr>
 * </table>
 *
 * @param wasserstein (channels) the mean distance that values of the one must be moved to become
 *     those of the other (Wasserstein-1)
 * @param kolmogorov (channels) the largest difference of the distribution functions
 *     (Kolmogorov–Smirnov), in [0, 1]
 * @param spectrum (channels) the log spectral distance of the mean power of each frequency, its
 *     window's mean taken off, in decibels: the root of the mean square of 10·log₁₀ of their ratio;
 *     0 for windows of one reading
 * @param channels between the correlations of channels with each other; 0 where there is one
 * @param lags between the correlations of each channel with itself some readings later, at every
 *     distance inside a window; 0 for windows of one reading
 */
public record Likeness(
    double[] wasserstein, double[] kolmogorov, double[] spectrum, Gap channels, Gap lags) {
  private static final int STRETCHES = 10;

  /**
   * Differences of correlations.
   *
   * @param largest in [0, 2]
   * @param mean of all of them
   */
  public record Gap(double largest, double mean) {
    static Gap between(double[] a, double[] b) {
      double[] gaps =
          IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).toArray();
      return new Gap(Arrays.stream(gaps).max().orElse(0), Arrays.stream(gaps).average().orElse(0));
    }
  }

  /**
   * Compares two sets of windows of one form, of whatever sizes.
   *
   * @throws IllegalArgumentException where the forms differ, or one is empty
   */
  public static Likeness of(WindowSet a, WindowSet b) {
    if (a.length() != b.length() || a.channels() != b.channels()) {
      throw new IllegalArgumentException(
          "windows must have one form: were "
              + (a.length() + "×" + a.channels() + " and " + b.length() + "×" + b.channels()));
    }
    if (a.size() == 0 || b.size() == 0) {
      throw new IllegalArgumentException("at least one window is needed on each side");
    }
    int channels = a.channels();
    double[] wasserstein = new double[channels];
    double[] kolmogorov = new double[channels];
    double[] spectrum = new double[channels];
    for (int c = 0; c < channels; c++) {
      Marginal marginal = Marginal.between(sorted(a, c), sorted(b, c));
      wasserstein[c] = marginal.wasserstein();
      kolmogorov[c] = marginal.kolmogorov();
      spectrum[c] = Spectrum.distance(Spectrum.of(a, c), Spectrum.of(b, c));
    }
    return new Likeness(
        wasserstein,
        kolmogorov,
        spectrum,
        Gap.between(Correlation.ofChannels(a), Correlation.ofChannels(b)),
        Gap.between(Correlation.ofLags(a), Correlation.ofLags(b)));
  }

  /**
   * Compares one half of the windows with the other: the even ones of ten stretches with the odd
   * ones, so that windows that share readings are on one side but for those at the cuts, and a slow
   * drift is in both.
   *
   * @param windows in their order; at least two
   */
  public static Likeness ofHalves(WindowSet windows) {
    int size = windows.size();
    int stretches = Math.min(STRETCHES, size);
    int[][] halves = new int[2][];
    for (int half = 0; half < 2; half++) {
      int own = half;
      halves[half] =
          IntStream.range(0, size).filter(i -> (long) i * stretches / size % 2 == own).toArray();
    }
    return of(windows.only(halves[0]), windows.only(halves[1]));
  }

  private static float[] sorted(WindowSet windows, int channel) {
    float[] values = new float[windows.size() * windows.length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = windows.values()[i * windows.channels() + channel];
    }
    Arrays.sort(values);
    return values;
  }
}
