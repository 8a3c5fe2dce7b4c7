package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.event.EventTime;
import io.stillwater.event.ReadingDecoder;
import io.stillwater.source.SourceException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One open file, row by row. Not thread-safe. */
final class CsvFile implements Closeable {
  private final Path file;
  private final CsvLayout layout;
  private final CsvText text;
  private final CloseableIterator<CsvRecord> records;
  private final Words words;
  private long line;
  private long rows;
  private CsvRecord record;

  CsvFile(CsvLayout layout) {
    this.file = layout.file();
    this.layout = layout;
    this.text = CsvText.open(file);
    this.words = new Words(layout);
    try {
      this.records = layout.dialect().rows(text.reader());
    } catch (IOException e) {
      throw CsvText.failed(file, 0, e);
    }
  }

  /** Goes to the next row; false at the end. */
  boolean next() {
    try {
      if (!records.hasNext()) {
        words.requireFew();
        return false;
      }
      record = records.next();
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
    if (layout.times() == null) {
      return row();
    }
    String field = field(layout.timeColumn());
    long millis = layout.times().millis(field);
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
    double[] values = new double[layout.places().size()];
    for (int i = 0; i < values.length; i++) {
      int column = layout.places().get(i);
      String field = field(column);
      try {
        values[i] = layout.forms().get(i).value(field);
        words.value(i, values[i]);
      } catch (NumberFormatException e) {
        values[i] = Double.NaN;
        words.word(i, line, field);
      }
    }
    return values;
  }

  /** What a person should know of the rows so far. */
  List<String> warnings() {
    return words.warnings();
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
