package io.stillwater.source.csv;

import io.stillwater.event.EventTime;
import io.stillwater.source.SourceException;
import io.stillwater.source.csv.field.CsvFields;
import io.stillwater.source.csv.field.DayOrder;
import io.stillwater.source.csv.field.TimeColumn;
import io.stillwater.source.csv.field.TimeSigns;
import io.stillwater.source.csv.field.TimeText;
import io.stillwater.source.table.TableRow;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the times of a file: in which column, in which form, in which order. */
final class TimeFinder {
  /** Times that must fall, and none rise, in a file with its newest row first. */
  private static final int FALLS = 3;

  private final SampleColumns columns;
  private final CsvOptions options;
  private final List<String> names;
  private final TimeColumn pattern; // that somebody gave; null for none

  TimeFinder(SampleColumns columns) {
    this.columns = columns;
    this.options = columns.options();
    this.names = columns.names();
    this.pattern = options.timeFormat() == null ? null : pattern(options);
  }

  private static TimeColumn pattern(CsvOptions options) {
    try {
      return TimeColumn.ofPattern(options.timeFormat(), options.zone());
    } catch (IllegalArgumentException e) {
      throw new SourceException(
          "--time-format "
              + CsvFields.quoted(options.timeFormat())
              + " is no pattern: "
              + e.getMessage()
              + "; expected one such as \"dd.MM.yyyy HH:mm:ss\"",
          new IOException(e));
    }
  }

  /**
   * What was found.
   *
   * @param column its place, or -1
   * @param clock the place of the time of day, where the date stands alone; or -1
   * @param form how they are written; null without a time column
   * @param newestFirst whether times fall from row to row
   */
  record Times(int column, int clock, TimeColumn form, boolean newestFirst) {}

  /**
   * Finds them.
   *
   * @param key the column of the keys, or -1
   */
  Times find(int key) {
    int column = time(key);
    if (column < 0) {
      return new Times(-1, -1, null, false);
    }
    int clock = clock(column);
    TimeColumn form = times(column, clock);
    return new Times(column, clock, form, newestFirst(form, column, clock));
  }

  private int time(int key) {
    if (options.time() != null) {
      return options.time().equals(CsvOptions.NONE)
          ? -1
          : columns.place("time column", options.time());
    }
    for (int i = 0; i < names.size(); i++) {
      String first = columns.first(i);
      boolean likely =
          TimeSigns.named(names.get(i))
              && (text(first) || TimeSigns.likely(names.get(i), columns.bare(i)));
      if (likely && mayBeTime(i, key)) {
        return i;
      }
    }
    return IntStream.range(0, names.size())
        .filter(i -> text(columns.first(i)) && mayBeTime(i, key))
        .findFirst()
        .orElseGet(() -> rising(key));
  }

  /** Whether a field is a time as text, written as somebody said or in another way. */
  private boolean text(String field) {
    return TimeSigns.text(field, options.zone())
        || (pattern != null && pattern.new Reader().millis(field) != EventTime.INVALID);
  }

  /** A first column that can only be a time, whatever it is called; -1 for none. */
  private int rising(int key) {
    int first = key == 0 ? 1 : 0;
    while (first < names.size() && columns.counts(first)) {
      first++;
    }
    boolean time =
        first < names.size()
            && mayBeTime(first, key)
            && TimeSigns.rising(columns.said(first), columns.dialect().numbers());
    return time ? first : -1;
  }

  /** The column of the time of day beside one of dates. */
  private int clock(int time) {
    if (columns.said(time).stream().anyMatch(field -> field.indexOf(':') >= 0)) {
      return -1;
    }
    return IntStream.range(0, names.size())
        .filter(i -> i != time && !columns.said(i).isEmpty())
        .filter(i -> columns.said(i).stream().allMatch(TimeText::clock))
        .findFirst()
        .orElse(-1);
  }

  private boolean mayBeTime(int column, int key) {
    String name = names.get(column);
    boolean channel = options.channels() != null && options.channels().contains(name);
    return column != key && !channel && !options.drop().contains(name);
  }

  private TimeColumn times(int column, int clock) {
    if (pattern != null && !columns.dialect().timed(column)) {
      return pattern;
    }
    String first = columns.first(column);
    TimeColumn times =
        TimeColumn.of(columns.said(column), options.zone(), columns.dialect().numbers());
    if (times == null) {
      throw new SourceException(
          columns.at(columns.row(column))
              + "the time column "
              + names.get(column)
              + " starts with "
              + CsvFields.quoted(first)
              + ": expected "
              + TimeColumn.EXPECTED);
    }
    if (!times.open()) {
      return times;
    }
    TimeText.Order order = ColumnScan.of(columns.file(), columns.dialect(), column, DayOrder::of);
    if (order == null && clock >= 0 && columns.said(clock).stream().anyMatch(TimeText::half)) {
      order = TimeText.Order.MONTH_FIRST;
    }
    if (order == null) {
      throw new SourceException(
          columns.at(columns.row(column))
              + "in the time "
              + CsvFields.quoted(first)
              + " of column "
              + names.get(column)
              + ", and in all that follow, day and month cannot be told apart: say which is"
              + " which, as in --time-format \"dd/MM/yyyy HH:mm:ss\"");
    }
    return times.with(order);
  }

  /**
   * Whether times fall, and never rise, in the first rows: read from the end, as they will be,
   * because an hour that comes twice is told apart in that order only.
   */
  private boolean newestFirst(TimeColumn times, int time, int clock) {
    TimeColumn.Reader reader = times.new Reader();
    List<TableRow> rows = columns.sample().rows();
    long after = Long.MIN_VALUE;
    int falls = 0;
    for (int i = rows.size() - 1; i >= 0; i--) {
      TableRow row = rows.get(i);
      long millis =
          reader.millis(
              columns.field(row, time) + (clock < 0 ? "" : " " + columns.field(row, clock)));
      if (millis != EventTime.INVALID && after != Long.MIN_VALUE) {
        if (millis < after) {
          return false;
        }
        falls += millis > after ? 1 : 0;
      }
      after = millis == EventTime.INVALID ? after : millis;
    }
    return falls >= FALLS;
  }
}
