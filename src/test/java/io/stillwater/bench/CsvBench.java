package io.stillwater.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.stillwater.event.Reading;
import io.stillwater.source.csv.CsvOptions;
import io.stillwater.source.csv.CsvReadings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * How many megabytes of CSV one core reads a second: as readings, the dialect found out; by FastCSV
 * alone, which only cuts fields; and by FastCSV with each number and time parsed by Java, without
 * looking for anything. The same files, in turn.
 */
public final class CsvBench {
  private static final int BYTES = 24_000_000;
  private static final int ROUNDS = 7;

  private CsvBench() {}

  private interface Way {
    double read(Path file) throws IOException;
  }

  public static void main(String[] args) throws IOException {
    System.out.println("channels  file                          way                        MB/s");
    for (int channels : new int[] {8, 64}) {
      compare(channels, "times as ISO 8601", false);
      compare(channels, "semicolons, decimal comma", true);
    }
  }

  private static void compare(int channels, String name, boolean commas) throws IOException {
    Path file = Files.createTempFile("bench", ".csv");
    try {
      write(file, channels, commas);
      char delimiter = commas ? ';' : ',';
      Map<String, Way> ways = new LinkedHashMap<>();
      ways.put("Stillwater", CsvBench::readings);
      ways.put("FastCSV, fields", path -> fields(path, delimiter));
      ways.put("FastCSV, numbers", path -> numbers(path, delimiter, commas));
      Map<String, double[]> seconds = new LinkedHashMap<>();
      double sum = 0;
      for (int round = -2; round < ROUNDS; round++) {
        for (Map.Entry<String, Way> way : ways.entrySet()) {
          long start = System.nanoTime();
          sum += way.getValue().read(file);
          double taken = (System.nanoTime() - start) / 1e9;
          if (round >= 0) {
            seconds.computeIfAbsent(way.getKey(), w -> new double[ROUNDS])[round] = taken;
          }
        }
      }
      if (Double.isNaN(sum)) {
        throw new IllegalStateException("a value was lost");
      }
      seconds.forEach(
          (way, all) -> {
            Arrays.sort(all);
            System.out.printf(
                Locale.ROOT,
                "%8d  %-28s  %-22s %8.0f%n",
                channels,
                name,
                way,
                BYTES / 1e6 / all[ROUNDS / 2]);
          });
    } finally {
      Files.delete(file);
    }
  }

  private static double readings(Path file) {
    double sum = 0;
    try (CsvReadings readings = CsvReadings.open(List.of(file), CsvOptions.DEFAULT)) {
      while (readings.hasNext()) {
        Reading reading = readings.next();
        sum += reading.time() + reading.values()[0];
      }
    }
    return sum;
  }

  private static double fields(Path file, char delimiter) throws IOException {
    double sum = 0;
    try (CsvReader<CsvRecord> rows =
        CsvReader.builder().fieldSeparator(delimiter).ofCsvRecord(file)) {
      for (CsvRecord row : rows) {
        sum += row.getFieldCount();
      }
    }
    return sum;
  }

  private static double numbers(Path file, char delimiter, boolean commas) throws IOException {
    double sum = 0;
    try (CsvReader<CsvRecord> rows =
        CsvReader.builder().fieldSeparator(delimiter).ofCsvRecord(file)) {
      boolean header = true;
      for (CsvRecord row : rows) {
        if (!header) {
          sum += Instant.parse(row.getField(0)).toEpochMilli();
          for (int c = 1; c < row.getFieldCount(); c++) {
            String field = row.getField(c);
            sum += Double.parseDouble(commas ? field.replace(',', '.') : field);
          }
        }
        header = false;
      }
    }
    return sum;
  }

  private static void write(Path file, int channels, boolean commas) throws IOException {
    Random random = new Random(channels);
    String delimiter = commas ? ";" : ",";
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      StringBuilder row = new StringBuilder("time");
      for (int c = 0; c < channels; c++) {
        row.append(delimiter).append("channel").append(c);
      }
      long written = 0;
      for (long i = 0; written < BYTES; i++) {
        out.append(row).append('\n');
        written += row.length() + 1;
        row.setLength(0);
        row.append(Instant.ofEpochMilli(1_700_000_000_000L + 1_000 * i));
        for (int c = 0; c < channels; c++) {
          String value = String.format(Locale.ROOT, "%.3f", 20 + 5 * random.nextGaussian());
          row.append(delimiter).append(commas ? value.replace('.', ',') : value);
        }
      }
    }
  }
}
