package io.stillwater.bench;

import io.stillwater.evaluate.Table;
import io.stillwater.event.Reading;
import io.stillwater.source.CsvOptions;
import io.stillwater.source.CsvReadings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Labelled tables from CSV files, read as the product reads them. */
final class CsvTables {
  private CsvTables() {}

  /** See {@link io.stillwater.evaluate.TableReader}; without labels every row is normal. */
  static Table read(Path file, List<String> labels, boolean timed) {
    CsvOptions options = timed ? CsvOptions.DEFAULT : CsvOptions.DEFAULT.withTime(CsvOptions.NONE);
    try (CsvReadings readings = CsvReadings.open(List.of(file), options)) {
      List<String> columns = readings.channels();
      int label = labels.isEmpty() ? -1 : columns.indexOf(labels.get(0));
      int[] kept =
          IntStream.range(0, columns.size())
              .filter(c -> !labels.contains(columns.get(c)))
              .toArray();
      List<Reading> rows = new ArrayList<>();
      List<Boolean> marks = new ArrayList<>();
      while (readings.hasNext()) {
        Reading row = readings.next();
        marks.add(label >= 0 && row.values()[label] > 0);
        rows.add(without(row, kept));
      }
      boolean[] anomalous = new boolean[rows.size()];
      for (int i = 0; i < anomalous.length; i++) {
        anomalous[i] = marks.get(i);
      }
      List<String> channels = IntStream.of(kept).mapToObj(columns::get).toList();
      return new Table(channels, readings.timed(), rows, anomalous);
    }
  }

  private static Reading without(Reading row, int[] kept) {
    double[] values = IntStream.of(kept).mapToDouble(c -> row.values()[c]).toArray();
    return new Reading(row.key(), row.time(), values, row.recordTime(), row.offset());
  }
}
