package io.stillwater.source.csv;

import io.stillwater.event.EventTime;
import io.stillwater.event.json.ReadingDecoder;
import io.stillwater.source.SourceException;
import io.stillwater.source.csv.field.CsvFields;
import io.stillwater.source.csv.field.TimeColumn;
import io.stillwater.source.csv.text.CsvText;
import io.stillwater.source.table.TableRow;
import io.stillwater.source.table.TableRows;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** One open file, row by row. Not thread-safe. */
final class CsvFile implements Closeable {
  /** Rows of a file with its newest row first. */
  private static final int MOST_IN_MEMORY = 2_000_000;

  private final Path file;
  private final CsvLayout layout;
  private final TableRows rows;
  private final Words words;
  private final TimeColumn.Reader times; // null without a time column
  private long line;
  private long read; // rows
  private long bad; // values whose quality is not good
  private TableRow record;

  CsvFile(CsvLayout layout) {
    this.file = layout.file();
    this.layout = layout;
    this.words = new Words(layout);
    this.times = layout.times() == null ? null : layout.times().new Reader();
    TableRows all = layout.dialect().open(file, layout.wanted());
    this.rows = layout.newestFirst() ? fromTheEnd(all) : all;
  }

  /** All rows in memory, the last first. */
  private TableRows fromTheEnd(TableRows rows) {
    Deque<TableRow> all = new ArrayDeque<>();
    try (rows) {
      for (TableRow row = rows.next(); row != null; row = rows.next()) {
        all.push(row);
        if (all.size() > MOST_IN_MEMORY) {
          throw new SourceException(
              file
                  + " has its newest row first, and more rows than can be turned around ("
                  + MOST_IN_MEMORY
                  + "): sort it by time first");
        }
      }
    } catch (IOException | RuntimeException e) {
      throw CsvText.failed(file, line, e);
    }
    long bytes = rows.bytesRead();
    return new TableRows() {
      @Override
      public TableRow next() {
        return all.poll();
      }

      @Override
      public long bytesRead() {
        return bytes;
      }

      @Override
      public void close() {
        all.clear();
      }
    };
  }

  /** Goes to the next row; false at the end. */
  boolean next() {
    try {
      do {
        record = rows.next();
        if (record == null) {
          words.requireFew();
          return false;
        }
      } while (comment());
    } catch (IOException | RuntimeException e) {
      throw CsvText.failed(file, line, e);
    }
    line = record.line();
    read++;
    if (record.fields() != layout.names().size() && !endsEmpty()) {
      throw new SourceException(
          at()
              + "there are "
              + record.fields()
              + " fields: expected "
              + layout.names().size()
              + (layout.headerLine() > 0 ? ", as in line " + layout.headerLine() : "")
              + "; mend or remove the line");
    }
    return true;
  }

  /** Whether it is a comment; one that looks like values is refused, so that none is lost. */
  private boolean comment() {
    if (record.comment() && Dialect.errorFirst("#" + record.field(0))) {
      line = record.line();
      throw new SourceException(
          at()
              + CsvFields.quoted("#" + record.field(0))
              + " begins like a comment, as other lines of the file, and like a missing value: take"
              + " the comments out, or write the value as another word, said by --missing");
    }
    return record.comment();
  }

  /** Whether there is one delimiter too many, or too few, at the end of the row. */
  private boolean endsEmpty() {
    int more = record.fields() - layout.names().size();
    return more == 1
        ? record.field(record.fields() - 1).isBlank()
        : more == -1 && layout.mayEndEarly();
  }

  /** The number of the current row, from 0. */
  long row() {
    return read - 1;
  }

  long bytesRead() {
    return rows.bytesRead();
  }

  /** The time of the current row in milliseconds; the row number without a time column. */
  long time() {
    if (times == null) {
      return row();
    }
    String clock = layout.clockColumn() < 0 ? "" : " " + field(layout.clockColumn());
    String field = field(layout.timeColumn()) + clock;
    long millis = times.millis(field);
    if (millis == EventTime.INVALID) {
      throw new SourceException(
          at()
              + "the time is "
              + CsvFields.quoted(field)
              + ": expected the form of the first row, "
              + TimeColumn.EXPECTED);
    }
    if (millis < 0 || millis > EventTime.MAX) {
      throw new SourceException(
          at() + "the time " + CsvFields.quoted(field) + " is before 1970 or after 9999");
    }
    return millis;
  }

  /** The field of the key column in the current row. */
  String key() {
    String key = field(layout.keyColumn());
    if (key.isEmpty() || key.length() > ReadingDecoder.MAX_KEY) {
      throw new SourceException(
          at()
              + "the key has "
              + key.length()
              + " characters: expected 1 to "
              + ReadingDecoder.MAX_KEY);
    }
    return key;
  }

  /** The values (channels) of the current row; NaN where there is none. */
  double[] values() {
    if (layout.tags() != null) {
      return measurement(layout.tags());
    }
    double[] values = new double[layout.places().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i);
    }
    return values;
  }

  /** The one value of a row that names its channel. */
  private double[] measurement(LongForm form) {
    double[] values = new double[form.tags().size()];
    Arrays.fill(values, Double.NaN);
    Integer place = form.places().get(field(form.tagColumn()));
    boolean good = form.qualityColumn() < 0 || LongForm.good(field(form.qualityColumn()));
    bad += good ? 0 : 1;
    if (place != null && good) {
      values[place] = value(0);
    }
    return values;
  }

  private double value(int place) {
    int column = layout.places().get(place);
    if (record.numeric(column)) {
      double number = layout.options().said(record.number(column));
      words.value(place, number);
      return number;
    }
    String field = layout.options().said(field(column));
    try {
      double value = layout.forms().get(place).value(field);
      words.value(place, value);
      return value;
    } catch (NumberFormatException e) {
      words.word(place, line, field);
      return Double.NaN;
    }
  }

  /** What a person should know of the rows so far. */
  List<String> warnings() {
    if (bad == 0) {
      return words.warnings();
    }
    List<String> all = new ArrayList<>(words.warnings());
    all.add(
        file
            + ": "
            + bad
            + (bad == 1 ? " value is" : " values are")
            + " of no good quality and left out");
    return all;
  }

  @Override
  public void close() {
    try {
      rows.close();
    } catch (IOException e) {
      throw CsvText.failed(file, line, e);
    }
  }

  private String field(int column) {
    return column < record.fields() ? record.field(column).strip() : "";
  }

  private String at() {
    return file + " " + layout.dialect().place() + " " + line + ": ";
  }
}
