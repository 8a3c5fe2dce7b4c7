package io.stillwater.source.csv;

import io.stillwater.source.csv.field.CsvFields;
import io.stillwater.source.csv.text.CsvText;
import io.stillwater.source.table.TableRow;
import io.stillwater.source.table.TableRows;
import io.stillwater.source.table.TypedTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Looks through columns of a whole file, as far as is needed to find something out. */
final class ColumnScan {
  private ColumnScan() {}

  /**
   * What somebody finds in the fields of a column that are not missing; reads no further than
   * asked.
   */
  static <T> T of(Path file, Dialect dialect, int column, Function<Iterator<String>, T> finder) {
    return rows(file, dialect, List.of(column), rows -> finder.apply(new Fields(rows, column)));
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
        columns,
        rows -> {
          while (!empty.isEmpty() && rows.hasNext()) {
            TableRow row = rows.next();
            empty.removeIf(column -> !CsvFields.missing(field(row, column)));
          }
          return empty;
        });
  }

  private static <T> T rows(
      Path file, Dialect dialect, List<Integer> columns, Function<Iterator<TableRow>, T> finder) {
    try (TableRows rows = dialect.open(file, new TypedTable.Wanted(columns, List.of()))) {
      return finder.apply(new RowsLeft(rows));
    } catch (IOException | RuntimeException e) {
      throw CsvText.failed(file, 0, e);
    }
  }

  private static String field(TableRow row, int column) {
    boolean there = column < row.fields() && !row.comment();
    return there ? row.field(column).strip() : "";
  }

  /** Rows that were not read so far. */
  private static final class RowsLeft implements Iterator<TableRow> {
    private final TableRows rows;
    private TableRow next;

    RowsLeft(TableRows rows) throws IOException {
      this.rows = rows;
      this.next = rows.next();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public TableRow next() {
      if (next == null) {
        throw new NoSuchElementException("no more rows");
      }
      TableRow row = next;
      try {
        next = rows.next();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return row;
    }
  }

  /** One column. */
  private static final class Fields implements Iterator<String> {
    private final Iterator<TableRow> rows;
    private final int column;
    private String next;

    Fields(Iterator<TableRow> rows, int column) {
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
        throw new NoSuchElementException("no more fields");
      }
      String field = next;
      next = null;
      return field;
    }
  }
}
