package io.stillwater.kafka;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The time, for this package; nobody else here asks the machine for it.
 *
 * @param ticks nanoseconds that never go back, from any beginning
 * @param time milliseconds since the epoch
 */
record KafkaClock(LongSupplier ticks, LongSupplier time) {
  /** That of the machine. */
  static final KafkaClock SYSTEM = new KafkaClock(System::nanoTime, System::currentTimeMillis);

  /** Nanoseconds, to measure by. */
  long nanos() {
    return ticks.getAsLong();
  }

  /** Returns at that nanosecond, or when the thread is interrupted. */
  void await(long nanos) {
    for (long left = nanos - nanos(); left > 0; left = nanos - nanos()) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      LockSupport.parkNanos(left);
    }
  }
}
