package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Columns without a value in a whole file. */
final class EmptyColumns {
  private EmptyColumns() {}

  /**
   * Those of some columns; reads on until each has a value, mostly to nowhere, since there are
   * none.
   *
   * @param columns that have no value in the first rows
   */
  static List<Integer> of(Path file, Dialect dialect, List<Integer> columns) {
    List<Integer> empty = new ArrayList<>(columns);
    if (empty.isEmpty()) {
      return empty;
    }
    try (CsvText text = CsvText.open(file);
        CloseableIterator<CsvRecord> rows = dialect.rows(text.reader())) {
      while (!empty.isEmpty() && rows.hasNext()) {
        CsvRecord row = rows.next();
        empty.removeIf(
            column ->
                column < row.getFieldCount() && !CsvFields.missing(row.getField(column).strip()));
      }
      return empty;
    } catch (IOException | RuntimeException e) {
      throw CsvText.failed(file, 0, e);
    }
  }
}
