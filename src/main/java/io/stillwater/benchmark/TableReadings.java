package io.stillwater.benchmark;

import io.stillwater.evaluate.Table;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import java.util.Iterator;
import java.util.List;

/** The rows of a table, without its labels. */
public final class TableReadings implements Readings {
  private final Table table;
  private final Iterator<Reading> rows;

  public TableReadings(Table table) {
    this.table = table;
    this.rows = table.rows().iterator();
  }

  @Override
  public List<String> channels() {
    return table.channels();
  }

  @Override
  public boolean timed() {
    return table.timed();
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
