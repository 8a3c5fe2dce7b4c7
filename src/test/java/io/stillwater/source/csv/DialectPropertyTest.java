package io.stillwater.source.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.stillwater.event.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any table written in any dialect reads back to the same numbers and times. */
class DialectPropertyTest {
  private static final String[] NAMES = {"Fluß", "p", "Leistung", "speed", "T 1", "c"};
  private static final String[] UNITS = {"m³/h", "bar", "kW", "1/min", "°C", "%"};

  @TempDir Path folder;

  @Test
  void everyTable_readsBack() throws IOException {
    for (int seed = 0; seed < 3000; seed++) {
      readsBack(seed);
    }
  }

  private void readsBack(int seed) throws IOException {
    Random random = new Random(seed);
    TableDialect dialect = new TableDialect(random);
    WrittenTimes times = new WrittenTimes(random, dialect.decimal);
    int channels = 1 + random.nextInt(NAMES.length);
    int rows = 4 + random.nextInt(30);
    int states = channels > 1 && random.nextInt(4) == 0 ? channels - 1 : -1; // a channel of words
    double[][] table = table(rows, channels, states, random);
    StringBuilder text = new StringBuilder();
    List<String> names = names(dialect, times, channels);
    dialect.above(text, names.size());
    text.append(dialect.line(names));
    if (dialect.units == 1) {
      text.append(dialect.line(units(dialect, times, channels)));
    }
    for (int i = 0; i < rows; i++) {
      int r = times.newestFirst ? rows - 1 - i : i;
      text.append(dialect.line(row(dialect, times.fields(r), table[r], i, states)));
      dialect.between(text);
    }
    Path file = Files.write(folder.resolve("t.csv"), dialect.bytes(text.toString()));
    String what = "seed " + seed + "\n" + text;
    CsvOptions options = CsvOptions.DEFAULT.withZone(times.zone);
    try (CsvReadings back = CsvReadings.open(List.of(file), options)) {
      assertEquals(List.of(NAMES).subList(0, channels), back.channels(), what);
      assertEquals(times.any, back.timed(), what);
      assertEquals(dialect.units == 0 ? 0 : channels, back.units().size(), what);
      for (int r = 0; r < rows; r++) {
        Reading reading = back.next();
        assertEquals(times.any ? times.millis(r) : r, reading.time(), what);
        assertArrayEquals(table[r], reading.values(), what);
      }
      assertFalse(back.hasNext(), what);
    }
  }

  /** First and last rows that leave no doubt what is decimal, and no column without a value. */
  private static double[][] table(int rows, int channels, int states, Random random) {
    double[][] table = new double[rows][channels];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < channels; c++) {
        boolean edge = r == 0 || r == rows - 1;
        double size = Math.pow(10, random.nextInt(7) - 2);
        double value = Math.round(random.nextGaussian() * size * 1e4) / 1e4;
        boolean missing = !edge && random.nextInt(10) == 0;
        double number = edge ? 1.5 + c : value == 0 ? 0.5 : value;
        table[r][c] = missing ? Double.NaN : c == states ? random.nextInt(2) : number;
      }
    }
    return table;
  }

  private static List<String> names(TableDialect dialect, WrittenTimes times, int channels) {
    List<String> names = new ArrayList<>(dialect.index ? List.of("") : List.of());
    names.addAll(times.names());
    for (int c = 0; c < channels; c++) {
      names.add(dialect.units == 2 ? NAMES[c] + " [" + UNITS[c] + "]" : NAMES[c]);
    }
    names.addAll(dialect.text ? List.of("mode", "spare") : List.of());
    return names;
  }

  private static List<String> units(TableDialect dialect, WrittenTimes times, int channels) {
    List<String> units = new ArrayList<>(dialect.index ? List.of("") : List.of());
    times.names().forEach(name -> units.add(""));
    for (int c = 0; c < channels; c++) {
      units.add(dialect.quoted ? "[" + UNITS[c] + "]" : UNITS[c]);
    }
    units.addAll(dialect.text ? List.of("", "") : List.of());
    return units;
  }

  private static List<String> row(
      TableDialect dialect, List<String> times, double[] values, int place, int states) {
    List<String> fields =
        new ArrayList<>(dialect.index ? List.of(Integer.toString(2 * place)) : List.of());
    fields.addAll(times);
    for (int c = 0; c < values.length; c++) {
      double value = values[c];
      fields.add(
          Double.isNaN(value)
              ? dialect.missing(values.length > 1)
              : c == states ? dialect.state(value == 1) : dialect.number(value));
    }
    fields.addAll(dialect.text ? List.of(place % 3 == 0 ? "auto" : "hand", "") : List.of());
    return fields;
  }
}
