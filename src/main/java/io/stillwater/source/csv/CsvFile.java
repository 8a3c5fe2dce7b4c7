package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.event.EventTime;
import io.stillwater.event.json.ReadingDecoder;
import io.stillwater.source.SourceException;
import io.stillwater.source.csv.field.CsvFields;
import io.stillwater.source.csv.field.TimeColumn;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** One open file, row by row. Not thread-safe. */
final class CsvFile implements Closeable {
  /** Rows of a file with its newest row first. */
  private static final int MOST_IN_MEMORY = 2_000_000;

  private final Path file;
  private final CsvLayout layout;
  private final CsvText text;
  private final CloseableIterator<CsvRecord> records;
  private final Words words;
  private final TimeColumn.Reader times; // null without a time column
  private long line;
  private long rows;
  private long bad; // values whose quality is not good
  private CsvRecord record;

  CsvFile(CsvLayout layout) {
    this.file = layout.file();
    this.layout = layout;
    this.text = CsvText.open(file);
    this.words = new Words(layout);
    this.times = layout.times() == null ? null : layout.times().new Reader();
    try {
      CloseableIterator<CsvRecord> rows = layout.dialect().rows(text.reader());
      this.records = layout.newestFirst() ? fromTheEnd(rows) : rows;
    } catch (IOException | RuntimeException e) {
      text.closeQuietly();
      throw CsvText.failed(file, 0, e);
    }
  }

  /** All rows in memory, the last first. */
  private CloseableIterator<CsvRecord> fromTheEnd(CloseableIterator<CsvRecord> rows) {
    List<CsvRecord> all = new ArrayList<>();
    try {
      while (rows.hasNext()) {
        all.add(rows.next());
        if (all.size() > MOST_IN_MEMORY) {
          throw new SourceException(
              file
                  + " has its newest row first, and more rows than can be turned around ("
                  + MOST_IN_MEMORY
                  + "): sort it by time first");
        }
      }
    } catch (RuntimeException e) {
      throw CsvText.failed(file, line, e);
    }
    Collections.reverse(all);
    Iterator<CsvRecord> turned = all.iterator();
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        return turned.hasNext();
      }

      @Override
      public CsvRecord next() {
        return turned.next();
      }

      @Override
      public void close() throws IOException {
        rows.close();
      }
    };
  }

  /** Goes to the next row; false at the end. */
  boolean next() {
    try {
      do {
        if (!records.hasNext()) {
          words.requireFew();
          return false;
        }
        record = records.next();
      } while (comment());
    } catch (RuntimeException e) {
      throw CsvText.failed(file, line, e);
    }
    line = layout.dialect().before() + record.getStartingLineNumber();
    rows++;
    if (record.getFieldCount() != layout.names().size() && !endsEmpty()) {
      throw new SourceException(
          at()
              + "there are "
              + record.getFieldCount()
              + " fields: expected "
              + layout.names().size()
              + (layout.headerLine() > 0 ? ", as in line " + layout.headerLine() : "")
              + "; mend or remove the line");
    }
    return true;
  }

  /** Whether it is a comment; one that looks like values is refused, so that none is lost. */
  private boolean comment() {
    if (record.isComment() && Dialect.errorFirst("#" + record.getField(0))) {
      line = layout.dialect().before() + record.getStartingLineNumber();
      throw new SourceException(
          at()
              + CsvFields.quoted("#" + record.getField(0))
              + " begins like a comment, as other lines of the file, and like a missing value: take"
              + " the comments out, or write the value as another word, said by --missing");
    }
    return record.isComment();
  }

  /** Whether there is one delimiter too many, or too few, at the end of the row. */
  private boolean endsEmpty() {
    int more = record.getFieldCount() - layout.names().size();
    return more == 1
        ? record.getField(record.getFieldCount() - 1).isBlank()
        : more == -1 && layout.mayEndEarly();
  }

  /** The number of the current row, from 0. */
  long row() {
    return rows - 1;
  }

  long bytesRead() {
    return text.bytesRead();
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
    String field = layout.options().said(field(layout.places().get(place)));
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
      records.close();
    } catch (IOException e) {
      throw CsvText.failed(file, line, e);
    }
  }

  private String field(int column) {
    return column < record.getFieldCount() ? record.getField(column).strip() : "";
  }

  private String at() {
    return file + " line " + line + ": ";
  }
}
