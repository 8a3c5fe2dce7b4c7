package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.source.SourceException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The first rows of a file, cut into fields: what everything that is found out is found out from.
 *
 * @param delimiter given or found
 * @param header whether the first row has the names, given or found
 * @param records with the header, if there is one; never empty
 */
record CsvSample(char delimiter, boolean header, List<CsvRecord> records) {
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};
  private static final int LINES = 200;
  private static final int CHARACTERS = 1 << 16;

  static CsvSample of(Path file, CsvOptions options) {
    String text = head(file);
    char delimiter = options.delimiter() == null ? delimiter(text) : options.delimiter();
    List<CsvRecord> records;
    try {
      records = reader(delimiter).ofCsvRecord(text).stream().toList();
    } catch (RuntimeException e) {
      throw CsvText.failed(file, 1, e);
    }
    if (records.isEmpty()) {
      throw new SourceException(file + " is empty: expected a CSV file with rows of numbers");
    }
    boolean header = options.header() == null ? header(records.get(0), options) : options.header();
    return new CsvSample(delimiter, header, records);
  }

  /** How the sample and the whole file are read alike. */
  static CsvReader.CsvReaderBuilder reader(char delimiter) {
    return CsvReader.builder().fieldSeparator(delimiter).skipEmptyLines(true);
  }

  /** The records without the header. */
  List<CsvRecord> rows() {
    return header ? records.subList(1, records.size()) : records;
  }

  private static String head(Path file) {
    StringBuilder head = new StringBuilder();
    try (CsvText text = CsvText.open(file);
        BufferedReader lines = new BufferedReader(text.reader())) {
      String line = lines.readLine();
      for (int i = 0; line != null && (i < 2 || (i < LINES && head.length() < CHARACTERS)); i++) {
        head.append(line).append('\n');
        line = lines.readLine();
      }
    } catch (IOException e) {
      throw CsvText.failed(file, 0, e);
    }
    return head.toString();
  }

  /** The delimiter that cuts the rows into equally many fields; the most fields win. */
  private static char delimiter(String text) {
    char best = ',';
    int most = 1;
    for (char candidate : DELIMITERS) {
      int fields = fields(text, candidate);
      if (fields > most) {
        most = fields;
        best = candidate;
      }
    }
    return best;
  }

  /** Fields in each row, or 1 if a row differs. */
  private static int fields(String text, char delimiter) {
    try {
      List<CsvRecord> records = reader(delimiter).ofCsvRecord(text).stream().limit(20).toList();
      int count = records.isEmpty() ? 1 : records.get(0).getFieldCount();
      boolean even = records.stream().allMatch(r -> r.getFieldCount() == count);
      return even ? count : 1;
    } catch (RuntimeException e) {
      return 1;
    }
  }

  private static boolean header(CsvRecord first, CsvOptions options) {
    return first.getFields().stream()
        .map(String::strip)
        .noneMatch(f -> CsvFields.numeric(f) || TimeColumn.text(f, options.zone()));
  }
}
