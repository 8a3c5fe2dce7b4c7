package io.stillwater.detect;

import java.util.Arrays;

/**
 * What the denoiser made of one window.
 *
 * @param logLevels (levels): ln s_σ of each noise level
 * @param channels (channels): the weighted squared error of each channel, summed over rows and
 *     levels, at least 0
 * @param newest (channels): the same over the levels that see the newest readings only; null where
 *     there are none
 * @param expected (channels): what the newest reading would have been; null where the scorer says
 *     it of whole windows ({@link WindowScorer#expected})
 */
public record WindowError(
    double[] logLevels, double[] channels, double[] newest, double[] expected) {
  /** Where the scorer says what was expected. */
  public WindowError(double[] logLevels, double[] channels, double[] newest) {
    this(logLevels, channels, newest, null);
  }

  /** Where no level sees the newest readings only. */
  public WindowError(double[] logLevels, double[] channels) {
    this(logLevels, channels, null);
  }

  /** (channels) what explains the newest readings, or the window where these are not told apart. */
  public double[] present() {
    return newest == null ? channels : newest;
  }

  /** The same where those channels explain more than any other. */
  WindowError ledBy(int[] still) {
    return new WindowError(
        logLevels, ledBy(still, channels), newest == null ? null : ledBy(still, newest));
  }

  private static double[] ledBy(int[] still, double[] errors) {
    double highest = Arrays.stream(errors).max().orElse(0);
    double[] led = errors.clone();
    for (int channel : still) {
      led[channel] += highest > 0 ? highest : 1;
    }
    return led;
  }
}
