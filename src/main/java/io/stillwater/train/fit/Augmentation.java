package io.stillwater.train.fit;

import java.util.random.RandomGenerator;

/**
 * How windows are changed a little each time a network learns from them, where data are few. What
 * is held out stays as it is.
 *
 * <p>Jitter and scaling as in Um et al. 2017 ("Data augmentation of wearable sensor data"), in
 * standard deviations from the channel's level, and only of channels that move and values that were
 * observed. A shift takes the window some readings earlier: it shows a stride longer than one
 * reading at other phases, and does nothing new to a shorter one.
 *
 * <table>
 * <caption>a channel's window, in deviations; jitter draws -0.1 0.2, scaling draws a factor of 1.5</caption>
 * <tr><th>as it is</th><th>scaled</th><th>and jittered</th></tr>
 * <tr><td>1.0</td><td>1.5</td><td>1.4</td></tr>
 * <tr><td>-0.4</td><td>-0.6</td><td>-0.4</td></tr>
 * </table>
 *
 * @param jitter deviation of what is added to each value, from 0 to 1
 * @param scale deviation of the factor, about 1, that each channel of a window is multiplied by,
 *     from 0 to 1
 * @param shift readings that a window may be taken earlier, at least 0; no more than the windower
 *     keeps before a window, which is half its length
 */
public record Augmentation(double jitter, double scale, int shift) {
  /** Windows stay as they are. */
  public static final Augmentation NONE = new Augmentation(0, 0, 0);

  public Augmentation {
    require(jitter >= 0 && jitter <= 1, "jitter must be in 0..1 deviations: was " + jitter);
    require(scale >= 0 && scale <= 1, "scale must be in 0..1: was " + scale);
    require(shift >= 0, "shift must be at least 0 readings: was " + shift);
  }

  /** Whether windows stay as they are. */
  public boolean none() {
    return jitter == 0 && scale == 0 && shift == 0;
  }

  /**
   * How many readings earlier to take a window.
   *
   * @param most that there is room for
   */
  int shift(int most, RandomGenerator random) {
    int limit = Math.min(shift, most);
    return limit == 0 ? 0 : random.nextInt(limit + 1);
  }

  /**
   * Changes one window in place.
   *
   * @param values (length * channels) normalised, row by row
   * @param observed (length * channels) marks: 1 observed, 0 carried
   * @param length readings in the window
   * @param still (channels) those that do not move, and are left alone
   */
  void apply(
      float[] values, float[] observed, int length, boolean[] still, RandomGenerator random) {
    for (int c = 0; c < still.length; c++) {
      if (still[c]) {
        continue;
      }
      double factor = scale == 0 ? 1 : 1 + scale * random.nextGaussian();
      for (int r = 0; r < length; r++) {
        int at = r * still.length + c;
        double added = jitter == 0 || observed[at] == 0 ? 0 : jitter * random.nextGaussian();
        values[at] = (float) (values[at] * factor + added);
      }
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
