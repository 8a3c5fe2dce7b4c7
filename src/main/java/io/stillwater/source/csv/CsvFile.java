package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.event.EventTime;
import io.stillwater.event.ReadingDecoder;
import io.stillwater.source.SourceException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** One open file, row by row. Not thread-safe. */
final class CsvFile implements Closeable {
  private final Path file;
  private final CsvLayout layout;
  private final CsvText text;
  private final CloseableIterator<CsvRecord> records;
  private long line;
  private long rows;
  private CsvRecord record;

  CsvFile(CsvLayout layout) {
    this.file = layout.file();
    this.layout = layout;
    this.text = CsvText.open(file);
    this.records = CsvSample.reader(layout.delimiter()).ofCsvRecord(text.reader()).iterator();
    if (layout.header()) {
      next();
      rows = 0;
    }
  }

  /** Goes to the next row; false at the end. */
  boolean next() {
    try {
      if (!records.hasNext()) {
        return false;
      }
      record = records.next();
    } catch (RuntimeException e) {
      throw CsvText.failed(file, line, e);
    }
    line = record.getStartingLineNumber();
    rows++;
    if (record.getFieldCount() != layout.names().size()) {
      throw new SourceException(
          at()
              + "there are "
              + record.getFieldCount()
              + " fields: expected "
              + layout.names().size()
              + ", as in line 1; mend or remove the line");
    }
    return true;
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
        values[i] = CsvFields.number(field);
      } catch (NumberFormatException e) {
        String name = layout.names().get(column);
        throw new SourceException(
            at()
                + "column "
                + name
                + " is "
                + CsvFields.quoted(field)
                + ": expected a number with a decimal point, or nothing; mend the line, or leave"
                + " the column out with --drop "
                + name);
      }
    }
    return values;
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
    return record.getField(column).strip();
  }

  private String at() {
    return file + " line " + line + ": ";
  }
}
