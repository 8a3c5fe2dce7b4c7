package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.source.csv.field.CsvFields;
import io.stillwater.source.csv.field.Numbers;
import io.stillwater.source.table.ColumnType;
import io.stillwater.source.table.TableRows;
import io.stillwater.source.table.TypedTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a file is written, as far as it must be known to read its rows.
 *
 * @param delimiter between fields
 * @param numbers whether a point or a comma is decimal
 * @param comments whether lines that begin with # are none of the table
 * @param above lines of the file above the header, or above the rows where there is none: titles
 * @param before lines of the file before the first row
 * @param below what is below the header, in words; empty for nothing but rows
 * @param windows whether it has letters in Windows-1252, as far as was looked
 * @param typed the table where the file has types; null where it is text
 */
record Dialect(
    char delimiter,
    Numbers numbers,
    boolean comments,
    long above,
    long before,
    String below,
    boolean windows,
    TypedTable typed) {
  private static final Pattern WORD = Pattern.compile("#[^,;|\\s]+");

  /** A reader that passes over comments, where there are any. */
  static CsvReader.CsvReaderBuilder reader(char delimiter, boolean comments) {
    return reader(delimiter, comments ? CommentStrategy.SKIP : CommentStrategy.NONE);
  }

  private static CsvReader.CsvReaderBuilder reader(char delimiter, CommentStrategy comments) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .commentStrategy(comments)
        .skipEmptyLines(true);
  }

  /** How a table with types is written: like text with a point in its numbers. */
  static Dialect of(TypedTable table) {
    return new Dialect(',', Numbers.POINT, false, 0, 0, "", false, table);
  }

  /** What a row is found by. */
  String place() {
    return typed == null ? "line" : "row";
  }

  /** Whether a column has true and false by its type. */
  boolean flag(int column) {
    return typed != null && typed.columns().get(column).type().kind() == ColumnType.Kind.FLAG;
  }

  /** A sentence for each column that cannot be read. */
  List<String> leftOut() {
    return typed == null ? List.of() : typed.leftOut();
  }

  /** Whether a column has times by its type. */
  boolean timed(int column) {
    return typed != null && typed.columns().get(column).type().timed();
  }

  /**
   * Opens a file that is written so.
   *
   * @param wanted columns; all where it is text
   */
  TableRows open(Path file, TypedTable.Wanted wanted) {
    return typed == null ? new TextRows(file, this) : typed.rows(wanted);
  }

  /** The rows of a whole file, and comments; their line numbers begin behind {@link #before}. */
  CloseableIterator<CsvRecord> records(Reader file) throws IOException {
    BufferedReader lines = new BufferedReader(file, 1 << 16);
    for (long i = 0; i < before; i++) {
      lines.readLine();
    }
    return reader(delimiter, comments ? CommentStrategy.READ : CommentStrategy.NONE)
        .ofCsvRecord(lines)
        .iterator();
  }

  /** Whether a line begins with a spreadsheet's word for no value, such as #N/A: no comment. */
  static boolean errorFirst(String line) {
    Matcher word = WORD.matcher(line);
    return word.lookingAt() && CsvFields.missing(word.group());
  }

  /**
   * What a person might not expect, in a few words; empty for the usual form.
   *
   * @param columns of the table; one has nothing that divides it
   */
  String said(int columns) {
    if (typed != null) {
      int all = typed.columns().size() + typed.leftOut().size();
      return typed.format() + ", " + all + (all == 1 ? " column" : " columns");
    }
    List<String> words = new ArrayList<>();
    switch (columns == 1 ? ',' : delimiter) {
      case ';' -> words.add("semicolons");
      case '\t' -> words.add("tabs");
      case ',' -> {}
      default -> words.add("fields divided by " + delimiter);
    }
    if (numbers == Numbers.COMMA) {
      words.add("decimal comma");
    }
    if (windows) {
      words.add("letters in Windows-1252");
    }
    if (above > 0) {
      words.add(String.format(Locale.ROOT, "%d %s above the table", above, lines(above)));
    }
    if (comments) {
      words.add("lines from # on left out");
    }
    if (!below.isEmpty()) {
      words.add(below);
    }
    return String.join(", ", words);
  }

  private static String lines(long count) {
    return count == 1 ? "line" : "lines";
  }
}
