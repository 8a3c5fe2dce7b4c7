package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.source.SourceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out how a file is written from its first lines. Each delimiter cuts them into records; the
 * table is where most records have equally many fields, and the delimiter wins whose fields are
 * most often numbers, times or missing, then the one with the most fields.
 *
 * <pre>
 * Report of plant 3                 a title, above
 * # made by hand                    a comment
 * Zeit;Durchfluss;Druck             the header
 * ;m³/h;bar                         its units
 * 01.10.2026 00:00;12,5;3           rows
 * </pre>
 */
final class DialectFinder {
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};

  /** Records that a table's number of fields must hold for. */
  private static final double EVEN = 0.9;

  /** Rows below the header that may say units and the like. */
  private static final int UNITS = 2;

  private static final Pattern SEPARATOR = Pattern.compile("(?i)\"?sep=(.)\"?");

  private final Path file;
  private final List<String> lines;
  private final boolean windows;
  private final CsvOptions options;
  private final boolean comments;
  private Character said; // in the file

  /**
   * @param windows whether letters in Windows-1252 were seen
   */
  DialectFinder(Path file, List<String> lines, boolean windows, CsvOptions options) {
    this.file = file;
    this.lines = new ArrayList<>(lines);
    this.windows = windows;
    this.options = options;
    Matcher separator = SEPARATOR.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (separator.matches()) {
      said = separator.group(1).charAt(0);
      this.lines.set(0, "");
    }
    long commented = lines.stream().filter(DialectFinder::comment).count();
    this.comments = commented > 0 && commented < lines.size();
  }

  private static boolean comment(String line) {
    return line.startsWith("#");
  }

  /**
   * A delimiter and what comes of it.
   *
   * @param fields that most records have
   * @param start the first record of the table, its header if it has one
   * @param header whether that is one
   * @param even the share of records of the table that have so many fields
   * @param understood the share of fields that are numbers, times or missing
   */
  private record Cut(
      char delimiter,
      List<CsvRecord> records,
      int fields,
      int start,
      boolean header,
      double even,
      double understood) {
    boolean table() {
      return fields > 1 && even >= EVEN;
    }
  }

  CsvSample sample() {
    Cut cut = cut();
    if (cut.records().isEmpty()) {
      throw new SourceException(file + " is empty: expected a CSV file with rows of numbers");
    }
    Numbers numbers = numbers(cut);
    int first = cut.start() + (cut.header() ? 1 : 0);
    List<CsvRecord> rows = cut.records().subList(first, cut.records().size());
    int units = cut.header() ? unitRows(rows, numbers) : 0;
    List<String> said = units == 0 ? List.of() : rows.get(0).getFields();
    rows = rows.subList(units, rows.size());
    List<String> header = cut.header() ? cut.records().get(cut.start()).getFields() : List.of();
    long top = cut.records().get(cut.start()).getStartingLineNumber();
    if (header.isEmpty() && comments) {
      List<String> commented = commentedHeader(cut, rows);
      top -= commented.isEmpty() ? 0 : 1;
      header = commented;
    }
    long before = rows.isEmpty() ? lines.size() : rows.get(0).getStartingLineNumber() - 1;
    long above = lines.subList(0, (int) top - 1).stream().filter(this::title).count();
    Dialect dialect =
        new Dialect(cut.delimiter(), numbers, comments, above, before, units > 0, windows);
    return new CsvSample(dialect, header, header.isEmpty() ? 0 : top, said, rows, cut.fields());
  }

  private boolean title(String line) {
    return !line.isBlank() && !comment(line);
  }

  private Cut cut() {
    Character given = options.delimiter() == null ? said : options.delimiter();
    if (given != null) {
      return cut(given);
    }
    List<Cut> cuts = new ArrayList<>();
    for (char delimiter : DELIMITERS) {
      cuts.add(cut(delimiter));
    }
    return cuts.stream()
        .filter(Cut::table)
        .max(
            Comparator.<Cut>comparingLong(cut -> Math.round(20 * cut.understood()))
                .thenComparingInt(Cut::fields))
        .map(best -> best.header() || best.start() == 0 ? best : column(cuts).orElse(best))
        .orElseGet(() -> uneven(cuts));
  }

  /** One column of numbers below its name, where a comma that is decimal cuts them in two. */
  private static Optional<Cut> column(List<Cut> cuts) {
    return cuts.stream()
        .filter(cut -> cut.fields() == 1 && cut.header() && cut.understood() == 1)
        .findFirst();
  }

  /** Where nothing cuts a table: one column, or what cuts most of a table. */
  private Cut uneven(List<Cut> cuts) {
    String first = lines.stream().filter(this::title).findFirst().orElse("");
    boolean divided = cuts.stream().anyMatch(cut -> first.indexOf(cut.delimiter()) >= 0);
    Comparator<Cut> even = Comparator.comparingDouble(Cut::even);
    return cuts.stream()
        .filter(cut -> (cut.fields() > 1) == divided)
        .max(even.thenComparingInt(Cut::fields))
        .orElse(cuts.get(0));
  }

  private Cut cut(char delimiter) {
    List<CsvRecord> records;
    try {
      records =
          Dialect.reader(delimiter, comments).ofCsvRecord(String.join("\n", lines)).stream()
              .toList();
    } catch (RuntimeException e) {
      if (options.delimiter() != null) {
        throw CsvText.failed(file, 1, e);
      }
      records = List.of();
    }
    int fields = usual(records);
    int start = start(records, fields);
    boolean header =
        !records.isEmpty()
            && (options.header() == null ? words(records.get(start)) : options.header());
    List<CsvRecord> table = records.subList(start, records.size());
    List<CsvRecord> rows = table.subList(header ? 1 : 0, table.size());
    double even =
        rows.stream().filter(row -> row.getFieldCount() == fields).count()
            / Math.max(1.0, rows.size());
    boolean headed = !header || heads(table.get(0), records, fields);
    return new Cut(delimiter, records, fields, start, header, headed ? even : 0, understood(rows));
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
  private int start(List<CsvRecord> records, int fields) {
    if (fields == 1 || (fields == 2 && atTheEnd(records, fields))) {
      return startOfColumn(records);
    }
    int first = 0;
    while (first < records.size() && !full(records.get(first), fields)) {
      first++;
    }
    if (first == 0 || first == records.size()) {
      return 0;
    }
    CsvRecord above = records.get(first - 1);
    boolean headless = !words(records.get(first)) && words(above);
    boolean near = Math.abs(above.getFieldCount() - fields) <= 1 && above.getFieldCount() > 1;
    return headless && (near || heads(above, records, fields)) ? first - 1 : first;
  }

  /** Of one column: the last words above the first number, or those above if these are its unit. */
  private int startOfColumn(List<CsvRecord> records) {
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

  private static boolean full(CsvRecord record, int fields) {
    long said = record.getFields().stream().filter(field -> !field.isBlank()).count();
    boolean title = said == 0 || (said == 1 && fields > 1 && !record.getField(0).isBlank());
    return record.getFieldCount() == fields && !title;
  }

  /** Whether no field is a number or a time. */
  private boolean words(CsvRecord record) {
    return record.getFields().stream()
        .map(String::strip)
        .noneMatch(field -> number(field) || TimeColumn.text(field, options.zone()));
  }

  private static boolean number(String field) {
    return Numbers.POINT.numeric(field) || Numbers.COMMA.numeric(field);
  }

  /** Of the fields below what may be units. */
  private double understood(List<CsvRecord> rows) {
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
            CsvFields.missing(bare) || number(bare) || TimeColumn.text(bare, options.zone())
                ? 1
                : 0;
      }
    }
    return all == 0 ? 0 : (double) known / all;
  }

  /**
   * Whether comma or point is decimal, by the fields that can only be one of both; where 1,234 is
   * all there is, decimal unless commas also divide the fields.
   */
  private static Numbers numbers(Cut cut) {
    int evidence = 0;
    boolean unclear = false;
    for (CsvRecord record : cut.records().subList(cut.start(), cut.records().size())) {
      for (String field : record.getFields()) {
        evidence += Numbers.evidence(field.strip());
        unclear |= field.indexOf(',') > 0 && Numbers.POINT.numeric(field.strip());
      }
    }
    boolean comma = evidence > 0 || (evidence == 0 && unclear && cut.delimiter() != ',');
    return comma ? Numbers.COMMA : Numbers.POINT;
  }

  /** Rows of words above columns of numbers: units, types. */
  private int unitRows(List<CsvRecord> rows, Numbers numbers) {
    for (int count = Math.min(UNITS, rows.size() - 1); count > 0; count--) {
      boolean words = rows.subList(0, count).stream().allMatch(this::words);
      if (words && aboveNumbers(rows.get(0), rows.subList(count, rows.size()), numbers)) {
        return count;
      }
    }
    return 0;
  }

  private static boolean aboveNumbers(CsvRecord words, List<CsvRecord> rows, Numbers numbers) {
    for (int c = 0; c < words.getFieldCount(); c++) {
      if (!CsvFields.missing(words.getField(c).strip()) && numeric(rows, c, numbers)) {
        return true;
      }
    }
    return false;
  }

  /** Whether nothing but numbers and missing values stands in a column, and some numbers. */
  private static boolean numeric(List<CsvRecord> rows, int column, Numbers numbers) {
    boolean any = false;
    for (CsvRecord row : rows) {
      String field = column < row.getFieldCount() ? row.getField(column).strip() : "";
      if (!CsvFields.missing(field)) {
        if (!numbers.numeric(field)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  /** A header in the comment right above the rows; none where that is none. */
  private List<String> commentedHeader(Cut cut, List<CsvRecord> rows) {
    int line = rows.isEmpty() ? 0 : (int) rows.get(0).getStartingLineNumber() - 1;
    if (line < 1 || !comment(lines.get(line - 1))) {
      return List.of();
    }
    String bare = lines.get(line - 1).replaceFirst("^#+", "").strip();
    List<CsvRecord> records =
        Dialect.reader(cut.delimiter(), false).ofCsvRecord(bare).stream().toList();
    boolean names =
        records.size() == 1
            && cut.fields() > 1
            && records.get(0).getFieldCount() == cut.fields()
            && words(records.get(0));
    return names ? records.get(0).getFields() : List.of();
  }
}
