package io.stillwater.source.csv;

import io.stillwater.source.SourceException;
import io.stillwater.source.csv.field.CsvFields;
import io.stillwater.source.table.TableRow;
import io.stillwater.source.table.TypedColumn;
import java.nio.file.Path;
import java.util.List;

/** The columns of a file's first rows, with what was said about the file. */
final class SampleColumns {
  private final Path file;
  private final CsvOptions options;
  private final CsvSample sample;
  private final ColumnNames named;

  SampleColumns(Path file, CsvOptions options) {
    this.file = file;
    this.options = options;
    this.sample = CsvSample.of(file, options);
    this.named = ColumnNames.of(sample);
  }

  Path file() {
    return file;
  }

  CsvOptions options() {
    return options;
  }

  CsvSample sample() {
    return sample;
  }

  Dialect dialect() {
    return sample.dialect();
  }

  ColumnNames named() {
    return named;
  }

  /** The fields of a column that are not missing, numbers as Java writes them. */
  List<String> bare(int column) {
    return said(column).stream().map(dialect().numbers()::bare).toList();
  }

  /** Whether a column only counts the rows. */
  boolean counts(int column) {
    String name = names().get(column);
    boolean index = (named.nameless(column) && column == 0) || TypedColumn.index(name);
    return LooksLike.rowNumber(name, values(column), index);
  }

  /** The names of all columns. */
  List<String> names() {
    return named.names();
  }

  int place(String what, String name) {
    int place = named.place(name);
    if (place < 0) {
      throw new SourceException(
          file + " has no " + what + " " + name + ": its columns are " + listed() + leftOut(name));
    }
    return place;
  }

  /** What became of a column that is there and cannot be read. */
  private String leftOut(String name) {
    return dialect().leftOut().stream()
        .filter(sentence -> sentence.startsWith("column " + name + " "))
        .map(sentence -> "; " + sentence)
        .findFirst()
        .orElse("");
  }

  String listed() {
    int shown = Math.min(names().size(), 30);
    String list = String.join(", ", names().subList(0, shown));
    return names().size() > shown ? list + " and " + (names().size() - shown) + " more" : list;
  }

  /** The fields of a column that are not missing. */
  List<String> said(int column) {
    return values(column).stream().filter(field -> !CsvFields.missing(field)).toList();
  }

  List<String> values(int column) {
    return sample.rows().stream().map(r -> field(r, column)).toList();
  }

  /** The column's first field that is not missing. */
  String first(int column) {
    return field(row(column), column);
  }

  TableRow row(int column) {
    return sample.rows().stream()
        .filter(r -> !CsvFields.missing(field(r, column)))
        .findFirst()
        .orElse(sample.rows().get(0));
  }

  String field(TableRow row, int column) {
    return column < row.fields() ? options.said(row.field(column).strip()) : "";
  }

  String at(TableRow row) {
    return file + " " + dialect().place() + " " + row.line() + ": ";
  }
}
