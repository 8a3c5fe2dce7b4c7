package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.source.csv.field.ColumnForm;
import io.stillwater.source.csv.field.CsvFields;
import io.stillwater.source.csv.field.Numbers;
import io.stillwater.source.csv.field.TimeSigns;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first lines of a file, cut by one delimiter, and where the table is among them.
 *
 * @param delimiter between fields
 * @param records of the lines
 * @param fields that most records have
 * @param start the first record of the table, its header if it has one
 * @param header whether that is one
 * @param even the share of rows that have so many fields; 0 where the header does not fit them
 * @param understood the share of fields that are numbers, states, times or missing
 */
record CutLines(
    char delimiter,
    List<CsvRecord> records,
    int fields,
    int start,
    boolean header,
    double even,
    double understood) {
  /** Records that a table's number of fields must hold for. */
  private static final double EVEN = 0.9;

  /** Rows below the header that may say units and the like. */
  static final int UNITS = 2;

  /**
   * Finds the table.
   *
   * @param said whether there is a header; null where nobody says
   */
  static CutLines of(char delimiter, List<CsvRecord> records, Boolean said) {
    int fields = usual(records);
    int start = start(records, fields);
    boolean header = !records.isEmpty() && (said == null ? names(records, start) : said);
    List<CsvRecord> table = records.subList(start, records.size());
    List<CsvRecord> rows = table.subList(header ? 1 : 0, table.size());
    double even =
        rows.stream().filter(row -> row.getFieldCount() == fields).count()
            / Math.max(1.0, rows.size());
    boolean headed = !header || heads(table.get(0), records, fields);
    return new CutLines(
        delimiter, records, fields, start, header, headed ? even : 0, understood(rows));
  }

  /** Whether it is a table of several columns. */
  boolean table() {
    return fields > 1 && even >= EVEN;
  }

  /** The records below the header. */
  List<CsvRecord> rows() {
    return records.subList(start + (header ? 1 : 0), records.size());
  }

  /** The number of fields of most records; the larger of two that are as frequent. */
  private static int usual(List<CsvRecord> records) {
    Map<Integer, Integer> counts = new HashMap<>();
    records.forEach(record -> counts.merge(record.getFieldCount(), 1, Integer::sum));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(1);
  }

  /** Whether it has as many fields as the rows; there or here may be a delimiter at the end. */
  private static boolean heads(CsvRecord header, List<CsvRecord> records, int fields) {
    int more = header.getFieldCount() - fields;
    boolean hereAtTheEnd = more == 1 && header.getField(fields).isBlank();
    return more == 0 || hereAtTheEnd || (more == -1 && atTheEnd(records, fields));
  }

  /** Whether rows of so many fields end with a delimiter, and nothing behind it. */
  private static boolean atTheEnd(List<CsvRecord> records, int fields) {
    return records.stream()
        .filter(row -> row.getFieldCount() == fields)
        .allMatch(row -> row.getField(fields - 1).isBlank());
  }

  /** The first record of the table. */
  private static int start(List<CsvRecord> records, int fields) {
    if (fields == 1 || (fields == 2 && atTheEnd(records, fields))) {
      return startOfColumn(records);
    }
    int first = 0;
    while (first < records.size() && !full(records.get(first), fields)) {
      first++;
    }
    first = belowPairs(records, first, fields);
    first += titleAndBlank(records, first) ? 1 : 0;
    if (first == 0 || first == records.size()) {
      return 0;
    }
    CsvRecord above = records.get(first - 1);
    boolean headless = !names(records, first) && words(above);
    boolean near = Math.abs(above.getFieldCount() - fields) <= 1 && above.getFieldCount() > 1;
    return headless && (near || heads(above, records, fields)) ? first - 1 : first;
  }

  /** Of one column: the last words above the first number, or those above if these are its unit. */
  private static int startOfColumn(List<CsvRecord> records) {
    int first = 0;
    while (first < records.size() && words(records.get(first))) {
      first++;
    }
    if (first == records.size()) {
      return 0;
    }
    while (first > 0 && CsvFields.missing(records.get(first - 1).getField(0).strip())) {
      first--;
    }
    boolean unit = first > 1 && ColumnNames.unit(records.get(first - 1).getField(0).strip());
    return Math.max(0, first - (unit ? 2 : 1));
  }

  /**
   * The first record below such as {@code Made,2026-10-01,,} and {@code Hall,2,,}, which a
   * spreadsheet fills up, if that has names for more columns; the same where there are none.
   */
  private static int belowPairs(List<CsvRecord> records, int first, int fields) {
    int below = first;
    long most = 0;
    while (below < records.size()
        && (pair(records.get(below), fields) || !full(records.get(below), fields))) {
      most = Math.max(most, said(records.get(below)));
      below++;
    }
    if (below == first || below == records.size() || said(records.get(below)) <= most) {
      return first;
    }
    CsvRecord header = records.get(below);
    boolean missing =
        header.getFields().stream()
            .anyMatch(field -> !field.isBlank() && CsvFields.missing(field.strip()));
    CsvRecord above = records.get(below - 1);
    boolean group = words(above) && said(above) > 1 && header.getField(0).isBlank();
    return names(records, below) && !missing && !group ? below : first;
  }

  /** Whether words stand above words, and a line without any between them. */
  private static boolean titleAndBlank(List<CsvRecord> records, int at) {
    if (at + 2 >= records.size() || !words(records.get(at)) || !words(records.get(at + 1))) {
      return false;
    }
    boolean oneLine =
        records.get(at).getFields().stream().allMatch(field -> field.indexOf('\n') < 0);
    long between =
        records.get(at + 1).getStartingLineNumber() - records.get(at).getStartingLineNumber();
    return oneLine && between > 1 && !ColumnNames.anyUnit(records.get(at + 1).getFields());
  }

  private static boolean pair(CsvRecord record, int fields) {
    long said = said(record);
    return record.getFieldCount() == fields
        && record.getField(fields - 1).isBlank()
        && (!words(record) || (said <= 2 && said + 2 <= fields));
  }

  private static long said(CsvRecord record) {
    return record.getFields().stream().filter(field -> !field.isBlank()).count();
  }

  /**
   * Whether a record is a header: of words, or with numbers for names where one of them is that of
   * a time and times or numbers follow, or where they count the columns behind an index.
   */
  private static boolean names(List<CsvRecord> records, int at) {
    CsvRecord record = records.get(at);
    if (words(record)) {
      return true;
    }
    if (at + 1 == records.size() || records.get(at + 1).getFieldCount() != record.getFieldCount()) {
      return false;
    }
    boolean counted = record.getFieldCount() > 2 && record.getField(0).isBlank();
    for (int c = 0; c < record.getFieldCount(); c++) {
      String name = record.getField(c).strip();
      String below = records.get(at + 1).getField(c).strip();
      boolean value = number(below) || TimeSigns.text(below, ZoneOffset.UTC);
      if (TimeSigns.named(name) && value) {
        return true;
      }
      counted &= value && (c == 0 || name.equals(Integer.toString(c - 1)));
    }
    return counted;
  }

  private static boolean full(CsvRecord record, int fields) {
    long said = said(record);
    boolean title = said == 0 || (said == 1 && fields > 1 && !record.getField(0).isBlank());
    return record.getFieldCount() == fields && !title;
  }

  /** Whether no field is a number or a time. */
  static boolean words(CsvRecord record) {
    return record.getFields().stream()
        .map(String::strip)
        .noneMatch(field -> number(field) || TimeSigns.text(field, ZoneOffset.UTC));
  }

  private static boolean number(String field) {
    return Numbers.POINT.numeric(field) || Numbers.COMMA.numeric(field);
  }

  /** Of the fields below what may be units. */
  private static double understood(List<CsvRecord> rows) {
    int units = 0;
    while (units < Math.min(UNITS, rows.size() - 1) && words(rows.get(units))) {
      units++;
    }
    long all = 0;
    long known = 0;
    for (CsvRecord row : rows.subList(units, rows.size())) {
      for (String field : row.getFields()) {
        String bare = field.strip();
        all++;
        known +=
            CsvFields.missing(bare)
                    || number(bare)
                    || ColumnForm.state(bare)
                    || TimeSigns.text(bare, ZoneOffset.UTC)
                ? 1
                : 0;
      }
    }
    return all == 0 ? 0 : (double) known / all;
  }
}
