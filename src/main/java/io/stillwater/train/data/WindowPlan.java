package io.stillwater.train.data;

import io.stillwater.window.Stride;
import java.util.Objects;

/**
 * How readings are cut, and how many windows are kept.
 *
 * @param length readings in a window, 1 to 4096; 1 for tables
 * @param least readings in a window where the data are too few for {@code length}; the same where
 *     they shall then be refused
 * @param stride how often a key's window is scored
 * @param most windows whose readings are held at once, the rest is thinned by blocks; at least
 *     1,000
 * @param judged windows that are scored at most, chosen by blocks from those held out, to calibrate
 *     and to find windows unlike the others; at least 1,000
 * @param trimming what happens to windows that are too unlike the others
 */
public record WindowPlan(
    int length, int least, Stride stride, int most, int judged, Trimming trimming) {
  public static final int LENGTH = 64;
  public static final int SHORT = 16;
  public static final int MOST = 20_000_000;
  public static final int JUDGED = 1_000_000;

  /** {@value #LENGTH} readings, or {@value #SHORT} where data are few; a stride of one. */
  public static final WindowPlan DEFAULT = fitting(Stride.rows(1));

  public WindowPlan {
    Objects.requireNonNull(stride, "stride");
    Objects.requireNonNull(trimming, "trimming");
    require(length >= 1 && length <= 4096, "window must be in 1..4096 readings: was " + length);
    require(least >= 1 && least <= length, "the least must be in 1.." + length + ": was " + least);
    require(most >= 1_000, "at least 1000 windows must be held: was " + most);
    require(judged >= 1_000, "at least 1000 windows must be scored: was " + judged);
  }

  /** As many as there is room for by default, whatever they are like. */
  public static WindowPlan of(int length, Stride stride) {
    return new WindowPlan(length, length, stride, MOST, JUDGED, Trimming.NONE);
  }

  /** Of {@value #LENGTH} readings, or {@value #SHORT} where data are few. */
  public static WindowPlan fitting(Stride stride) {
    return new WindowPlan(LENGTH, SHORT, stride, MOST, JUDGED, Trimming.NONE);
  }

  /** The same with windows of that length, and no other. */
  public WindowPlan cut(int other) {
    return new WindowPlan(other, other, stride, most, judged, trimming);
  }

  /** The same, at most so many. */
  public WindowPlan atMost(int windows) {
    return new WindowPlan(length, least, stride, windows, judged, trimming);
  }

  /** The same, with at most so many scored to calibrate. */
  public WindowPlan judging(int windows) {
    return new WindowPlan(length, least, stride, most, windows, trimming);
  }

  /** The same with another trimming. */
  public WindowPlan with(Trimming other) {
    return new WindowPlan(length, least, stride, most, judged, other);
  }

  /** How many windows are kept at most: where some shall go, every one must have been scored. */
  int kept() {
    return trimming.removes() ? Math.min(most, judged) : most;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
