package io.stillwater.window;

import io.stillwater.event.Grid;
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
 * @param grid on which what comes is put first; none where readings come with all channels
 */
public record WindowSpec(
    int length, Stride stride, int carry, long gapMillis, long ageMillis, Grid grid) {
  /** Windows that fit into A, as far as trained bundles choose it. */
  public static final int WINDOWS_IN_AGE = 20;

  private static final int STEPS_IN_LEAP = 8;

  /** For readings that come with all channels. */
  public WindowSpec(int length, Stride stride, int carry, long gapMillis, long ageMillis) {
    this(length, stride, carry, gapMillis, ageMillis, Grid.NONE);
  }

  public WindowSpec {
    Objects.requireNonNull(stride, "stride");
    Objects.requireNonNull(grid, "grid");
    require(length >= 1, "window length must be at least 1 reading: was " + length);
    require(carry >= 0, "carry must be at least 0 readings: was " + carry);
    require(gapMillis >= 0, "gap must be at least 0 ms: was " + gapMillis);
    require(ageMillis >= 0, "age must be at least 0 ms: was " + ageMillis);
    require(
        grid.none() || (length > 1 && gapMillis > 0 && ageMillis > 0),
        "readings are put on a grid only for windows of several readings, with a gap and an age");
  }

  /** The usual step between two readings of a key, as A was chosen by it; 0 if it was not. */
  public long stepMillis() {
    return ageMillis / (WINDOWS_IN_AGE * (length + 1L));
  }

  /**
   * Ahead of the reading before it by more than that, a reading waits for the next to confirm its
   * clock: eight usual steps. 0 where every clock is believed: without a gap, and where a single
   * reading is a window.
   */
  public long leapMillis() {
    return gapMillis == 0 || length == 1 ? 0 : Math.max(1, STEPS_IN_LEAP * stepMillis());
  }

  /** The same on a grid. */
  public WindowSpec on(Grid grid) {
    return new WindowSpec(length, stride, carry, gapMillis, ageMillis, grid);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
