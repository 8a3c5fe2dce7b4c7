package io.stillwater.cli;

import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import java.util.List;
import java.util.Map;

/** Readings that pass through; subclasses change what they must. */
abstract class WrappedReadings implements Readings {
  private final Readings readings;

  WrappedReadings(Readings readings) {
    this.readings = readings;
  }

  @Override
  public List<String> channels() {
    return readings.channels();
  }

  @Override
  public Map<String, String> units() {
    return readings.units();
  }

  @Override
  public boolean timed() {
    return readings.timed();
  }

  @Override
  public double progress() {
    return readings.progress();
  }

  @Override
  public boolean hasNext() {
    return readings.hasNext();
  }

  @Override
  public Reading next() {
    return readings.next();
  }

  @Override
  public void close() {
    readings.close();
  }
}
