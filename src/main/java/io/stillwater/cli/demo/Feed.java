package io.stillwater.cli.demo;

import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.kafka.ReadingWriter;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends readings to the demo's topic, so many a second, in a thread of its own. {@link #stop} may
 * be called by any thread.
 */
final class Feed implements Runnable {
  private final Readings readings;
  private final ReadingWriter writer;
  private final Pace pace;
  private final AtomicLong sent = new AtomicLong();
  private volatile IOException failure;

  /**
   * @param readings in the order in which they are sent; closed by their owner
   * @param writer to the topic; closed by its owner
   * @param perSecond how many a second
   */
  Feed(Readings readings, ReadingWriter writer, double perSecond) {
    this.readings = readings;
    this.writer = writer;
    this.pace = new Pace(perSecond);
  }

  @Override
  public void run() {
    try {
      while (readings.hasNext() && pace.next()) {
        Reading reading = readings.next();
        writer.send(reading, readings.channels(), readings.timed(), ReadingWriter.Stamp.EVENT_TIME);
        sent.incrementAndGet();
      }
      writer.flush();
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

  /** Readings sent so far; the broker has them all once {@link #run} has returned. */
  long sent() {
    return sent.get();
  }

  /** Why sending ended early; null if it did not. */
  IOException failure() {
    return failure;
  }
}
