package io.stillwater.cli.demo;

import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.kafka.ReadingWriter;
import java.io.IOException;

/** Readings of sensors, at their event times. Closes its writer; the readings are their owner's. */
final class ReadingOutlet implements Outlet {
  private final Readings readings;
  private final ReadingWriter writer;

  ReadingOutlet(Readings readings, ReadingWriter writer) {
    this.readings = readings;
    this.writer = writer;
  }

  @Override
  public boolean hasNext() {
    return readings.hasNext();
  }

  @Override
  public void send() throws IOException {
    Reading reading = readings.next();
    writer.send(reading, readings.channels(), readings.timed(), ReadingWriter.Stamp.EVENT_TIME);
  }

  @Override
  public void flush() throws IOException {
    writer.flush();
  }

  @Override
  public void close() {
    writer.close();
  }
}
