package io.stillwater.train;

import io.stillwater.window.Stride;
import java.util.Objects;

/**
 * How readings are cut, and how many windows are kept.
 *
 * @param length readings in a window, 1 to 4096; 1 for tables
 * @param stride how often a key's window is scored
 * @param most windows that are held in memory at once, the rest is thinned by blocks; at least
 *     1,000
 * @param trimming what happens to windows that are too unlike the others
 */
public record WindowPlan(int length, Stride stride, int most, Trimming trimming) {
  public static final int LENGTH = 16;
  public static final int MOST = 1_000_000;

  /** {@value #LENGTH} readings, a stride of one. */
  public static final WindowPlan DEFAULT = of(LENGTH, Stride.rows(1));

  public WindowPlan {
    Objects.requireNonNull(stride, "stride");
    Objects.requireNonNull(trimming, "trimming");
    require(length >= 1 && length <= 4096, "window must be in 1..4096 readings: was " + length);
    require(most >= 1_000, "at least 1000 windows must be held: was " + most);
  }

  /** As many as there is room for by default, whatever they are like. */
  public static WindowPlan of(int length, Stride stride) {
    return new WindowPlan(length, stride, MOST, Trimming.NONE);
  }

  /** The same, at most so many. */
  public WindowPlan atMost(int windows) {
    return new WindowPlan(length, stride, windows, trimming);
  }

  /** The same with another trimming. */
  public WindowPlan with(Trimming other) {
    return new WindowPlan(length, stride, most, other);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
