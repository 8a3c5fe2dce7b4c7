package io.stillwater.source.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.source.csv.CsvOptions;
import io.stillwater.source.csv.CsvReadings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables that pyarrow wrote as Parquet and Arrow yield the readings of their twins in CSV; {@code
 * make.py} beside the files writes both.
 */
class ColumnarReadingsTest {
  static final Path FILES = Path.of("src/test/resources/inputs/files/columnar");
  private static final CsvOptions KEYED = CsvOptions.DEFAULT.withKey("machine");

  @TempDir Path folder;

  /** What a file yields, and what is said about it. */
  private record Yield(
      List<String> channels, List<String> rows, List<String> said, List<String> warnings) {
    static Yield of(Path file, CsvOptions options) {
      List<String> rows = new ArrayList<>();
      List<String> warnings = new ArrayList<>();
      try (CsvReadings readings = CsvReadings.open(List.of(file), options)) {
        warnings.addAll(readings.warnings());
        readings.telling(warnings::add);
        while (readings.hasNext()) {
          Reading r = readings.next();
          rows.add(r.time() + " " + r.key() + " " + Arrays.toString(r.values()));
        }
        assertEquals(1, readings.progress(), file.toString());
        return new Yield(readings.channels(), rows, readings.forms(), warnings);
      }
    }
  }

  private static Yield same(String csv, String other, CsvOptions options) {
    Yield expected = Yield.of(FILES.resolve(csv), options);
    Yield found = Yield.of(FILES.resolve(other), options);
    assertEquals(expected.channels(), found.channels(), other);
    for (int i = 0; i < Math.min(expected.rows().size(), found.rows().size()); i++) {
      assertEquals(expected.rows().get(i), found.rows().get(i), other + " row " + (i + 1));
    }
    assertEquals(expected.rows().size(), found.rows().size(), other);
    return found;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "types-none.parquet",
        "types-snappy.parquet",
        "types-gzip.parquet",
        "types-lz4.parquet",
        "types-zstd.parquet",
        "types-v2.parquet",
        "types-plain.parquet",
        "types-delta.parquet",
        "types-int96.parquet",
        "types.arrow",
        "types-lz4.arrow",
        "types-zstd.arrow",
        "types-dictionary.arrow",
        "types.arrows",
        "types-views.arrows"
      })
  void everyType_isReadAsInCsv(String name) {
    Yield found = same("types.csv", name, KEYED);
    assertEquals(90, found.rows().size());
    assertEquals(
        List.of(
            "flow", "Temp", "half", "level", "count", "u32", "u64", "price", "wide", "pump",
            "valve", "mixed"),
        found.channels());
    String format =
        name.endsWith(".parquet") ? "Parquet" : name.endsWith("s") ? "an Arrow stream" : "Arrow";
    String zone =
        name.contains("int96") ? "nanoseconds, without a zone: taken for UTC" : "microseconds, UTC";
    assertEquals(
        List.of(name + ": " + format + ", 21 columns, times from ts (" + zone + ")"), found.said());
    String warnings = String.join("\n", found.warnings());
    for (String part :
        List.of(
            "column tags holds lists and is left out",
            "column place holds records of several fields and is left out",
            "column remark has words such as \"a longer remark of row 0\"",
            "column nothing is empty throughout")) {
      assertTrue(warnings.contains(part), warnings);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "deltas.csv, deltas.arrow, tag",
    "deltas.csv, deltas.arrows, tag",
    "clock.csv, clock.parquet,",
    "clock.csv, clock.arrow,",
    "texts.csv, texts.parquet,",
    "texts.csv, texts.arrow,",
    "nanos.csv, nanos.parquet,",
    "nanos.csv, nanos.arrow,",
    "falling.csv, falling.parquet,",
    "index.csv, index.parquet,",
    "index.csv, index.feather,",
    "holes.csv, holes.parquet,",
    "tags.csv, tags.parquet,",
    "tags.csv, tags.arrow,",
  })
  void twins_yieldTheSame(String csv, String other, String key) {
    same(csv, other, CsvOptions.DEFAULT.withKey(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local.parquet", "local.arrow"})
  void timesWithoutZone_areReadInTheirs(String name) {
    CsvOptions there = CsvOptions.DEFAULT.withZone(ZoneId.of("Europe/Berlin"));
    Yield found = same("local.csv", name, there);
    assertTrue(
        found
            .said()
            .get(0)
            .endsWith("times from time (milliseconds, without a zone: taken for Europe/Berlin)"),
        found.said().get(0));
    List<Long> times =
        found.rows().stream()
            .map(row -> Long.parseLong(row.substring(0, row.indexOf(' '))))
            .toList();
    for (int i = 1; i < times.size(); i++) {
      assertEquals(600_000, times.get(i) - times.get(i - 1), "the hour that comes twice, " + i);
    }
  }

  @Test
  void patternOfTimes_isNotAskedOfTypes() {
    CsvOptions pattern = CsvOptions.DEFAULT.withTimeFormat("dd/MM/yyyy");
    assertEquals(
        Yield.of(FILES.resolve("local.parquet"), CsvOptions.DEFAULT).rows(),
        Yield.of(FILES.resolve("local.parquet"), pattern).rows());
  }

  @Test
  void options_holdAsForCsv() {
    CsvOptions options =
        KEYED
            .withDrop(List.of("mixed", "wide"))
            .withMissing(List.of("-50", "4294967290", "true"))
            .withRows(new io.stillwater.source.csv.RowRange(35, 50));
    Yield found = same("types.csv", "types-zstd.parquet", options);
    assertEquals(15, found.rows().size());
    same("types.csv", "types-zstd.arrow", options);
    same("types.csv", "types-zstd.arrow", KEYED.withChannels(List.of("valve", "u64", "flow")));
    same("types.csv", "types-v2.parquet", KEYED.withChannels(List.of("valve", "u64", "flow")));
    same("types.csv", "types-v2.parquet", KEYED.withTime(CsvOptions.NONE));
  }

  @Test
  void words_areToldWithTheirRows() {
    String told = String.join("\n", same("types.csv", "types-none.parquet", KEYED).warnings());
    assertTrue(
        told.contains(
            "types-none.parquet: column mixed has words in 10 of 90 values, which count as missing:"
                + " \"late\" in row 6, \"late\" in row 15"),
        told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"many-lz4.feather", "many-pages.parquet"})
  void manyRows_areReadInOrder(String name) {
    try (CsvReadings readings =
        CsvReadings.open(List.of(FILES.resolve(name)), CsvOptions.DEFAULT)) {
      for (int i = 0; i < 30_000; i++) {
        double expected = i % 7 == 2 ? Double.NaN : i % 50 / 4.0;
        assertEquals(expected, readings.next().values()[0], name + " row " + (i + 1));
      }
      assertFalse(readings.hasNext());
    }
  }

  @Test
  void filesOfSeveralForms_goTogether() throws Exception {
    Path first = Files.copy(FILES.resolve("local.csv"), folder.resolve("a.csv"));
    Path second = Files.copy(FILES.resolve("local.parquet"), folder.resolve("b.parquet"));
    Path third = Files.copy(FILES.resolve("local.arrow"), folder.resolve("c.feather"));
    List<String> keys = new ArrayList<>();
    try (CsvReadings readings =
        CsvReadings.open(List.of(first, second, third), CsvOptions.DEFAULT)) {
      readings.forEachRemaining(reading -> keys.add(reading.key()));
    }
    assertEquals(51, keys.size());
    assertEquals(List.of("a", "b", "c"), keys.stream().distinct().toList());
    assertEquals(17, CsvReadings.countRows(second, CsvOptions.DEFAULT));
  }
}
