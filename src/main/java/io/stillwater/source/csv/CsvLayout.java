package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.source.SourceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which column of a file is what.
 *
 * @param file it was found in
 * @param dialect how it is written
 * @param headerLine of the file; 0 where there is no header
 * @param names of all columns, without their units
 * @param timeColumn its place, or -1
 * @param times how the times are written; null without a time column
 * @param keyColumn its place, or -1
 * @param channels their names: as they were asked for
 * @param places (channels), the columns of the channels
 * @param forms (channels), what their fields are
 * @param units by the name of the channel, where the file says them
 * @param warnings what a person should look at
 */
record CsvLayout(
    Path file,
    Dialect dialect,
    long headerLine,
    List<String> names,
    int timeColumn,
    TimeColumn times,
    int keyColumn,
    List<String> channels,
    List<Integer> places,
    List<ColumnForm> forms,
    Map<String, String> units,
    List<String> warnings) {

  /** Finds the layout of a file from its first rows. */
  static CsvLayout of(Path file, CsvOptions options) {
    return new Finder(file, options).find();
  }

  /** Whether the last column has no name and no values, so that rows may lack its delimiter. */
  boolean mayEndEarly() {
    int last = names.size() - 1;
    return headerLine > 0 && last != keyColumn && last != timeColumn && !places.contains(last);
  }

  /** One file's search. */
  private static final class Finder {
    private final Path file;
    private final CsvOptions options;
    private final CsvSample sample;
    private final ColumnNames named;
    private final List<String> names;
    private final List<String> warnings = new ArrayList<>();

    Finder(Path file, CsvOptions options) {
      this.file = file;
      this.options = options;
      this.sample = CsvSample.of(file, options);
      this.named = ColumnNames.of(sample);
      this.names = named.names();
    }

    CsvLayout find() {
      if (sample.rows().isEmpty()) {
        throw new SourceException(
            file + " has a header and no rows: expected at least one row of numbers");
      }
      warnings.addAll(named.warnings());
      int key = options.key() == null ? -1 : place("key column", options.key());
      int time = time(key);
      TimeColumn times = time < 0 ? null : times(time);
      List<Integer> places =
          options.channels() == null ? others(key, time) : chosen(options.channels());
      List<ColumnForm> forms = places.stream().map(this::form).toList();
      return new CsvLayout(
          file,
          sample.dialect(),
          sample.headerLine(),
          names,
          time,
          times,
          key,
          options.channels() == null
              ? places.stream().map(names::get).toList()
              : options.channels(),
          places,
          forms,
          named.units(places),
          List.copyOf(warnings));
    }

    /** What a channel's fields are: numbers where none has a value so far. */
    private ColumnForm form(int column) {
      List<String> values = values(column);
      ColumnForm numbers = new ColumnForm(sample.dialect().numbers(), List.of());
      if (values.stream().allMatch(CsvFields::missing)) {
        return numbers;
      }
      return ColumnForm.of(values, sample.dialect().numbers())
          .orElseThrow(() -> text(column, names.get(column)));
    }

    private SourceException text(int column, String name) {
      CsvRecord row =
          sample.rows().stream()
              .filter(r -> !CsvFields.missing(field(r, column)))
              .filter(r -> !sample.dialect().numbers().numeric(field(r, column)))
              .findFirst()
              .orElseThrow();
      return new SourceException(
          at(row)
              + "column "
              + name
              + " is "
              + CsvFields.quoted(field(row, column))
              + ": expected a number, or nothing, in most rows; leave the column out with --drop "
              + name);
    }

    private int time(int key) {
      if (options.time() != null) {
        return options.time().equals(CsvOptions.NONE) ? -1 : place("time column", options.time());
      }
      for (int i = 0; i < names.size(); i++) {
        String first = first(i);
        boolean likely =
            TimeColumn.named(names.get(i))
                && (TimeColumn.text(first, options.zone())
                    || TimeColumn.likely(names.get(i), first));
        if (likely && mayBeTime(i, key)) {
          return i;
        }
      }
      return IntStream.range(0, names.size())
          .filter(i -> TimeColumn.text(first(i), options.zone()) && mayBeTime(i, key))
          .findFirst()
          .orElse(-1);
    }

    private boolean mayBeTime(int column, int key) {
      String name = names.get(column);
      boolean channel = options.channels() != null && options.channels().contains(name);
      return column != key && !channel && !options.drop().contains(name);
    }

    private TimeColumn times(int column) {
      String first = first(column);
      TimeColumn times = TimeColumn.of(first, options.zone());
      if (times == null) {
        throw new SourceException(
            at(row(column))
                + "the time column "
                + names.get(column)
                + " starts with "
                + CsvFields.quoted(first)
                + ": expected "
                + TimeColumn.EXPECTED);
      }
      return times;
    }

    private List<Integer> chosen(List<String> channels) {
      return channels.stream().map(c -> place("column", c)).toList();
    }

    /** All columns that are nothing else. */
    private List<Integer> others(int key, int time) {
      List<Integer> places = new ArrayList<>();
      List<Integer> empty = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        if (i != key && i != time && !options.drop().contains(names.get(i)) && !leftOut(i)) {
          places.add(i);
          if (values(i).stream().allMatch(CsvFields::missing)) {
            empty.add(i);
          }
        }
      }
      for (int column : EmptyColumns.of(file, sample.dialect(), empty)) {
        places.remove((Integer) column);
        if (!named.nameless(column)) {
          warnings.add("column " + names.get(column) + " is empty throughout and is left out");
        }
      }
      if (places.isEmpty()) {
        String text = warnings.isEmpty() ? "" : "; " + String.join("; ", warnings);
        throw new SourceException(
            file + " has no column left for values: its columns are " + listed() + text);
      }
      return places;
    }

    /** Whether a column only counts rows or seconds, or is text; and a warning for labels. */
    private boolean leftOut(int column) {
      String name = names.get(column);
      List<String> values = values(column);
      Numbers numbers = sample.dialect().numbers();
      if (LooksLike.rowNumber(name, values, named.nameless(column) && column == 0)) {
        warnings.add(
            "column " + name + " counts the rows and is left out; rename it if it is a value");
        return true;
      }
      if (TimeColumn.named(name) && values.stream().allMatch(numbers::numeric)) {
        warnings.add(
            "column "
                + name
                + " is named like a time but starts with "
                + first(column)
                + ", which is no time since 1970: it is left out and rows are counted;"
                + " name it with --time to take it for seconds");
        return true;
      }
      boolean empty = values.stream().allMatch(CsvFields::missing);
      if (!empty && ColumnForm.of(values, numbers).isEmpty()) {
        warnings.add(
            "column "
                + name
                + " is text such as "
                + CsvFields.quoted(first(column))
                + " and is left out; with --key "
                + name
                + " it tells machines apart");
        return true;
      }
      if (LooksLike.label(name, values)) {
        warnings.add(
            "column "
                + name
                + " looks like a label (only 0 and 1) and is taken for a channel;"
                + " leave it out with --drop "
                + name);
      }
      return false;
    }

    private int place(String what, String name) {
      int place = named.place(name);
      if (place < 0) {
        throw new SourceException(
            file + " has no " + what + " " + name + ": its columns are " + listed());
      }
      return place;
    }

    private String listed() {
      int shown = Math.min(names.size(), 30);
      String list = String.join(", ", names.subList(0, shown));
      return names.size() > shown ? list + " and " + (names.size() - shown) + " more" : list;
    }

    private List<String> values(int column) {
      return sample.rows().stream().map(r -> field(r, column)).toList();
    }

    /** The column's first field that is not missing. */
    private String first(int column) {
      return field(row(column), column);
    }

    private CsvRecord row(int column) {
      return sample.rows().stream()
          .filter(r -> !CsvFields.missing(field(r, column)))
          .findFirst()
          .orElse(sample.rows().get(0));
    }

    private static String field(CsvRecord row, int column) {
      return column < row.getFieldCount() ? row.getField(column).strip() : "";
    }

    private String at(CsvRecord row) {
      return file + " line " + row.getStartingLineNumber() + ": ";
    }
  }
}
