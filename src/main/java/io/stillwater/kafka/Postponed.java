package io.stillwater.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Partitions whose next record points to something that cannot be had now, and when each is tried
 * again: after 1, 2, 4, … seconds, at most 30. Not thread-safe.
 */
final class Postponed {
  private static final long FIRST = 1_000;
  private static final long LONGEST = 30_000;

  private record Wait(long offset, long pause, long until, String why) {}

  private final Map<Integer, Wait> waits = new TreeMap<>();
  private final Map<Integer, Wait> tried = new TreeMap<>();

  /**
   * Adds a partition, or its next wait.
   *
   * @param now in milliseconds, of any clock that never goes back
   */
  void add(int partition, long offset, long now, String why) {
    Wait before = tried.remove(partition);
    boolean again = before != null && before.offset() == offset;
    long pause = again ? Math.min(LONGEST, 2 * before.pause()) : FIRST;
    waits.put(partition, new Wait(offset, pause, now + pause, why));
  }

  /** Whether the partition waits. */
  boolean contains(int partition) {
    return waits.containsKey(partition);
  }

  /** Takes out the partitions that are to be tried again. */
  List<Integer> due(long now) {
    List<Integer> due = new ArrayList<>();
    waits.forEach(
        (partition, wait) -> {
          if (wait.until() <= now) {
            due.add(partition);
          }
        });
    due.forEach(partition -> tried.put(partition, waits.remove(partition)));
    return due;
  }

  /** A record of the partition was taken. */
  void taken(int partition) {
    tried.remove(partition);
  }

  /** The partitions are no longer ours, or begin anew. */
  void drop(Collection<Integer> partitions) {
    waits.keySet().removeAll(partitions);
    tried.keySet().removeAll(partitions);
  }

  /** What is waited for, in words; empty for nothing. */
  String sentence() {
    List<String> parts = new ArrayList<>();
    Map<Integer, Wait> all = new TreeMap<>(tried);
    all.putAll(waits);
    all.forEach(
        (partition, wait) ->
            parts.add(
                "partition "
                    + partition
                    + " waits at offset "
                    + wait.offset()
                    + ": "
                    + wait.why()));
    return String.join("; ", parts);
  }
}
