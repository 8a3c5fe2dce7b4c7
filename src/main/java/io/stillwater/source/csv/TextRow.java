package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.source.table.TableRow;

/**
 * A row of a file of text.
 *
 * @param record its fields
 * @param before lines of the file before the first that was read as rows
 */
record TextRow(CsvRecord record, long before) implements TableRow {
  @Override
  public long line() {
    return before + record.getStartingLineNumber();
  }

  @Override
  public int fields() {
    return record.getFieldCount();
  }

  @Override
  public String field(int column) {
    return record.getField(column);
  }

  @Override
  public boolean comment() {
    return record.isComment();
  }
}
