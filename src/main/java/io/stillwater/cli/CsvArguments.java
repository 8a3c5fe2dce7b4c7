package io.stillwater.cli;

import io.stillwater.console.UserError;
import io.stillwater.source.csv.CsvOptions;
import io.stillwater.source.csv.CsvReadings;
import io.stillwater.source.csv.RowRange;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Option;

/** How to read CSV files; the same words in every command. What is not given is found out. */
final class CsvArguments {
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

  /** Opens the files, and warns of what looks like a mistake. */
  CsvReadings open(List<Path> files, List<String> channels, PrintWriter err) {
    CsvReadings readings = CsvReadings.open(files, options().withChannels(channels));
    readings.forms().forEach(err::println);
    readings.warnings().forEach(warning -> err.println("Warning: " + warning));
    return readings.telling(warning -> err.println("Warning: " + warning));
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
        .withZone(zone)
        .withDrop(drop)
        .withDelimiter(delimiter)
        .withRows(new RowRange(skip, end));
  }
}
