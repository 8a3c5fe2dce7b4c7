package io.stillwater.source.csv;

import io.stillwater.source.SourceException;
import io.stillwater.source.columnar.ColumnarFiles;
import io.stillwater.source.csv.text.CsvText;
import io.stillwater.source.table.TableRow;
import io.stillwater.source.table.TableRows;
import io.stillwater.source.table.TypedColumn;
import io.stillwater.source.table.TypedTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The first rows of a file, cut into fields: what everything that is found out is found out from.
 *
 * @param dialect given or found
 * @param header the fields of the header; none where there is no header
 * @param headerLine of the file; 0 where there is none
 * @param units the fields of the units below it; none where there are none
 * @param rows that follow
 * @param fields of a row
 */
record CsvSample(
    Dialect dialect,
    List<String> header,
    long headerLine,
    List<String> units,
    List<TableRow> rows,
    int fields) {
  private static final int LINES = 200;
  private static final int CHARACTERS = 1 << 16;

  static CsvSample of(Path file, CsvOptions options) {
    TypedTable table = ColumnarFiles.of(file);
    return table == null ? ofText(file, options) : of(file, table);
  }

  /** The first rows of a table with types, as text. */
  private static CsvSample of(Path file, TypedTable table) {
    List<String> names = table.columns().stream().map(TypedColumn::name).toList();
    List<TableRow> rows = new ArrayList<>();
    try (TableRows all = table.rows()) {
      TableRow row = all.next();
      while (row != null && rows.size() < LINES) {
        rows.add(row);
        row = all.next();
      }
    } catch (IOException e) {
      throw CsvText.failed(file, 0, e);
    }
    return new CsvSample(Dialect.of(table), names, 0, List.of(), rows, names.size());
  }

  private static CsvSample ofText(Path file, CsvOptions options) {
    List<String> lines = new ArrayList<>();
    boolean windows;
    try (CsvText text = CsvText.open(file)) {
      read(text, lines);
      windows = text.windows();
    } catch (IOException e) {
      throw CsvText.failed(file, 0, e);
    }
    if (lines.stream().anyMatch(line -> line.indexOf('\0') >= 0)) {
      throw new SourceException(
          file + " is no text: it has zero bytes in its first lines; expected CSV");
    }
    return new DialectFinder(file, lines, windows, options).sample();
  }

  private static void read(CsvText text, List<String> lines) throws IOException {
    BufferedReader reader = new BufferedReader(text.reader());
    int characters = 0;
    String line = reader.readLine();
    while (line != null
        && (lines.size() < 2 || (lines.size() < LINES && characters < CHARACTERS))) {
      lines.add(line);
      characters += line.length();
      line = reader.readLine();
    }
  }
}
