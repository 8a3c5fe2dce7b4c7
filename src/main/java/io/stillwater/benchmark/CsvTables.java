package io.stillwater.benchmark;

import io.stillwater.console.UserError;
import io.stillwater.evaluate.Table;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.source.csv.CsvOptions;
import io.stillwater.source.csv.CsvReadings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Labelled tables from CSV files, read as the product reads them. */
public final class CsvTables {
  private CsvTables() {}

  /** See {@link io.stillwater.evaluate.TableReader}. */
  public static Table read(Path file, List<String> labels, boolean timed) {
    CsvOptions options = timed ? CsvOptions.DEFAULT : CsvOptions.DEFAULT.withTime(CsvOptions.NONE);
    try (CsvReadings readings = CsvReadings.open(List.of(file), options)) {
      return table(readings, file.toString(), labels);
    }
  }

  /**
   * All that is left of the readings.
   *
   * @param where they come from, for what is said
   * @param labels see {@link io.stillwater.evaluate.TableReader}
   */
  static Table table(Readings readings, String where, List<String> labels) {
    List<String> columns = readings.channels();
    int label = labels.isEmpty() ? -1 : columns.indexOf(labels.get(0));
    if (label < 0 && !labels.isEmpty()) {
      throw new UserError(
          where + " has no column " + labels.get(0) + " of labels: its columns are " + columns);
    }
    int[] kept =
        IntStream.range(0, columns.size()).filter(c -> !labels.contains(columns.get(c))).toArray();
    List<Reading> rows = new ArrayList<>();
    BitSet anomalous = new BitSet();
    while (readings.hasNext()) {
      Reading row = readings.next();
      anomalous.set(rows.size(), label >= 0 && row.values()[label] > 0);
      rows.add(without(row, kept));
    }
    boolean[] marks = new boolean[rows.size()];
    anomalous.stream().forEach(i -> marks[i] = true);
    List<String> channels = IntStream.of(kept).mapToObj(columns::get).toList();
    return new Table(channels, readings.timed(), rows, marks);
  }

  private static Reading without(Reading row, int[] kept) {
    double[] values = IntStream.of(kept).mapToDouble(c -> row.values()[c]).toArray();
    return new Reading(row.key(), row.time(), values, row.recordTime(), row.offset());
  }
}
