package io.stillwater.window;

import io.stillwater.event.Reading;

/**
 * T, the clock of one partition: the highest record timestamp that can be believed.
 *
 * <p>A timestamp up to half of A ahead of T moves it. One that is further ahead moves it when the
 * next record of another key is that far ahead as well, or {@value #ALONE} in a row of the same key
 * are; a record in between that is not ends the doubt. So one device with a wrong clock moves
 * nothing, and a topic that rested for a weekend goes on at its second record. T goes back only
 * when {@value #BEHIND} records in a row are older than T − A: it was wrong itself then.
 *
 * <table>
 * <caption>A is 10 minutes, T is 12:00:00</caption>
 * <tr><th>key</th><td>a</td><td>b</td><td>a</td><td>b</td><td>a</td></tr>
 * <tr><th>record of</th><td>12:00:01</td><td>17:00:01</td><td>12:00:02</td><td>15:00:00</td>
 *   <td>15:00:01</td></tr>
 * <tr><th>T</th><td>12:00:01</td><td>12:00:01</td><td>12:00:02</td><td>12:00:02</td>
 *   <td>15:00:01</td></tr>
 * </table>
 *
 * <p>While nothing is in doubt, all of it is T. Not thread-safe.
 */
final class RecordClock {
  /** Records in a row of one key that are believed without another's. */
  static final int ALONE = 64;

  /** Records in a row after which T goes back. */
  static final int BEHIND = 1024;

  private final long age;
  private long time = Long.MIN_VALUE;
  private long offset = Long.MIN_VALUE; // of the newest record looked at
  private String ahead; // the key whose record is far ahead; null for none
  private int aheadCount;
  private int behindCount;

  /**
   * @param ageMillis A; 0 for no limit, where every timestamp is believed
   */
  RecordClock(long ageMillis) {
    age = ageMillis;
  }

  /** T; {@link Long#MIN_VALUE} before the first record. */
  long time() {
    return time;
  }

  /** The key of the records that were far ahead until now; null for none. */
  String ahead() {
    return ahead;
  }

  /** Whether T is all there is to know. */
  boolean settled() {
    return ahead == null && behindCount == 0;
  }

  /** Sets T. */
  void startAt(long millis) {
    time = millis;
    ahead = null;
    behindCount = 0;
  }

  /** A reading passes; several of one record count once. */
  void pass(Reading reading) {
    if (reading.offset() == offset) {
      return;
    }
    offset = reading.offset();
    long recordTime = reading.recordTime();
    if (time == Long.MIN_VALUE || age == 0) {
      time = Math.max(time, recordTime);
    } else if (recordTime - time > age / 2) {
      behindCount = 0;
      far(reading);
    } else {
      ahead = null;
      behind(recordTime);
      time = Math.max(time, recordTime);
    }
  }

  private void far(Reading reading) {
    boolean same = reading.key().equals(ahead);
    aheadCount = same ? aheadCount + 1 : 1;
    if ((ahead != null && !same) || aheadCount >= ALONE) {
      time = reading.recordTime();
      ahead = null;
    } else {
      ahead = reading.key();
    }
  }

  private void behind(long recordTime) {
    behindCount = recordTime < time - age ? behindCount + 1 : 0;
    if (behindCount == BEHIND) {
      time = recordTime;
      behindCount = 0;
    }
  }
}
