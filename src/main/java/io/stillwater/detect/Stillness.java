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
    return !moves(window) && still(Activity.of(window, channel));
  }

  private boolean still(Activity activity) {
    return activity.step() < step
        || activity.range() < range
        || (unchanged > 0 && activity.unchanged() >= unchanged);
  }

  /**
   * Whether the first readings and the newest are enough to know that it is not still, as in most
   * windows: steps only add up, the range only grows.
   */
  private boolean moves(Window window) {
    int length = window.length();
    if (unchanged > 0 && newestUnchanged(window)) {
      return false;
    }
    double before = value(window, 0);
    double lowest = before;
    double highest = before;
    double steps = 0;
    for (int r = 0; r < length; r++) {
      double value = value(window, r);
      steps += Math.abs(value - before);
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
      if (steps / (length - 1) >= step && highest - lowest >= range) {
        return true;
      }
      before = value;
    }
    return false;
  }

  private boolean newestUnchanged(Window window) {
    int newest = window.length() - 1;
    int same = 0;
    while (same < Math.min(unchanged, newest)
        && value(window, newest - same) == value(window, newest - same - 1)) {
      same++;
    }
    return same >= unchanged;
  }

  private double value(Window window, int row) {
    return window.row(row).values()[channel];
  }
}
