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
  /**
   * By what all keys are cut.
   *
   * @param recall how many of each key's newest windows must come back after a restart
   * @param learnsSteps whether keys' usual steps are learnt from them, and not in the spec
   */
  record Cutting(WindowSpec spec, int recall, boolean learnsSteps) {}

  /**
   * What a key's clock waits for.
   *
   * @param newestTime event time of whatever came last
   * @param late the readings behind the newest that may be its course; oldest first
   * @param held the reading that waits for the next; null for none
   */
  public record Waiting(long newestTime, List<Reading> late, Reading held) {
    /** For a key from which nothing came. */
    public static final Waiting NOTHING = new Waiting(Long.MIN_VALUE, List.of(), null);

    public Waiting {
      late = List.copyOf(late);
    }
  }

  private final WindowSpec spec;
  private final String key;
  private final M memory;
  private final TakenRows rows; // (length + carry)
  private final KeyClock clock;
  private final Setback setback = new Setback();
  private final KeyGrid grid; // null where readings come whole
  private final RecentWindows recent;
  private long sinceWindow;
  private long seenAt;
  private long seenOffset = Long.MAX_VALUE;
  private long leastNeeded = Long.MIN_VALUE;
  private boolean forgotten;
  private Window window;

  KeyWindow(Cutting cutting, String key, M memory) {
    this.spec = cutting.spec();
    this.key = key;
    this.memory = memory;
    this.rows = new TakenRows(key, spec.length() + spec.carry());
    Leap leap = cutting.learnsSteps() ? Leap.learnt(rows) : Leap.of(spec.leapMillis());
    this.clock = new KeyClock(leap, spec.length());
    this.grid = spec.grid().none() ? null : new KeyGrid(spec.grid());
    this.recent = new RecentWindows(cutting.recall());
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
    return Math.min(rows.size(), spec.length());
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
    return new Window(rows.copy(), rows.size() - rows());
  }

  /** What its clock waits for. */
  public Waiting waiting() {
    return clock.waiting();
  }

  void waits(Waiting waiting) {
    clock.restore(waiting);
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
      forgetOld();
      if (grid == null) {
        return tell(reading, add(reading, oldestTime));
      }
      boolean kept = grid.add(reading, whole -> tell(whole, add(whole, oldestTime)));
      return kept || tell(reading, Cut.LATE);
    }

    /** Where nothing is left that is young enough, the late readings are its newest. */
    private void forgetOld() {
      Reading newest = rows.last();
      setback.passing(oldestTime);
      rows.evict(oldestTime);
      if (grid != null) {
        grid.passing(oldestTime);
        if (grid.countedRecord() < oldestTime) {
          rows.clear();
          grid.clear();
          clock.emptied(this);
        }
      } else if (rows.size() == 0) {
        if (newest != null) {
          back(newest);
        }
        clock.emptied(this);
      }
      rows.evict(oldestTime);
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
      if (rows.size() > 0) {
        back(rows.last());
      }
      rows.clear();
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
    rows.evict(oldestTime);
    Reading newest = rows.last();
    if (newest != null && late(reading, newest)) {
      setback.late(reading.time(), reading.recordTime());
      return Cut.LATE;
    }
    if (newest != null && reading.time() < newest.time()) {
      back(newest);
    }
    boolean newCell = newCell(reading, newest);
    if (newest != null && tooFar(newest, reading)) {
      rows.beginAnew();
    }
    append(reading);
    if (rows.size() < spec.length()) {
      return Cut.WARMING;
    }
    if (!newCell) {
      return Cut.SAME_CELL;
    }
    sinceWindow = 0;
    Window completed = new Window(rows.copy(), rows.size() - spec.length());
    if (rows.lackAny() && completed.longestCarry() > spec.carry()) {
      return Cut.MISSING;
    }
    window = completed;
    long first = completed.neededFrom(); // what came before it decides whether a cell is new
    recent.add(newest == null ? first : Math.min(first, newest.from()), reading.recordTime());
    return Cut.COMPLETE;
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

  private void back(Reading newest) {
    setback.back(newest.from(), newest.time(), newest.recordTime());
  }

  private void append(Reading reading) {
    rows.append(setback.taken(reading, rows.size() > 0));
  }

  /**
   * The first offset from which reading again brings this key back as it is: its rows, and its
   * newest windows that end no more than A below the highest record time. {@link Long#MAX_VALUE} if
   * it holds nothing.
   */
  long neededFrom(long oldestTime) {
    long needed = rows.size() == 0 ? seenOffset : rows.first().from();
    needed = Math.min(needed, Math.min(clock.neededFrom(), setback.neededFrom()));
    needed = grid == null ? needed : Math.min(needed, grid.neededFrom());
    return Math.min(needed, recent.neededFrom(oldestTime));
  }
}
