package io.stillwater.source.csv;

import io.stillwater.source.csv.field.ColumnForm;
import io.stillwater.source.csv.field.TimeColumn;
import io.stillwater.source.table.ColumnType;
import io.stillwater.source.table.TypedTable;
import java.nio.file.Path;
import java.time.ZoneOffset;
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
 * @param forms (channels), what their fields are; of the values where there is one measurement in a
 *     row
 * @param tags where there is one measurement in a row; null where each channel has a column
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
    LongForm tags,
    Map<String, String> units,
    List<String> warnings) {

  /** Finds the layout of a file from its first rows. */
  static CsvLayout of(Path file, CsvOptions options) {
    return new LayoutFinder(new SampleColumns(file, options)).find();
  }

  /** How the file is written, in a few words; empty for the usual way. */
  String said() {
    String form = dialect.said(names.size());
    String time = times == null ? "" : dialect.typed() == null ? times.said() : typedTimes();
    String clock = clockColumn < 0 ? "" : "date and time in two columns";
    String rows =
        tags == null
            ? ""
            : "one measurement in a row, "
                + channels.size()
                + (channels.size() == 1 ? " channel" : " channels")
                + " named in column "
                + names.get(tags.tagColumn());
    String order = newestFirst ? "newest row first, read from the end" : "";
    return Stream.of(form, time, clock, rows, order)
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** Where times come from, in a table with types. */
  private String typedTimes() {
    ColumnType type = dialect.typed().columns().get(timeColumn).type();
    String zone = options.zone().equals(ZoneOffset.UTC) ? "UTC" : options.zone().toString();
    String in =
        type.kind() != ColumnType.Kind.TIME
            ? ""
            : type.utc() ? ", UTC" : ", without a zone: taken for " + zone;
    String how = times.said().isEmpty() || type.timed() ? "" : ", " + times.said();
    return "times from " + names.get(timeColumn) + " (" + type.said() + in + ")" + how;
  }

  /** The columns that are read. */
  TypedTable.Wanted wanted() {
    List<Integer> texts = new ArrayList<>();
    IntStream.of(timeColumn, clockColumn, keyColumn)
        .filter(column -> column >= 0)
        .forEach(texts::add);
    if (tags != null) {
      IntStream.of(tags.tagColumn(), tags.qualityColumn())
          .filter(column -> column >= 0)
          .forEach(texts::add);
    }
    return new TypedTable.Wanted(texts, places);
  }

  /** The same for a file with one measurement in a row that has these channels. */
  CsvLayout withTags(List<String> names) {
    LongForm form = LongForm.of(tags.tagColumn(), tags.valueColumn(), tags.qualityColumn(), names);
    return new CsvLayout(
        file,
        options,
        dialect,
        headerLine,
        this.names,
        timeColumn,
        clockColumn,
        times,
        newestFirst,
        keyColumn,
        names,
        places,
        forms,
        form,
        units,
        warnings);
  }

  /** Whether the last column has no name and no values, so that rows may lack its delimiter. */
  boolean mayEndEarly() {
    int last = names.size() - 1;
    return headerLine > 0 && last != keyColumn && last != timeColumn && !places.contains(last);
  }
}
