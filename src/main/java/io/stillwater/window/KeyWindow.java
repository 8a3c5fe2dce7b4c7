package io.stillwater.window;

import io.stillwater.event.Reading;
import java.util.List;

/**
 * The newest readings of one key. All of it is a function of the log from {@link #neededFrom} on,
 * so that a restart rebuilds it by reading again.
 *
 * <p>Not thread-safe.
 *
 * @param <M> what the user of the windower keeps beside each key
 */
public final class KeyWindow<M> {
  private final WindowSpec spec;
  private final String key;
  private final M memory;
  private final Reading[] ring; // (length + carry)
  private final KeyClock clock;
  private final KeyGrid grid; // null where readings come whole
  private final long[]
      recentFirst; // (recall) first offset that each of the newest windows needs, newest at
  // recentAt - 1
  private final long[] recentEnd; // (recall) record time of the newest reading of those windows
  private int start;
  private int size;
  private int recentCount;
  private long sinceWindow;
  private int sinceMissing; // readings taken after the newest with a missing value
  private long lowestRecordTime = Long.MAX_VALUE; // at most that of any reading in the ring
  private long seenAt;
  private long seenOffset = Long.MAX_VALUE;
  private long leastNeeded = Long.MIN_VALUE;
  private boolean forgotten;
  private Window window;

  KeyWindow(WindowSpec spec, String key, int recall, M memory) {
    this.spec = spec;
    this.key = key;
    this.memory = memory;
    this.ring = new Reading[spec.length() + spec.carry()];
    this.clock = new KeyClock(spec.leapMillis(), spec.length());
    this.grid = spec.grid().none() ? null : new KeyGrid(spec.grid());
    this.recentFirst = new long[recall];
    this.recentEnd = new long[recall];
  }

  /** The key itself. */
  public String key() {
    return key;
  }

  /** What the user of the windower keeps beside the key. */
  public M memory() {
    return memory;
  }

  /** Readings in the window so far, at most its length. */
  public int rows() {
    return Math.min(size, spec.length());
  }

  /** The partition's highest record time when the key was last seen. */
  public long seenAt() {
    return seenAt;
  }

  /** The window that the newest reading completed; null unless its cut was {@link Cut#COMPLETE}. */
  public Window window() {
    return window;
  }

  /** The newest readings, at most as many as a window has; there must be one. */
  public Window newest() {
    Reading[] rows = copyOfRing();
    return new Window(rows, size - rows());
  }

  /** Below which {@link #neededFrom} is never again. */
  long leastNeeded() {
    return leastNeeded;
  }

  void needs(long least) {
    leastNeeded = least;
  }

  boolean isForgotten() {
    return forgotten;
  }

  void forget() {
    forgotten = true;
  }

  void seen(long highestTime, long offset) {
    seenAt = highestTime;
    seenOffset = offset;
  }

  /** The partition's clock went to where its newest reading is. */
  void seenNow(long highestTime) {
    seenAt = highestTime;
  }

  /** The partition's clock went back. */
  void seenAtMost(long highestTime) {
    seenAt = Math.min(seenAt, highestTime);
  }

  /** Takes the next reading, and tells what became of it and of the one that waited for it. */
  void arrive(Reading reading, long oldestTime, Windower.Outcome<M> outcome) {
    clock.next(reading, new Judging(oldestTime, outcome));
  }

  /** Nothing comes any more. */
  void end(long oldestTime, Windower.Outcome<M> outcome) {
    Judging judging = new Judging(oldestTime, outcome);
    clock.end(judging);
    if (grid != null) {
      grid.end(whole -> judging.tell(whole, add(whole, oldestTime)));
    }
  }

  private final class Judging implements KeyClock.Judged {
    private final long oldestTime;
    private final Windower.Outcome<M> outcome;

    Judging(long oldestTime, Windower.Outcome<M> outcome) {
      this.oldestTime = oldestTime;
      this.outcome = outcome;
    }

    @Override
    public boolean take(Reading reading) {
      long from = size == 0 ? Long.MAX_VALUE : last().from();
      evict(oldestTime);
      if (size == 0 && (grid == null || grid.newestRecord() < oldestTime)) {
        from = grid == null ? from : Math.min(from, grid.clear());
        clock.emptied(from, this);
        evict(oldestTime);
      }
      if (grid == null) {
        return tell(reading, add(reading, oldestTime));
      }
      boolean kept = grid.add(reading, whole -> tell(whole, add(whole, oldestTime)));
      return kept || tell(reading, Cut.LATE);
    }

    private boolean tell(Reading reading, Cut cut) {
      outcome.came(KeyWindow.this, reading, cut);
      return cut != Cut.LATE;
    }

    @Override
    public void hold(Reading reading) {
      outcome.came(KeyWindow.this, reading, Cut.HELD);
    }

    @Override
    public void setAside(Reading reading) {
      outcome.came(KeyWindow.this, reading, Cut.ASIDE);
    }

    @Override
    public void goBack(List<Reading> readings) {
      size = 0;
      sinceMissing = 0;
      if (grid != null) {
        grid.clear();
      }
      for (Reading reading : readings) {
        if (grid == null) {
          append(reading);
        } else {
          grid.add(reading, whole -> tell(whole, add(whole, oldestTime)));
        }
        outcome.came(KeyWindow.this, reading, Cut.BACK);
      }
    }
  }

  Cut add(Reading reading, long oldestTime) {
    window = null;
    evict(oldestTime);
    Reading newest = size == 0 ? null : last();
    if (newest != null && late(reading, newest)) {
      return Cut.LATE;
    }
    boolean newCell = newCell(reading, newest);
    if (newest != null && tooFar(newest, reading)) {
      size = 0;
    }
    append(reading);
    if (size < spec.length()) {
      return Cut.WARMING;
    }
    if (!newCell) {
      return Cut.SAME_CELL;
    }
    sinceWindow = 0;
    Window completed = new Window(copyOfRing(), size - spec.length());
    if (sinceMissing < size && completed.longestCarry() > spec.carry()) {
      return Cut.MISSING;
    }
    window = completed;
    remember(completed.neededFrom(), newest, reading.recordTime());
    return Cut.COMPLETE;
  }

  /**
   * The newest row that is too old goes, and all before it: what stays depends on nothing that
   * went.
   */
  private void evict(long oldestTime) {
    if (lowestRecordTime >= oldestTime) {
      return;
    }
    lowestRecordTime = Long.MAX_VALUE;
    for (int i = size - 1; i >= 0; i--) {
      long recordTime = ring[(start + i) % ring.length].recordTime();
      if (recordTime < oldestTime) {
        start = (start + i + 1) % ring.length;
        size -= i + 1;
        return;
      }
      lowestRecordTime = Math.min(lowestRecordTime, recordTime);
    }
  }

  /** Where every clock is believed, one that is behind by more than A was set back. */
  private boolean late(Reading reading, Reading newest) {
    long behind = newest.time() - reading.time();
    boolean setBack = spec.leapMillis() == 0 && spec.ageMillis() > 0 && behind > spec.ageMillis();
    return behind > 0 && !setBack;
  }

  private boolean tooFar(Reading newest, Reading reading) {
    return spec.gapMillis() > 0 && reading.time() - newest.time() > spec.gapMillis();
  }

  /**
   * A timed stride compares with the reading before. Without one nobody can tell, so the first
   * reading of a key begins no cell: a rebuild that starts in the middle of a cell then agrees with
   * the first run.
   */
  private boolean newCell(Reading reading, Reading newest) {
    sinceWindow++;
    Stride stride = spec.stride();
    if (!stride.timed()) {
      return sinceWindow >= stride.amount();
    }
    return newest != null
        && Math.floorDiv(reading.time(), stride.amount())
            != Math.floorDiv(newest.time(), stride.amount());
  }

  private void append(Reading reading) {
    if (size == ring.length) {
      start = (start + 1) % ring.length;
      size--;
    }
    ring[(start + size) % ring.length] = reading.sharing(key);
    size++;
    sinceMissing = isMissingAny(reading.values()) ? 0 : sinceMissing + 1;
    lowestRecordTime = Math.min(lowestRecordTime, reading.recordTime());
  }

  private static boolean isMissingAny(double[] values) {
    for (double value : values) {
      if (Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  private Reading last() {
    return ring[(start + size - 1) % ring.length];
  }

  private Reading[] copyOfRing() {
    Reading[] rows = new Reading[size];
    int untilEnd = Math.min(size, ring.length - start);
    System.arraycopy(ring, start, rows, 0, untilEnd);
    System.arraycopy(ring, 0, rows, untilEnd, size - untilEnd);
    return rows;
  }

  /** The reading before the window's last decides whether a cell is new, so it is needed too. */
  private void remember(long first, Reading before, long recordTime) {
    if (recentFirst.length == 0) {
      return;
    }
    if (recentCount == recentFirst.length) {
      recentCount--;
      System.arraycopy(recentFirst, 1, recentFirst, 0, recentCount);
      System.arraycopy(recentEnd, 1, recentEnd, 0, recentCount);
    }
    recentFirst[recentCount] = before == null ? first : Math.min(first, before.from());
    recentEnd[recentCount] = recordTime;
    recentCount++;
  }

  /**
   * The first offset from which reading again brings this key back as it is: its rows, and its
   * newest windows that end no more than A below the highest record time. {@link Long#MAX_VALUE} if
   * it holds nothing.
   */
  long neededFrom(long oldestTime) {
    long needed = Math.min(size == 0 ? seenOffset : ring[start].from(), clock.neededFrom());
    needed = grid == null ? needed : Math.min(needed, grid.neededFrom());
    for (int i = 0; i < recentCount; i++) {
      if (recentEnd[i] >= oldestTime) {
        return Math.min(needed, recentFirst[i]);
      }
    }
    return needed;
  }
}
