package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.source.csv.field.CsvFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Looks through columns of a whole file, as far as is needed to find something out. */
final class ColumnScan {
  private ColumnScan() {}

  /**
   * What somebody finds in the fields of a column that are not missing; reads no further than
   * asked.
   */
  static <T> T of(Path file, Dialect dialect, int column, Function<Iterator<String>, T> finder) {
    return rows(file, dialect, rows -> finder.apply(new Fields(rows, column)));
  }

  /**
   * Those of some columns that have no value in the whole file; mostly there are none, and nothing
   * is read.
   *
   * @param columns that have no value in the first rows
   */
  static List<Integer> empty(Path file, Dialect dialect, List<Integer> columns) {
    List<Integer> empty = new ArrayList<>(columns);
    if (empty.isEmpty()) {
      return empty;
    }
    return rows(
        file,
        dialect,
        rows -> {
          while (!empty.isEmpty() && rows.hasNext()) {
            CsvRecord row = rows.next();
            empty.removeIf(column -> !CsvFields.missing(field(row, column)));
          }
          return empty;
        });
  }

  private static <T> T rows(Path file, Dialect dialect, Function<Iterator<CsvRecord>, T> finder) {
    try (CsvText text = CsvText.open(file);
        CloseableIterator<CsvRecord> rows = dialect.rows(text.reader())) {
      return finder.apply(rows);
    } catch (IOException | RuntimeException e) {
      throw CsvText.failed(file, 0, e);
    }
  }

  private static String field(CsvRecord row, int column) {
    boolean there = column < row.getFieldCount() && !row.isComment();
    return there ? row.getField(column).strip() : "";
  }

  /** One column. */
  private static final class Fields implements Iterator<String> {
    private final Iterator<CsvRecord> rows;
    private final int column;
    private String next;

    Fields(Iterator<CsvRecord> rows, int column) {
      this.rows = rows;
      this.column = column;
    }

    @Override
    public boolean hasNext() {
      while (next == null && rows.hasNext()) {
        String field = field(rows.next(), column);
        next = CsvFields.missing(field) ? null : field;
      }
      return next != null;
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new java.util.NoSuchElementException("no more fields");
      }
      String field = next;
      next = null;
      return field;
    }
  }
}
