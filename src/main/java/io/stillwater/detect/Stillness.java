package io.stillwater.detect;

import io.stillwater.window.Window;

/**
 * When a channel is calmer than anything that training showed, by a margin: it is stuck, or its
 * natural variation dies. Part of the manifest. Only channels that may say so have one.
 *
 * @param channel its number
 * @param step windows with a lower mean absolute step are still; 0 for none
 * @param range windows with a smaller range are still; 0 for none
 * @param unchanged windows are still whose newest values are unchanged as often; 0 for none
 */
public record Stillness(int channel, double step, double range, int unchanged) {
  public Stillness {
    if (channel < 0 || !(step >= 0) || !(range >= 0) || unchanged < 0) {
      throw new IllegalArgumentException(
          "a channel and its limits must be at least 0: was channel "
              + (channel + ", step " + step + ", range " + range + ", unchanged " + unchanged));
    }
  }

  /** Whether the channel is still in that window. */
  public boolean still(Window window) {
    Activity activity = Activity.of(window, channel);
    return activity.step() < step
        || activity.range() < range
        || (unchanged > 0 && activity.unchanged() >= unchanged);
  }
}
