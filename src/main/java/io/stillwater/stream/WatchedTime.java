package io.stillwater.stream;

import io.stillwater.window.Stride;
import io.stillwater.window.Window;

/** How much event time a judged window adds to what was watched. */
final class WatchedTime {
  private WatchedTime() {}

  /**
   * The milliseconds that a window adds to those before, by itself alone, so that a restart counts
   * the same: the step to its newest reading, or the stride where that is longer.
   */
  static long of(Window window, Stride stride) {
    if (window.length() < 2) {
      return 0;
    }
    long step = Math.max(0, window.endTime() - window.row(window.length() - 2).time());
    return stride.timed() ? Math.max(stride.amount(), step) : stride.amount() * step;
  }
}
