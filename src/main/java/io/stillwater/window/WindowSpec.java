package io.stillwater.window;

import java.util.Objects;

/**
 * How a stream is cut into windows. All of it is part of the bundle, so that training and serving
 * cut alike.
 *
 * @param length readings in a window, at least 1
 * @param stride how often a key's window is scored
 * @param carry how many readings a missing value is carried forward, per channel, at least 0
 * @param gapMillis the longest step of event time between two readings of one window; 0 for no
 *     limit
 * @param ageMillis A: readings whose record timestamp lies further below the partition's highest
 *     leave the window; 0 for no limit (files without time)
 */
public record WindowSpec(int length, Stride stride, int carry, long gapMillis, long ageMillis) {
  public WindowSpec {
    Objects.requireNonNull(stride, "stride");
    require(length >= 1, "window length must be at least 1 reading: was " + length);
    require(carry >= 0, "carry must be at least 0 readings: was " + carry);
    require(gapMillis >= 0, "gap must be at least 0 ms: was " + gapMillis);
    require(ageMillis >= 0, "age must be at least 0 ms: was " + ageMillis);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
