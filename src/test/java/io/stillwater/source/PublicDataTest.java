package io.stillwater.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.stillwater.event.Reading;
import io.stillwater.source.csv.CsvOptions;
import io.stillwater.source.csv.CsvReadings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads every CSV file of the public data, where it lies beside the repository. */
class PublicDataTest {
  private static final Path DATA = Path.of("../shared/data");

  @Test
  void skab_isTimedWithEightChannelsBesideItsLabels() throws IOException {
    List<Path> files = files("skab");
    CsvOptions options = CsvOptions.DEFAULT.withDrop(List.of("anomaly", "changepoint"));
    try (CsvReadings readings = CsvReadings.open(files, options)) {
      assertTrue(readings.timed());
      assertEquals(8, readings.channels().size());
      assertEquals("Accelerometer1RMS", readings.channels().get(0));
      assertEquals(List.of(), readings.warnings());
      Set<String> keys = new HashSet<>();
      long rows = 0;
      while (readings.hasNext()) {
        Reading r = readings.next();
        keys.add(r.key());
        assertTrue(r.recordTime() >= r.time());
        rows++;
      }
      assertEquals(35, keys.size());
      assertTrue(keys.contains("valve1/0") && keys.contains("other/1"), keys.toString());
      assertEquals(46_806, rows);
    }
  }

  @Test
  void skabWithLabels_warnsOfThem() {
    Path file = DATA.resolve("skab/valve1/0.csv.gz");
    assumeTrue(Files.exists(file), "needs the public data in " + DATA);
    try (CsvReadings readings = CsvReadings.open(List.of(file), CsvOptions.DEFAULT)) {
      assertEquals(10, readings.channels().size());
      assertEquals(2, readings.warnings().size());
    }
  }

  @Test
  void msl_isUntimedWithFiftyFiveChannels() throws IOException {
    for (Path file : files("msl")) {
      check(file, false, 55);
    }
  }

  @Test
  void smd_isUntimedWithThirtyEightChannels() throws IOException {
    for (Path file : files("smd")) {
      check(file, false, 38);
    }
  }

  @Test
  void nab_isTimedWithOneChannelInRowOrder() throws IOException {
    for (Path file : files("nab")) {
      check(file, true, 1);
    }
  }

  @Test
  void adbench_isUntimed() throws IOException {
    for (Path file : files("adbench")) {
      try (CsvReadings readings = CsvReadings.open(List.of(file), drop("label"))) {
        assertFalse(readings.timed(), file.toString());
        assertEquals("x0", readings.channels().get(0));
        assertEquals(List.of(), readings.warnings(), file.toString());
        readings.forEachRemaining(r -> {});
      }
    }
  }

  private static void check(Path file, boolean timed, int channels) {
    CsvOptions options = channels == 1 ? CsvOptions.DEFAULT : drop("label");
    try (CsvReadings readings = CsvReadings.open(List.of(file), options)) {
      assertEquals(timed, readings.timed(), file.toString());
      assertEquals(channels, readings.channels().size(), file.toString());
      long rows = 0;
      while (readings.hasNext()) {
        assertEquals(rows++, readings.next().offset());
      }
      assertEquals(1, readings.progress());
      assertEquals(rows, CsvReadings.countRows(file, options), file.toString());
    }
  }

  private static CsvOptions drop(String column) {
    return CsvOptions.DEFAULT.withDrop(List.of(column));
  }

  private static List<Path> files(String collection) throws IOException {
    Path folder = DATA.resolve(collection);
    assumeTrue(Files.isDirectory(folder), "needs the public data in " + folder);
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".csv.gz")).sorted().toList();
    }
  }
}
