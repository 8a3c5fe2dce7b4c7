package io.stillwater.stream.output;

import java.util.EnumMap;
import java.util.Map;

/**
 * Totals of what was committed. Safe for use by several threads; a snapshot is always of one
 * commit.
 */
public final class FlowCounters {
  private final Map<Count, Long> totals = new EnumMap<>(Count.class);

  /** All totals at zero. */
  public FlowCounters() {
    for (Count count : Count.values()) {
      totals.put(count, 0L);
    }
  }

  /** Adds what one commit counted. */
  public synchronized void add(Map<Count, Long> counts) {
    counts.forEach((count, amount) -> totals.merge(count, amount, Long::sum));
  }

  /** One total. */
  public synchronized long get(Count count) {
    return totals.get(count);
  }

  /** All totals at one commit. */
  public synchronized Map<Count, Long> snapshot() {
    return new EnumMap<>(totals);
  }
}
