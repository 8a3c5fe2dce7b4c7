package io.stillwater.source.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.source.SimulatedReadings;
import io.stillwater.source.Simulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read back to the bit, whatever the names, keys and numbers. */
class CsvRoundTripTest {
  private static final String LETTERS = "ab,;\t|\"' \u00e4\u6cf5#=-\n";

  @TempDir Path folder;

  @Test
  void randomReadings_comeBackToTheBit() {
    for (int seed = 0; seed < 200; seed++) {
      roundTrip(new Random(seed), "seed " + seed);
    }
  }

  @Test
  void simulation_comesBackToTheBit() {
    Path file = folder.resolve("pumps.csv.gz");
    try (Readings pumps = SimulatedReadings.healthy(3, 4, Duration.ofSeconds(20))) {
      assertEquals(600, CsvRows.write(pumps, file));
    }
    try (Readings expected = SimulatedReadings.healthy(3, 4, Duration.ofSeconds(20));
        CsvReadings back = CsvReadings.open(List.of(file), CsvOptions.DEFAULT.withKey("key"))) {
      assertEquals(Simulator.CHANNELS, back.channels());
      assertEquals(List.of(), back.warnings());
      compare(expected, back, "pumps");
    }
  }

  private void roundTrip(Random random, String what) {
    boolean timed = random.nextBoolean();
    List<String> channels = new ArrayList<>();
    for (int c = 0; c <= random.nextInt(5); c++) {
      channels.add("x" + c + text(random));
    }
    List<Reading> rows = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(50); i++) {
      double[] values = new double[channels.size()];
      for (int c = 0; c < values.length; c++) {
        double value = Double.longBitsToDouble(random.nextLong());
        values[c] = Double.isFinite(value) && random.nextInt(8) > 0 ? value : Double.NaN;
      }
      long time = timed ? 1_600_000_000_000L + random.nextInt(1_000_000_000) : i;
      rows.add(Reading.ofRow("k" + text(random), time, values, i));
    }
    Path file = folder.resolve("rows.csv" + (random.nextBoolean() ? ".gz" : ""));
    CsvRows.write(new Rows(channels, timed, rows.iterator()), file);
    CsvOptions options =
        CsvOptions.DEFAULT
            .withDelimiter(',')
            .withHeader(true)
            .withKey("key")
            .withChannels(channels.stream().map(String::strip).toList()) // also empty ones
            .withTime(timed ? "time" : CsvOptions.NONE);
    try (CsvReadings back = CsvReadings.open(List.of(file), options)) {
      assertEquals(channels.stream().map(String::strip).toList(), back.channels(), what);
      assertEquals(timed, back.timed(), what);
      compare(rows.iterator(), back, what);
    }
  }

  private static void compare(Iterator<Reading> expected, CsvReadings back, String what) {
    while (expected.hasNext()) {
      Reading one = expected.next();
      Reading two = back.next();
      assertEquals(one.key().strip(), two.key(), what);
      assertEquals(one.time(), two.time(), what);
      assertArrayEquals(one.values(), two.values(), what);
    }
    assertFalse(back.hasNext(), what);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private record Rows(List<String> channels, boolean timed, Iterator<Reading> rows)
      implements Readings {
    @Override
    public double progress() {
      return Double.NaN;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Reading next() {
      return rows.next();
    }

    @Override
    public void close() {}
  }
}
