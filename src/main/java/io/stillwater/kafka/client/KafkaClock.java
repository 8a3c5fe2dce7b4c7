package io.stillwater.kafka.client;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The time, for all that speaks to Kafka; nobody else there asks the machine for it.
 *
 * @param ticks nanoseconds that never go back, from any beginning
 * @param time milliseconds since the epoch
 */
public record KafkaClock(LongSupplier ticks, LongSupplier time) {
  /** That of the machine. */
  public static final KafkaClock SYSTEM =
      new KafkaClock(System::nanoTime, System::currentTimeMillis);

  /** Nanoseconds, to measure by. */
  public long nanos() {
    return ticks.getAsLong();
  }

  /** Returns at that nanosecond, or when the thread is interrupted. */
  public void await(long nanos) {
    for (long left = nanos - nanos(); left > 0; left = nanos - nanos()) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      LockSupport.parkNanos(left);
    }
  }
}
