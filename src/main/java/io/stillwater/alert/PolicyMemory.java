package io.stillwater.alert;

import io.stillwater.detect.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * What a key's newest windows were. Holds the last n only, so that judging those n windows again
 * brings it back; whatever is asked of it is worked out from them and from what the asker
 * remembers. Not thread-safe.
 */
public final class PolicyMemory {
  private final int most;
  private final Deque<Judged> windows = new ArrayDeque<>(); // oldest first

  /**
   * One window.
   *
   * @param beyond the threshold
   * @param calm whether its newest readings are known to be calm
   * @param rare whether its newest readings alone are beyond, or not judged
   * @param first offset of its oldest reading
   * @param recordTime of its newest reading
   * @param time event time of that
   * @param leader the channel with the largest error in the newest readings; 0 where it is within
   *     the threshold, since nobody asks then
   */
  private record Judged(
      boolean beyond,
      boolean calm,
      boolean rare,
      long first,
      long recordTime,
      long time,
      int leader) {
    static Judged of(Verdict verdict) {
      boolean judged = verdict.newest() != null;
      return new Judged(
          verdict.beyond(),
          judged && verdict.newest().calm(),
          !judged || verdict.newest().beyond(),
          verdict.window().row(0).offset(),
          verdict.window().last().recordTime(),
          verdict.window().endTime(),
          verdict.beyond() ? leader(verdict.error().present()) : 0);
    }

    private static int leader(double[] errors) {
      int leader = 0;
      for (int c = 1; c < errors.length; c++) {
        leader = errors[c] > errors[leader] ? c : leader;
      }
      return leader;
    }

    /** Whether it may open an episode: what holds readings of an old one needs more. */
    boolean opens(long mark) {
      return beyond && (first > mark || rare);
    }

    boolean quiet(long mark) {
      return !beyond || (calm && first <= mark);
    }
  }

  /** A memory of {@code n} windows. */
  public PolicyMemory(int n) {
    most = n;
  }

  /** Remembers one more window. */
  public void push(Verdict verdict) {
    if (windows.size() == most) {
      windows.removeFirst();
    }
    windows.addLast(Judged.of(verdict));
  }

  /** Whether the newest window may open an episode. */
  boolean newestOpens(long mark) {
    return !windows.isEmpty() && windows.getLast().opens(mark);
  }

  /**
   * How many of the remembered windows may open an episode.
   *
   * @param oldest windows that ended before this record time are left out
   * @param mark up to where readings belong to an episode that is over
   */
  public int opening(long oldest, long mark) {
    return (int) windows.stream().filter(w -> w.recordTime() >= oldest && w.opens(mark)).count();
  }

  /**
   * How many of the remembered windows are not quiet.
   *
   * @param mark up to where readings belong to what is known of the episode
   */
  int restless(long oldest, long mark) {
    return (int) windows.stream().filter(w -> w.recordTime() >= oldest && !w.quiet(mark)).count();
  }

  /**
   * How many of them that ended later than some event time are led by a channel that nobody told
   * of.
   */
  int led(long oldest, long mark, long after, Set<Integer> told) {
    return (int)
        windows.stream()
            .filter(w -> w.recordTime() >= oldest && w.time() > after && !w.quiet(mark))
            .filter(w -> !told.contains(w.leader()))
            .count();
  }

  /** Whether a remembered window holds readings up to the mark. */
  public boolean holds(long oldest, long mark) {
    return windows.stream().anyMatch(w -> w.recordTime() >= oldest && w.first() <= mark);
  }
}
