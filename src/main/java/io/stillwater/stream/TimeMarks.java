package io.stillwater.stream;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the highest record timestamp was at some offsets of the past, so that a rebuild starts with
 * the very T that the first run had there. Keeps a mark for every 1/64 of A, so a rebuild reads at
 * most that much more than it needs. Not thread-safe.
 */
final class TimeMarks {
  private static final long OFFSETS_BETWEEN = 4096;
  private static final int MOST = 4096;

  /** T before the record at {@code offset}. */
  record Mark(long offset, long highestTime) {}

  private final long step;
  private final Deque<Mark> marks = new ArrayDeque<>();

  TimeMarks(long ageMillis, Mark first) {
    step = Math.max(1, ageMillis / 64);
    marks.add(first);
  }

  /** To be called before each record is taken. */
  void passing(long offset, long highestTime) {
    Mark last = marks.getLast();
    boolean due =
        last.highestTime() == Long.MIN_VALUE
            || highestTime - last.highestTime() >= step
            || highestTime < last.highestTime()
            || offset - last.offset() >= OFFSETS_BETWEEN;
    if (due && offset > last.offset() && highestTime != Long.MIN_VALUE) {
      if (marks.size() >= MOST) {
        thin();
      }
      marks.addLast(new Mark(offset, highestTime));
    }
  }

  /**
   * The newest mark at or before that offset; marks before it are dropped, since what is needed
   * never moves back.
   */
  Mark at(long offset) {
    Mark found = marks.getFirst();
    while (!marks.isEmpty() && marks.getFirst().offset() <= offset) {
      found = marks.removeFirst();
    }
    marks.addFirst(found);
    return found;
  }

  private void thin() {
    Deque<Mark> kept = new ArrayDeque<>();
    boolean keep = true;
    for (Mark mark : marks) {
      if (keep) {
        kept.addLast(mark);
      }
      keep = !keep;
    }
    marks.clear();
    marks.addAll(kept);
  }
}
