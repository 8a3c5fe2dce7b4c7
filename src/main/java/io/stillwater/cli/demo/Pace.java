package io.stillwater.cli.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until it is time for the next step, or until it is told to stop. */
final class Pace {
  private final long nanosBetween;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private long begin;
  private long steps;

  /** {@code perSecond} steps a second from the first on; what was slow is caught up. */
  Pace(double perSecond) {
    this.nanosBetween = Math.round(1e9 / perSecond);
  }

  /** Waits for the next step; false once it is to stop. One thread. */
  boolean next() throws InterruptedException {
    if (steps == 0) {
      begin = System.nanoTime();
    }
    long due = begin + steps++ * nanosBetween;
    return !stopped.await(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  /** Ends all waiting, now and later. */
  void stop() {
    stopped.countDown();
  }
}
