package io.stillwater.source.csv;

import io.stillwater.source.SourceException;
import io.stillwater.source.csv.field.ColumnForm;
import io.stillwater.source.csv.field.CsvFields;
import io.stillwater.source.csv.field.Numbers;
import io.stillwater.source.csv.field.TimeSigns;
import io.stillwater.source.table.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds out which column of a file is what. */
final class LayoutFinder {
  private final SampleColumns columns;
  private final CsvOptions options;
  private final CsvSample sample;
  private final ColumnNames named;
  private final List<String> names;
  private final List<String> warnings = new ArrayList<>();

  LayoutFinder(SampleColumns columns) {
    this.columns = columns;
    this.options = columns.options();
    this.sample = columns.sample();
    this.named = columns.named();
    this.names = named.names();
  }

  CsvLayout find() {
    if (sample.rows().isEmpty()) {
      throw new SourceException(
          columns.file()
              + (sample.dialect().typed() == null ? " has a header" : " has columns")
              + " and no rows: expected at least one row of numbers");
    }
    warnings.addAll(named.warnings());
    int key = options.key() == null ? -1 : columns.place("key column", options.key());
    TimeFinder.Times times = new TimeFinder(columns).find(key);
    LongForm tags = new LongFinder(columns).find(key, times);
    List<Integer> places =
        tags != null
            ? List.of(tags.valueColumn())
            : options.channels() == null ? others(key, times) : chosen(options.channels());
    List<ColumnForm> forms = places.stream().map(this::form).toList();
    List<String> channels =
        tags != null
            ? tags.tags()
            : options.channels() == null
                ? places.stream().map(names::get).toList()
                : options.channels();
    return new CsvLayout(
        columns.file(),
        options,
        sample.dialect(),
        sample.headerLine(),
        names,
        times.column(),
        times.clock(),
        times.form(),
        times.newestFirst(),
        key,
        channels,
        places,
        forms,
        tags,
        tags == null ? named.units(places) : Map.of(),
        List.copyOf(warnings));
  }

  /** What a channel's fields are: numbers where none has a value so far. */
  private ColumnForm form(int column) {
    if (sample.dialect().flag(column)) {
      return ColumnForm.FLAG;
    }
    List<String> values = columns.values(column);
    ColumnForm numbers = new ColumnForm(sample.dialect().numbers(), List.of());
    if (values.stream().allMatch(CsvFields::missing)) {
      return numbers;
    }
    return ColumnForm.of(values, sample.dialect().numbers())
        .orElseThrow(() -> text(column, names.get(column)));
  }

  private SourceException text(int column, String name) {
    TableRow row =
        sample.rows().stream()
            .filter(r -> !CsvFields.missing(columns.field(r, column)))
            .filter(r -> !sample.dialect().numbers().numeric(columns.field(r, column)))
            .findFirst()
            .orElseThrow();
    return new SourceException(
        columns.at(row)
            + "column "
            + name
            + " is "
            + CsvFields.quoted(columns.field(row, column))
            + ": expected a number, or nothing, in most rows; leave the column out with --drop "
            + name);
  }

  /** The first field of a column that is no number. */
  private String word(int column) {
    return columns.said(column).stream()
        .filter(field -> !sample.dialect().numbers().numeric(field))
        .findFirst()
        .orElseThrow();
  }

  private List<Integer> chosen(List<String> channels) {
    return channels.stream().map(c -> columns.place("column", c)).toList();
  }

  /** All columns that are nothing else. */
  private List<Integer> others(int key, TimeFinder.Times times) {
    List<Integer> places = new ArrayList<>();
    List<Integer> empty = new ArrayList<>();
    warnings.addAll(sample.dialect().leftOut());
    for (int i = 0; i < names.size(); i++) {
      if (i != key
          && i != times.column()
          && i != times.clock()
          && !options.drop().contains(names.get(i))
          && !leftOut(i)) {
        places.add(i);
        if (columns.values(i).stream().allMatch(CsvFields::missing)) {
          empty.add(i);
        }
      }
    }
    for (int column : ColumnScan.empty(columns.file(), sample.dialect(), empty)) {
      places.remove((Integer) column);
      if (!named.nameless(column)) {
        warnings.add("column " + names.get(column) + " is empty throughout and is left out");
      }
    }
    if (places.isEmpty()) {
      String text = warnings.isEmpty() ? "" : "; " + String.join("; ", warnings);
      throw new SourceException(
          columns.file()
              + " has no column left for values: its columns are "
              + columns.listed()
              + text);
    }
    return places;
  }

  /** What is said of a column of text. */
  private String text(int column) {
    String name = names.get(column);
    String word = CsvFields.quoted(word(column));
    return TimeSigns.named(name) && !TimeSigns.text(word(column), options.zone())
        ? "column "
            + name
            + " is named like a time, and "
            + word
            + " is not read as one: it is left out; say how it is written, as in --time-format"
            + " \"dd.MM.yyyy HH:mm:ss\""
        : "column "
            + name
            + " has words such as "
            + word
            + " and is left out; with --key "
            + name
            + " it tells machines apart";
  }

  /** Whether a column only counts rows or seconds, or is text; and a warning for labels. */
  private boolean leftOut(int column) {
    String name = names.get(column);
    List<String> values = columns.values(column);
    Numbers numbers = sample.dialect().numbers();
    if (columns.counts(column)) {
      warnings.add(
          "column " + name + " counts the rows and is left out; rename it if it is a value");
      return true;
    }
    if (TimeSigns.named(name) && values.stream().allMatch(numbers::numeric)) {
      warnings.add(
          "column "
              + name
              + " is named like a time but starts with "
              + columns.first(column)
              + ", which is no time since 1970: it is left out and rows are counted;"
              + " name it with --time to take it for seconds");
      return true;
    }
    boolean empty = values.stream().allMatch(CsvFields::missing);
    if (!empty && ColumnForm.of(values, numbers).isEmpty()) {
      warnings.add(text(column));
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
}
