package io.stillwater.kafka;

import io.stillwater.stream.output.Count;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * The share of unusable records among the newest ones, over at least {@code horizon} records once
 * there are so many.
 *
 * <p>With a horizon of 1000: batches of (900, 0 unusable), (200, 100), (950, 0) give 0, 100/1100
 * and, as the first batch is no longer needed, 100/1150.
 */
final class PoisonGauge {
  private record Batch(long records, long poison) {}

  private final long horizon;
  private final long enough;
  private final double limit;
  private final Deque<Batch> batches = new ArrayDeque<>();
  private long records;
  private long poison;

  /**
   * @param horizon how many records to look back
   * @param enough below so many records nothing is said
   * @param limit the share that may not be exceeded
   */
  PoisonGauge(long horizon, long enough, double limit) {
    this.horizon = horizon;
    this.enough = enough;
    this.limit = limit;
  }

  /** Takes what a batch counted. */
  void add(Map<Count, Long> counts) {
    add(counts.getOrDefault(Count.RECEIVED, 0L), counts.getOrDefault(Count.UNDECODABLE, 0L));
  }

  /** Takes a batch. */
  void add(long batchRecords, long batchPoison) {
    batches.addLast(new Batch(batchRecords, batchPoison));
    records += batchRecords;
    poison += batchPoison;
    while (records - batches.getFirst().records() >= horizon) {
      Batch old = batches.removeFirst();
      records -= old.records();
      poison -= old.poison();
    }
  }

  double share() {
    return records == 0 ? 0 : (double) poison / records;
  }

  long records() {
    return records;
  }

  boolean tripped() {
    return records >= enough && share() > limit;
  }
}
