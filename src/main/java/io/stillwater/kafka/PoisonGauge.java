package io.stillwater.kafka;

import io.stillwater.stream.output.Count;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * The share of unusable records among the newest ones, over at least 1,000 records once there are
 * so many.
 *
 * <p>Batches of (900, 0 unusable), (200, 100), (950, 0) give 0, 100/1100 and, as the first batch is
 * no longer needed, 100/1150.
 */
final class PoisonGauge {
  private record Batch(long records, long poison) {}

  private static final long HORIZON = 1_000;

  /** Below so many records nothing is said. */
  private static final long ENOUGH = 100;

  private final double limit;
  private final Deque<Batch> batches = new ArrayDeque<>();
  private long records;
  private long poison;

  /**
   * @param limit the share that may not be exceeded
   */
  PoisonGauge(double limit) {
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
    while (records - batches.getFirst().records() >= HORIZON) {
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
    return records >= ENOUGH && share() > limit;
  }
}
