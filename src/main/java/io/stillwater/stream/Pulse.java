package io.stillwater.stream;

/**
 * When a key was last heard of, and how far apart its readings usually are; for those who look on.
 * Written by the flow's thread, read by any.
 *
 * <p>The usual step is a maximum that fades: a longer step counts at once, shorter ones draw it
 * down by {@value #FADING} of the difference each. Readings that lie less than {@value
 * #APART_MILLIS} ms apart count as one, which makes no difference below the least silence, so that
 * a sender of bursts is not silent between them. A step that was a silence counts as little as a
 * shorter one.
 */
final class Pulse {
  /** A key is silent after so many usual steps, and no sooner than {@link #LEAST_MILLIS}. */
  static final int STEPS = 20;

  static final long LEAST_MILLIS = 60_000;

  /** The same by the clock on the wall, which goes on while the group is rebalanced. */
  static final long LEAST_WALL_MILLIS = 300_000;

  static final long APART_MILLIS = LEAST_MILLIS / STEPS;
  private static final double FADING = 0.02;

  private volatile long recordTime = Long.MIN_VALUE;
  private volatile long arrival;
  private volatile double usual = Double.NaN; // ms between two readings
  private long counted = Long.MIN_VALUE; // record time of the newest that counts

  /**
   * A reading came.
   *
   * @param time of the record
   * @param now by the clock on the wall, in milliseconds; 0 where there is none
   */
  void beat(long time, long now) {
    if (counted == Long.MIN_VALUE) {
      counted = time;
    } else if (time - counted >= APART_MILLIS) {
      double step = time - counted;
      boolean longer = Double.isNaN(usual) || (step > usual && step <= silentAfter());
      usual = longer ? step : usual + FADING * (step - usual);
      counted = time;
    }
    recordTime = Math.max(recordTime, time);
    arrival = now;
  }

  /** How long it may be quiet; for ever where it was heard of once only. */
  double silentAfter() {
    return Double.isNaN(usual) ? Double.POSITIVE_INFINITY : Math.max(LEAST_MILLIS, STEPS * usual);
  }

  /**
   * Whether it is silent, by the partition's clock or by that on the wall.
   *
   * @param highest record time of the partition
   * @param now by the clock on the wall; 0 where there is none
   */
  boolean silent(long highest, long now) {
    double may = silentAfter();
    boolean byLog = recordTime != Long.MIN_VALUE && (double) highest - recordTime > may;
    boolean byWall = now > 0 && arrival > 0 && now - arrival > Math.max(LEAST_WALL_MILLIS, may);
    return byLog || byWall;
  }
}
