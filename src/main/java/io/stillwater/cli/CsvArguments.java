package io.stillwater.cli;

import io.stillwater.console.UserError;
import io.stillwater.event.Grid;
import io.stillwater.event.Readings;
import io.stillwater.kafka.TopicReadings;
import io.stillwater.source.AlignedReadings;
import io.stillwater.source.DataFiles;
import io.stillwater.source.csv.CsvOptions;
import io.stillwater.source.csv.CsvReadings;
import io.stillwater.source.csv.RowRange;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Option;

/** How to read CSV files; the same words in every command. What is not given is found out. */
final class CsvArguments {
  private static final int HELD = 10; // steps

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      description = "Column that tells sensors or machines apart (default: the file's name).")
  private String key;

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      description = "Column with the time; 'none' to count rows instead (default: found out).")
  private String time;

  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description =
          "How times are written, such as \"dd/MM/yyyy HH:mm:ss\" (default: found out; needed where"
              + " day and month cannot be told apart).")
  private String timeFormat;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "Zone of times that state none (default: ${DEFAULT-VALUE}).")
  private ZoneId zone;

  @Option(
      names = "--drop",
      paramLabel = "COLUMN",
      split = ",",
      description = "Columns to leave out, such as labels.")
  private List<String> drop = List.of();

  @Option(
      names = "--missing",
      paramLabel = "VALUE",
      split = ",",
      description =
          "Fields that say there is no value, such as -9999, beside words such as NaN, N/A and Bad.")
  private List<String> missing = List.of();

  @Option(
      names = "--long",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "TAG:VALUE",
      description =
          "Each row is one measurement: the channel's name in one column, its value in another (default:"
              + " found out where they are named like that; 'no' to take them for what they are).")
  private String longForm;

  @Option(
      names = "--grid",
      paramLabel = "STEP",
      converter = Durations.class,
      description =
          "Where each row is one measurement: put them on a grid of that step, such as 10s (default:"
              + " the bundle's, or found out).")
  private Duration step;

  @Option(
      names = "--hold",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "With --grid: how long a channel's last value holds (default: ten steps).")
  private Duration hold;

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "Character between fields (default: found out).")
  private Character delimiter;

  @Option(
      names = "--skip-rows",
      paramLabel = "N",
      defaultValue = "0",
      description = "Leave out the first N rows of each file.")
  private long skip;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Read at most N rows of each file, after those skipped.")
  private Long rows;

  private List<Path> found = List.of(); // what was given, as files

  /**
   * Opens the files, and warns of what looks like a mistake.
   *
   * @param channels that are wanted; null for all
   * @param trained the grid of a bundle; none to find it out or take what was said
   */
  Readings open(List<Path> files, List<String> channels, Grid trained, PrintWriter err) {
    found = DataFiles.of(files, System.in);
    CsvReadings readings = CsvReadings.open(found, options().withChannels(channels));
    readings.forms().forEach(err::println);
    readings.warnings().forEach(warning -> err.println("Warning: " + warning));
    readings.telling(warning -> err.println("Warning: " + warning));
    return readings.oneByOne() ? onGrid(readings, trained, err) : readings;
  }

  /** Those of a topic, on a grid where its records have single channels; says what they are. */
  Readings of(TopicReadings readings, PrintWriter err) {
    if (!readings.said().isEmpty()) {
      err.println(readings.said());
    }
    return readings.oneByOne() ? onGrid(readings, Grid.NONE, err) : readings;
  }

  /** Puts measurements of single channels on a grid, and says which. */
  private Readings onGrid(Readings readings, Grid trained, PrintWriter err) {
    AlignedReadings aligned = new AlignedReadings(readings, trained.none() ? grid() : trained);
    err.printf(
        "Put on a grid of %s; a value holds for %s (--grid, --hold).%n",
        Durations.text(aligned.grid().stepMillis()), Durations.text(aligned.grid().holdMillis()));
    return aligned;
  }

  /** Opens the same files once more, and says nothing. */
  Readings reopen() {
    CsvReadings readings = CsvReadings.open(found, options());
    return readings.oneByOne() ? new AlignedReadings(readings, grid()) : readings;
  }

  private Grid grid() {
    if (step == null) {
      if (hold != null) {
        throw new UserError("--hold says how long a value holds on a grid: give --grid as well.");
      }
      return Grid.NONE;
    }
    long millis = step.toMillis();
    long held = hold == null ? HELD * millis : hold.toMillis();
    try {
      return new Grid(millis, held);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage() + ".", e);
    }
  }

  private CsvOptions.OneByOne longForm() {
    if (longForm == null) {
      return null;
    }
    if (longForm.equals("no")) {
      return new CsvOptions.OneByOne(false, null, null);
    }
    int colon = longForm.indexOf(':');
    return colon < 0
        ? new CsvOptions.OneByOne(true, null, null)
        : new CsvOptions.OneByOne(
            true, longForm.substring(0, colon), longForm.substring(colon + 1));
  }

  /** What {@code --key} says; null if nothing. */
  String key() {
    return key;
  }

  ZoneId zone() {
    return zone;
  }

  CsvOptions options() {
    if (skip < 0 || (rows != null && rows < 1)) {
      throw new UserError(
          "--skip-rows must be at least 0 and --rows at least 1: were "
              + skip
              + " and "
              + rows
              + ".");
    }
    long end = rows == null || rows > Long.MAX_VALUE - skip ? Long.MAX_VALUE : skip + rows;
    return CsvOptions.DEFAULT
        .withKey(key)
        .withTime("none".equals(time) ? CsvOptions.NONE : time)
        .withTimeFormat(timeFormat)
        .withMissing(missing)
        .withLongForm(longForm())
        .withZone(zone)
        .withDrop(drop)
        .withDelimiter(delimiter)
        .withRows(new RowRange(skip, end));
  }
}
