package io.stillwater.source.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.event.EventTime;
import io.stillwater.source.SourceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which column of a file is what.
 *
 * @param file it was found in
 * @param options what was said
 * @param dialect how it is written
 * @param headerLine of the file; 0 where there is no header
 * @param names of all columns, without their units
 * @param timeColumn its place, or -1
 * @param clockColumn the place of the time of day, where the date stands alone; or -1
 * @param times how the times are written; null without a time column
 * @param newestFirst whether times fall from row to row, so that it is read from its end
 * @param keyColumn its place, or -1
 * @param channels their names: as they were asked for
 * @param places (channels), the columns of the channels
 * @param forms (channels), what their fields are
 * @param units by the name of the channel, where the file says them
 * @param warnings what a person should look at
 */
record CsvLayout(
    Path file,
    CsvOptions options,
    Dialect dialect,
    long headerLine,
    List<String> names,
    int timeColumn,
    int clockColumn,
    TimeColumn times,
    boolean newestFirst,
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

  /** How the file is written, in a few words; empty for the usual way. */
  String said() {
    String form = dialect.said();
    String time = times == null ? "" : times.said();
    String clock = clockColumn < 0 ? "" : "date and time in two columns";
    String order = newestFirst ? "newest row first, read from the end" : "";
    return Stream.of(form, time, clock, order)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** Whether the last column has no name and no values, so that rows may lack its delimiter. */
  boolean mayEndEarly() {
    int last = names.size() - 1;
    return headerLine > 0 && last != keyColumn && last != timeColumn && !places.contains(last);
  }

  /** One file's search. */
  private static final class Finder {
    /** Times that must fall, and none rise, in a file with its newest row first. */
    private static final int FALLS = 3;

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
      int clock = time < 0 ? -1 : clock(time);
      TimeColumn times = time < 0 ? null : times(time);
      List<Integer> places =
          options.channels() == null ? others(key, time, clock) : chosen(options.channels());
      List<ColumnForm> forms = places.stream().map(this::form).toList();
      return new CsvLayout(
          file,
          options,
          sample.dialect(),
          sample.headerLine(),
          names,
          time,
          clock,
          times,
          times != null && newestFirst(times, time, clock),
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

    /** The first field of a column that is no number. */
    private String word(int column) {
      return said(column).stream()
          .filter(field -> !sample.dialect().numbers().numeric(field))
          .findFirst()
          .orElseThrow();
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
                    || TimeColumn.likely(names.get(i), said(i)));
        if (likely && mayBeTime(i, key)) {
          return i;
        }
      }
      return IntStream.range(0, names.size())
          .filter(i -> TimeColumn.text(first(i), options.zone()) && mayBeTime(i, key))
          .findFirst()
          .orElse(-1);
    }

    /** The column of the time of day beside one of dates. */
    private int clock(int time) {
      if (said(time).stream().anyMatch(field -> field.indexOf(':') >= 0)) {
        return -1;
      }
      return IntStream.range(0, names.size())
          .filter(i -> i != time && !said(i).isEmpty())
          .filter(i -> said(i).stream().allMatch(TimeText::clock))
          .findFirst()
          .orElse(-1);
    }

    private boolean mayBeTime(int column, int key) {
      String name = names.get(column);
      boolean channel = options.channels() != null && options.channels().contains(name);
      return column != key && !channel && !options.drop().contains(name);
    }

    private TimeColumn times(int column) {
      if (options.timeFormat() != null) {
        return TimeColumn.ofPattern(options.timeFormat(), options.zone());
      }
      String first = first(column);
      boolean named = options.time() != null || TimeColumn.named(names.get(column));
      TimeColumn times = TimeColumn.of(said(column), named, options.zone());
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
      if (!times.open()) {
        return times;
      }
      TimeText.Order order = ColumnScan.of(file, sample.dialect(), column, DayOrder::of);
      if (order == null) {
        throw new SourceException(
            at(row(column))
                + "in the time "
                + CsvFields.quoted(first)
                + " of column "
                + names.get(column)
                + ", and in all that follow, day and month cannot be told apart: say which is"
                + " which, as in --time-format \"dd/MM/yyyy HH:mm:ss\"");
      }
      return times.with(order);
    }

    /** Whether times fall, and never rise, in the first rows. */
    private boolean newestFirst(TimeColumn times, int time, int clock) {
      TimeColumn.Reader reader = times.new Reader();
      long before = Long.MIN_VALUE;
      int falls = 0;
      for (CsvRecord row : sample.rows()) {
        long millis = reader.millis(field(row, time) + (clock < 0 ? "" : " " + field(row, clock)));
        if (millis != EventTime.INVALID && before != Long.MIN_VALUE) {
          if (millis > before) {
            return false;
          }
          falls += millis < before ? 1 : 0;
        }
        before = millis == EventTime.INVALID ? before : millis;
      }
      return falls >= FALLS;
    }

    private List<Integer> chosen(List<String> channels) {
      return channels.stream().map(c -> place("column", c)).toList();
    }

    /** All columns that are nothing else. */
    private List<Integer> others(int key, int time, int clock) {
      List<Integer> places = new ArrayList<>();
      List<Integer> empty = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        if (i != key && i != time && i != clock && !options.drop().contains(names.get(i)) && !leftOut(i)) {
          places.add(i);
          if (values(i).stream().allMatch(CsvFields::missing)) {
            empty.add(i);
          }
        }
      }
      for (int column : ColumnScan.empty(file, sample.dialect(), empty)) {
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
                + " has words such as "
                + CsvFields.quoted(word(column))
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

    /** The fields of a column that are not missing. */
    private List<String> said(int column) {
      return values(column).stream().filter(field -> !CsvFields.missing(field)).toList();
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

    private String field(CsvRecord row, int column) {
      return column < row.getFieldCount() ? options.said(row.getField(column).strip()) : "";
    }

    private String at(CsvRecord row) {
      return file + " line " + row.getStartingLineNumber() + ": ";
    }
  }
}
