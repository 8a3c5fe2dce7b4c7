package io.stillwater.window;

import io.stillwater.event.Reading;

/**
 * What one key's course depends on after its clock went back.
 *
 * <p>Readings that were late before may lie ahead of those that are taken after it. A restart that
 * began to read between the two would take the former, and find the latter late. So all that is
 * taken after the clock went back is read again from what was the newest reading until then, up to
 * the first reading that none of the late ones is ahead of: from there on nobody can tell where
 * reading began.
 *
 * <table>
 * <caption>the clock goes back at 20, since 100 is too old</caption>
 * <tr><th>offset</th><td>0</td><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td></tr>
 * <tr><th>time</th><td>100</td><td>60</td><td>20</td><td>30</td><td>70</td><td>80</td></tr>
 * <tr><th>what becomes of it</th><td>taken</td><td>late</td><td>taken</td><td>taken</td>
 *   <td>taken</td><td>taken</td></tr>
 * <tr><th>read again from</th><td>0</td><td></td><td>0</td><td>0</td><td>0</td><td>5</td></tr>
 * </table>
 *
 * <p>Not thread-safe.
 */
final class Setback {
  private long from = Long.MAX_VALUE; // offset; the highest where the course depends on itself only
  private long newestFrom; // offset from which to read the newest taken again

  // Event times up to which a restart may believe to be, and timestamps of those records.
  private long highest = Long.MIN_VALUE;
  private long highestRecord = Long.MIN_VALUE;
  private long highestBefore = Long.MIN_VALUE;
  private long highestBeforeRecord = Long.MIN_VALUE;

  /** The offset that reading again must not begin after; {@link Long#MAX_VALUE} for none. */
  long neededFrom() {
    return from;
  }

  /** Records before that timestamp are too old for a restart to hold any of them. */
  void passing(long oldestTime) {
    if (highestBeforeRecord < oldestTime) {
      highestBefore = highest;
      highestBeforeRecord = highestRecord;
      highest = Long.MIN_VALUE;
      highestRecord = Long.MIN_VALUE;
    }
  }

  /**
   * A reading was late.
   *
   * @param time up to which a restart that took it would find others late
   * @param recordTime of its record
   */
  void late(long time, long recordTime) {
    highest = Math.max(highest, time);
    highestRecord = Math.max(highestRecord, recordTime);
  }

  /**
   * The newest reading so far is it no more: what comes next may lie before it.
   *
   * @param needed the offset from which to read again what was late by it
   * @param time up to which it made others late
   * @param recordTime of its record
   */
  void back(long needed, long time, long recordTime) {
    if (from < Long.MAX_VALUE) {
      late(time, recordTime);
    } else if (wasLate()) {
      from = needed;
    }
  }

  /**
   * A reading is taken; the same one, to be read again from where it must be.
   *
   * @param follows whether it belongs to the same window as the newest before it
   */
  Reading taken(Reading reading, boolean follows) {
    long needed = from == Long.MAX_VALUE && follows && wasLate() ? newestFrom : from;
    newestFrom = reading.from();
    if (from == Long.MAX_VALUE || reading.time() >= Math.max(highest, highestBefore)) {
      from = Long.MAX_VALUE;
      highest = Long.MIN_VALUE;
      highestRecord = Long.MIN_VALUE;
      highestBefore = Long.MIN_VALUE;
      highestBeforeRecord = Long.MIN_VALUE;
    }
    return reading.readFrom(needed);
  }

  private boolean wasLate() {
    return highest > Long.MIN_VALUE || highestBefore > Long.MIN_VALUE;
  }
}
