package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.source.SourceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which column of a file is what.
 *
 * @param file it was found in
 * @param delimiter between fields
 * @param header whether the first row has the names
 * @param names of all columns
 * @param timeColumn its place, or -1
 * @param times how the times are written; null without a time column
 * @param keyColumn its place, or -1
 * @param places (channels), the columns of the channels
 * @param warnings what a person should look at
 */
record CsvLayout(
    Path file,
    char delimiter,
    boolean header,
    List<String> names,
    int timeColumn,
    TimeColumn times,
    int keyColumn,
    List<Integer> places,
    List<String> warnings) {

  /** Finds the layout of a file from its first rows. */
  static CsvLayout of(Path file, CsvOptions options) {
    return new Finder(file, options).find();
  }

  /** The names of the channels. */
  List<String> channels() {
    return places.stream().map(names::get).toList();
  }

  /** One file's search. */
  private static final class Finder {
    private final Path file;
    private final CsvOptions options;
    private final CsvSample sample;
    private final List<String> names;
    private final List<String> warnings = new ArrayList<>();

    Finder(Path file, CsvOptions options) {
      this.file = file;
      this.options = options;
      this.sample = CsvSample.of(file, options);
      this.names = names();
    }

    CsvLayout find() {
      if (sample.rows().isEmpty()) {
        throw new SourceException(
            file + " has a header and no rows: expected at least one row of numbers");
      }
      int key = options.key() == null ? -1 : place("key column", options.key());
      int time = time(key);
      TimeColumn times = time < 0 ? null : times(time);
      List<Integer> places =
          options.channels() == null ? others(key, time) : chosen(options.channels());
      refuseText(places);
      return new CsvLayout(
          file,
          sample.delimiter(),
          sample.header(),
          names,
          time,
          times,
          key,
          places,
          List.copyOf(warnings));
    }

    private List<String> names() {
      List<String> fields = sample.records().get(0).getFields();
      List<String> found = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < fields.size(); i++) {
        String name = sample.header() ? fields.get(i).strip() : "";
        name = name.isEmpty() ? "c" + i : name;
        if (!seen.add(name)) {
          throw new SourceException(
              file
                  + " line 1: the column "
                  + name
                  + " is there twice (again as column "
                  + (i + 1)
                  + "): expected different names; rename one");
        }
        found.add(name);
      }
      return List.copyOf(found);
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
      for (int i = 0; i < names.size(); i++) {
        if (i != key && i != time && !options.drop().contains(names.get(i)) && !leftOut(i)) {
          places.add(i);
        }
      }
      if (places.isEmpty()) {
        throw new SourceException(
            file + " has no column left for values: its columns are " + listed());
      }
      return places;
    }

    /** Whether a column only counts rows or seconds; and a warning for labels. */
    private boolean leftOut(int column) {
      String name = names.get(column);
      List<String> values = values(column);
      if (LooksLike.rowNumber(name, values)) {
        warnings.add(
            "column " + name + " counts the rows and is left out; rename it if it is a value");
        return true;
      }
      if (TimeColumn.named(name) && values.stream().allMatch(CsvFields::numeric)) {
        warnings.add(
            "column "
                + name
                + " is named like a time but starts with "
                + first(column)
                + ", which is no time since 1970: it is left out and rows are counted;"
                + " name it with --time to take it for seconds");
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

    private void refuseText(List<Integer> places) {
      List<String> text = new ArrayList<>();
      String example = null;
      for (int column : places) {
        for (CsvRecord row : sample.rows()) {
          String field = field(row, column);
          if (!CsvFields.missing(field) && !CsvFields.numeric(field)) {
            text.add(names.get(column));
            example =
                example == null
                    ? at(row) + "column " + names.get(column) + " is " + CsvFields.quoted(field)
                    : example;
            break;
          }
        }
      }
      if (!text.isEmpty()) {
        throw new SourceException(
            example
                + ": expected a number with a decimal point, or nothing; leave columns of text out"
                + " with --drop "
                + String.join(",", text));
      }
    }

    private int place(String what, String name) {
      int place = names.indexOf(name);
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
