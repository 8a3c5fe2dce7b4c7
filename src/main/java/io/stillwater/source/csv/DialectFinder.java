package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.source.SourceException;
import io.stillwater.source.csv.field.CsvFields;
import io.stillwater.source.csv.field.Numbers;
import io.stillwater.source.csv.text.CsvText;
import io.stillwater.source.table.TableRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  private static final Comparator<CutLines> BETTER =
      Comparator.<CutLines>comparingLong(cut -> Math.round(20 * cut.understood()))
          .thenComparingInt(CutLines::fields);

  /** From that share of fields on that are understood a table is one without a header, too. */
  private static final double CLEAR = 0.75;

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
    boolean values = lines.stream().anyMatch(Dialect::errorFirst);
    this.comments = commented > 0 && commented < lines.size() && !values;
  }

  private static boolean comment(String line) {
    return line.startsWith("#");
  }

  CsvSample sample() {
    CutLines cut = cut();
    if (cut.records().isEmpty() || lines.stream().allMatch(String::isBlank)) {
      throw new SourceException(file + " is empty: expected a CSV file with rows of numbers");
    }
    Numbers numbers = numbers(cut);
    List<CsvRecord> rows = cut.rows();
    int units = cut.header() ? unitRows(rows, numbers) : 0;
    List<String> header = cut.header() ? cut.records().get(cut.start()).getFields() : List.of();
    List<String> joined =
        units == 0 ? List.of() : ColumnNames.joined(header, rows.get(0).getFields());
    header = joined.isEmpty() ? header : joined;
    int names = joined.isEmpty() ? 0 : 1; // lines below the header that belong to it
    List<String> said = units == names ? List.of() : rows.get(names).getFields();
    String below = below(names > 0, units > names);
    rows = rows.subList(units, rows.size());
    long top = cut.records().get(cut.start()).getStartingLineNumber();
    if (header.isEmpty() && comments) {
      List<String> commented = commentedHeader(cut, rows);
      top -= commented.isEmpty() ? 0 : 1;
      header = commented;
    }
    long before = rows.isEmpty() ? lines.size() : rows.get(0).getStartingLineNumber() - 1;
    long above = lines.subList(0, (int) top - 1).stream().filter(this::title).count();
    Dialect dialect =
        new Dialect(cut.delimiter(), numbers, comments, above, before, below, windows, null);
    List<TableRow> sample = rows.stream().map(row -> (TableRow) new TextRow(row, 0)).toList();
    return new CsvSample(dialect, header, header.isEmpty() ? 0 : top, said, sample, cut.fields());
  }

  private static String below(boolean names, boolean units) {
    String both = names && units ? ", " : "";
    return (names ? "names in two lines" : "") + both + (units ? "units below the header" : "");
  }

  private boolean title(String line) {
    return !line.isBlank() && !comment(line);
  }

  private CutLines cut() {
    Character given = options.delimiter() == null ? said : options.delimiter();
    if (given != null) {
      return cut(given);
    }
    List<CutLines> cuts = new ArrayList<>();
    for (char delimiter : DELIMITERS) {
      cuts.add(cut(delimiter));
    }
    return cuts.stream()
        .filter(CutLines::table)
        .max(BETTER)
        .map(best -> best.header() || best.start() == 0 ? best : headed(cuts, best))
        .orElseGet(() -> uneven(cuts));
  }

  /** What has a header, where a comma that is decimal cuts rows that are mostly text better. */
  private static CutLines headed(List<CutLines> cuts, CutLines best) {
    return column(cuts)
        .or(
            () ->
                cuts.stream()
                    .filter(cut -> cut.table() && cut.header() && best.understood() < CLEAR)
                    .max(BETTER))
        .orElse(best);
  }

  /** One column of numbers below its name, where a comma that is decimal cuts them in two. */
  private static Optional<CutLines> column(List<CutLines> cuts) {
    return cuts.stream()
        .filter(cut -> cut.fields() == 1 && cut.header() && cut.understood() == 1)
        .findFirst();
  }

  /** Where nothing cuts a table: one column, or what cuts most of a table. */
  private CutLines uneven(List<CutLines> cuts) {
    String first = lines.stream().filter(this::title).findFirst().orElse("");
    boolean divided = cuts.stream().anyMatch(cut -> first.indexOf(cut.delimiter()) >= 0);
    Comparator<CutLines> even = Comparator.comparingDouble(CutLines::even);
    return cuts.stream()
        .filter(cut -> (cut.fields() > 1) == divided)
        .max(even.thenComparingInt(CutLines::fields))
        .orElse(cuts.get(0));
  }

  private CutLines cut(char delimiter) {
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
    return CutLines.of(delimiter, records, options.header());
  }

  /**
   * Whether comma or point is decimal, by the fields that can only be one of both; where 1,234 is
   * all there is, decimal unless commas also divide the fields.
   */
  private static Numbers numbers(CutLines cut) {
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
    for (int count = Math.min(CutLines.UNITS, rows.size() - 1); count > 0; count--) {
      boolean words = rows.subList(0, count).stream().allMatch(CutLines::words);
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
  private List<String> commentedHeader(CutLines cut, List<CsvRecord> rows) {
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
            && CutLines.words(records.get(0));
    return names ? records.get(0).getFields() : List.of();
  }
}
