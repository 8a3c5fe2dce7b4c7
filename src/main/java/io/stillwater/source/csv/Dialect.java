package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.source.csv.field.CsvFields;
import io.stillwater.source.csv.field.Numbers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
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
 */
record Dialect(
    char delimiter,
    Numbers numbers,
    boolean comments,
    long above,
    long before,
    String below,
    boolean windows) {
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

  /** The rows of a whole file, and comments; their line numbers begin behind {@link #before}. */
  CloseableIterator<CsvRecord> rows(Reader file) throws IOException {
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
