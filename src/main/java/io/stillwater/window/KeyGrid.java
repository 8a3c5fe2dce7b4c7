package io.stillwater.window;

import io.stillwater.event.Grid;
import io.stillwater.event.Reading;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Puts the measurements of one key on a grid: readings that have some of the channels each become
 * readings of all channels at the moments of the grid.
 *
 * <p>A moment is over when something later comes; its reading has each channel's newest value by
 * then, unless that is older than it holds. While no channel has a value that holds there are no
 * readings. What comes later than its moment counts for the next, if it is the channel's newest.
 *
 * <table>
 * <caption>a step of 10, values hold for 20</caption>
 * <tr><th>time</th><th>comes</th><th>reading</th></tr>
 * <tr><td>3</td><td>flow 1</td><td></td></tr>
 * <tr><td>8</td><td>temp 20</td><td></td></tr>
 * <tr><td>14</td><td>flow 2</td><td>at 10: flow 1, temp 20</td></tr>
 * <tr><td>35</td><td>flow 3</td><td>at 20: flow 2, temp 20; at 30: flow 2</td></tr>
 * </table>
 *
 * <p>A reading is read again from the oldest of what it and the one before it are made of, since
 * who begins to read between the two may make another one of what is late. Not thread-safe.
 */
public final class KeyGrid {
  private final Grid grid;
  private double[] values = {};
  private long[] times = {};
  private long[] froms = {}; // offsets from which to read again
  private long newest = Long.MIN_VALUE; // time
  private long newestAgain = Long.MAX_VALUE; // offset from which to read that again
  private long countedRecord = Long.MAX_VALUE; // timestamp of the last record that counts
  private long countedFrom = Long.MAX_VALUE; // offset from which to read it again
  private long moment; // the next that is not over
  private long began = Long.MAX_VALUE; // offset from which the next reading's moment follows
  private long madeFrom = Long.MAX_VALUE; // offset from which to read the last one made again
  private final Setback setback = new Setback();
  private long dropped;
  private Reading last; // that came since the last reading was made; null for none

  /** Nothing yet. */
  public KeyGrid(Grid grid) {
    this.grid = grid;
  }

  /**
   * Takes what came next; gives the readings of the moments that are over by it, in their order.
   *
   * @return whether it counts: it is the newest of all, or one of its values is its channel's
   *     newest, and may hold still
   */
  public boolean add(Reading came, Consumer<Reading> made) {
    if (newest != Long.MIN_VALUE && came.time() <= newest && !counts(came)) {
      setback.late(newest + grid.holdMillis(), came.recordTime());
      return false;
    }
    Reading reading = setback.taken(came, false);
    if (reading.time() > newest) {
      if (newest == Long.MIN_VALUE) {
        moment = grid.from(reading.time());
        began = reading.from();
      } else {
        over(reading, made);
      }
      newest = reading.time();
      newestAgain = reading.from();
    }
    keep(reading);
    return true;
  }

  private boolean counts(Reading reading) {
    if (reading.time() < newest - grid.holdMillis()) {
      return false;
    }
    double[] came = reading.values();
    int older = 0;
    for (int c = 0; c < came.length; c++) {
      if (!Double.isNaN(came[c])) {
        if (c >= times.length || reading.time() >= times[c]) {
          return true;
        }
        older++;
      }
    }
    dropped += older;
    return false;
  }

  /** Nothing comes any more: the moment at hand is over where something came for it. */
  public void end(Consumer<Reading> made) {
    if (last != null) {
      make(last, made);
    }
  }

  private void over(Reading next, Consumer<Reading> made) {
    while (moment < next.time()) {
      if (!holds(moment)) {
        moment = grid.from(next.time());
        began = Math.min(began, countedFrom);
        return;
      }
      make(next, made);
    }
  }

  private void make(Reading by, Consumer<Reading> made) {
    Reading whole = at(moment, by).readFrom(began);
    made.accept(whole.readFrom(madeFrom));
    madeFrom = whole.from();
    began = Long.MAX_VALUE;
    moment += grid.stepMillis();
    last = null;
  }

  private void keep(Reading reading) {
    double[] came = reading.values();
    if (came.length > values.length) {
      grow(came.length);
    }
    for (int c = 0; c < came.length; c++) {
      if (!Double.isNaN(came[c])) {
        if (reading.time() >= times[c]) {
          values[c] = came[c];
          times[c] = reading.time();
          froms[c] = reading.from();
          last = reading;
        } else {
          dropped++;
        }
      }
    }
    countedRecord = reading.recordTime();
    countedFrom = reading.from();
  }

  private void grow(int channels) {
    int before = values.length;
    values = Arrays.copyOf(values, channels);
    times = Arrays.copyOf(times, channels);
    froms = Arrays.copyOf(froms, channels);
    Arrays.fill(values, before, channels, Double.NaN);
    Arrays.fill(times, before, channels, Long.MIN_VALUE);
  }

  private boolean holds(int channel, long at) {
    return times[channel] != Long.MIN_VALUE && at - times[channel] <= grid.holdMillis();
  }

  private boolean holds(long at) {
    for (int c = 0; c < values.length; c++) {
      if (holds(c, at)) {
        return true;
      }
    }
    return false;
  }

  private Reading at(long time, Reading by) {
    double[] row = new double[values.length];
    long from = by.from();
    for (int c = 0; c < row.length; c++) {
      boolean holds = holds(c, time);
      row[c] = holds ? values[c] : Double.NaN;
      from = holds ? Math.min(from, froms[c]) : from;
    }
    return new Reading(by.key(), time, row, by.recordTime(), by.offset()).readFrom(from);
  }

  /** The offset that reading again must not begin after; {@link Long#MAX_VALUE} for nothing. */
  long neededFrom() {
    long needed = Math.min(Math.min(began, madeFrom), Math.min(newestAgain, countedFrom));
    needed = Math.min(needed, setback.neededFrom());
    for (int c = 0; c < values.length; c++) {
      needed = holds(c, newest) ? Math.min(needed, froms[c]) : needed;
    }
    return needed;
  }

  /** Values that came after a newer one of their channel. */
  public long dropped() {
    return dropped;
  }

  /** The timestamp of the last record that counts; the highest where there is none. */
  long countedRecord() {
    return countedRecord;
  }

  /** Records before that timestamp are too old to be held. */
  void passing(long oldestTime) {
    setback.passing(oldestTime == Long.MIN_VALUE ? oldestTime : oldestTime - grid.holdMillis());
  }

  /** The clock was set back: forgets everything. */
  void clear() {
    if (newest != Long.MIN_VALUE) {
      setback.back(neededFrom(), newest + grid.holdMillis(), countedRecord);
    }
    values = new double[0];
    times = new long[0];
    froms = new long[0];
    newest = Long.MIN_VALUE;
    newestAgain = Long.MAX_VALUE;
    countedRecord = Long.MAX_VALUE;
    countedFrom = Long.MAX_VALUE;
    began = Long.MAX_VALUE;
    madeFrom = Long.MAX_VALUE;
    last = null;
  }
}
