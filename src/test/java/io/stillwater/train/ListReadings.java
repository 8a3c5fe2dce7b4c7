package io.stillwater.train;

import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import java.util.Iterator;
import java.util.List;

/** Readings from a list. */
public final class ListReadings implements Readings {
  private final List<String> channels;
  private final boolean timed;
  private final Iterator<Reading> rows;

  public ListReadings(List<String> channels, boolean timed, List<Reading> rows) {
    this.channels = channels;
    this.timed = timed;
    this.rows = rows.iterator();
  }

  @Override
  public List<String> channels() {
    return channels;
  }

  @Override
  public boolean timed() {
    return timed;
  }

  @Override
  public double progress() {
    return Double.NaN;
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public Reading next() {
    return rows.next();
  }

  @Override
  public void close() {}
}
