package io.stillwater.detect.recent;

import java.util.Objects;

/**
 * How a key's limit follows its own recent scores.
 *
 * <p>Event time is cut into slots of the hold-back's length. A slot teaches only when a whole slot
 * has passed since its end, and for so many slots: what a fault scores is not normal on the same
 * day. In each slot the first score of every 64th part is looked at, whatever the sampling.
 *
 * <pre>
 * hold-back 12 h, 12 slots    a score at 15:00 today is compared with those
 *                             from six and a half days ago to midnight of last night
 * </pre>
 *
 * @param mode what is done with them
 * @param holdBackMillis length of a slot in milliseconds of event time; in rows where readings have
 *     no time; at least {@value #SAMPLES}
 * @param slots how many slots teach, in 1..{@value #MOST_SLOTS}
 */
public record Adaptation(Mode mode, long holdBackMillis, int slots) {
  /** What follows from a key's recent scores. */
  public enum Mode {
    /** Nothing: the trained limit is the only one. */
    OFF,
    /** An alarm has to be rare for the key's own last days as well. */
    LIMIT
  }

  /** Scores of a slot that are looked at, at most. */
  public static final int SAMPLES = 64;

  /** Slots that teach, where nothing else is asked for. */
  public static final int SLOTS = 12;

  /** How often the recent scores may reach one that is an alarm. */
  public static final double SHARE = 0.01;

  private static final int MOST_SLOTS = 60;
  private static final long HALF_A_DAY = 12 * 3_600_000L;
  private static final long TWO_DAYS = 48 * 3_600_000L;
  private static final long ROWS = 720;
  private static final long READINGS = 48;
  private static final long WINDOWS = 16;

  /** Half a day held back, six days remembered. */
  public static final Adaptation DEFAULT = new Adaptation(Mode.LIMIT, HALF_A_DAY, SLOTS);

  /** The trained limit alone. */
  public static final Adaptation OFF = new Adaptation(Mode.OFF, HALF_A_DAY, SLOTS);

  public Adaptation {
    Objects.requireNonNull(mode, "mode");
    require(
        holdBackMillis >= SAMPLES,
        "the hold-back must be at least " + SAMPLES + " ms: was " + holdBackMillis);
    require(
        slots >= 1 && slots <= MOST_SLOTS,
        "the memory must be 1 to " + MOST_SLOTS + " times the hold-back: was " + slots);
  }

  /**
   * What suits readings with that median step: half a day, which leaves people a shift to act;
   * longer where it would hold fewer than {@value #READINGS} readings, up to two days or {@value
   * #WINDOWS} readings.
   *
   * <table>
   * <caption>hold-back and memory</caption>
   * <tr><th>a reading every</th><td>ms to a quarter of an hour</td><td>hour</td><td>day</td></tr>
   * <tr><th>hold-back</th><td>12 h</td><td>2 days</td><td>16 days</td></tr>
   * <tr><th>memory</th><td>6 days</td><td>24 days</td><td>192 days</td></tr>
   * </table>
   *
   * @param stepMillis the median step between two readings of a key, in milliseconds
   * @param timed whether readings have times; otherwise the hold-back counts {@value #ROWS} rows
   */
  public static Adaptation of(long stepMillis, boolean timed) {
    if (!timed) {
      return new Adaptation(Mode.LIMIT, ROWS, SLOTS);
    }
    long slow = Math.min(READINGS * stepMillis, Math.max(TWO_DAYS, WINDOWS * stepMillis));
    return new Adaptation(Mode.LIMIT, Math.max(HALF_A_DAY, slow), SLOTS);
  }

  /** The same with another mode. */
  public Adaptation with(Mode other) {
    return new Adaptation(other, holdBackMillis, slots);
  }

  /** How far back scores count, in the unit of the hold-back. */
  public long memoryMillis() {
    return holdBackMillis * slots;
  }

  /** Whether recent scores are looked at. */
  public boolean on() {
    return mode != Mode.OFF;
  }

  /** The slot of a moment. */
  long slot(long time) {
    return Math.floorDiv(time, holdBackMillis);
  }

  /** The part of a slot in which one score is looked at. */
  long cell(long time) {
    return Math.floorDiv(time, holdBackMillis / SAMPLES);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
