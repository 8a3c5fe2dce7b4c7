package io.stillwater.cli.demo;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends records to the demo's topic, so many a second, in a thread of its own. {@link #stop} may be
 * called by any thread.
 */
final class Feed implements Runnable {
  private final Outlet outlet;
  private final Pace pace;
  private final AtomicLong sent = new AtomicLong();
  private volatile IOException failure;

  /**
   * @param outlet what is sent; closed by its owner
   * @param perSecond how many a second
   */
  Feed(Outlet outlet, double perSecond) {
    this.outlet = outlet;
    this.pace = new Pace(perSecond);
  }

  @Override
  public void run() {
    try {
      while (outlet.hasNext() && pace.next()) {
        outlet.send();
        sent.incrementAndGet();
      }
      outlet.flush();
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends {@link #run} soon. */
  void stop() {
    pace.stop();
  }

  /** Records sent so far; the broker has them all once {@link #run} has returned. */
  long sent() {
    return sent.get();
  }

  /** Why sending ended early; null if it did not. */
  IOException failure() {
    return failure;
  }
}
