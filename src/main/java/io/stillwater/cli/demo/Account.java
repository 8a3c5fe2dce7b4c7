package io.stillwater.cli.demo;

import io.stillwater.stream.output.Count;
import java.util.EnumMap;
import java.util.Map;

/**
 * What came of a demo.
 *
 * @param seconds it ran, from the first reading to the last
 * @param produced readings that the broker acknowledged
 * @param counts what the detector counted
 * @param alerts messages read back from the alerts topic
 * @param firstAlertSeconds from the start of the process to the first alert; NaN if there was none
 * @param falseAlarms episodes that no fault explains
 */
record Account(
    double seconds,
    long produced,
    Map<Count, Long> counts,
    int alerts,
    double firstAlertSeconds,
    int falseAlarms) {
  Account {
    Map<Count, Long> all = new EnumMap<>(Count.class);
    for (Count count : Count.values()) {
      all.put(count, counts.getOrDefault(count, 0L));
    }
    counts = Map.copyOf(all);
  }

  long get(Count count) {
    return counts.get(count);
  }

  /** Readings that were sent and not received, and windows without a fate. */
  long lost() {
    return Math.abs(produced - get(Count.RECEIVED))
        + Math.abs(get(Count.RECEIVED) - get(Count.DECODED) - get(Count.UNDECODABLE))
        + Math.abs(get(Count.WINDOWS) - get(Count.SCORED) - get(Count.SKIPPED))
        + Math.abs(get(Count.ALERTS) - alerts);
  }
}
