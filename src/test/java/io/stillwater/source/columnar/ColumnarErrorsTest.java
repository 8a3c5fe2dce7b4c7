package io.stillwater.source.columnar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.source.DataFiles;
import io.stillwater.source.SourceException;
import io.stillwater.source.csv.CsvOptions;
import io.stillwater.source.csv.CsvReadings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read gets a sentence: which file, what is wrong, what to do. */
class ColumnarErrorsTest {
  private static final Path FILES = ColumnarReadingsTest.FILES;
  private static final CsvOptions ALL = CsvOptions.DEFAULT;

  @TempDir Path folder;

  private static long count(Path file, CsvOptions options) {
    try (CsvReadings readings = CsvReadings.open(List.of(file), options)) {
      long rows = 0;
      while (readings.hasNext()) {
        readings.next();
        rows++;
      }
      return rows;
    }
  }

  private static void expect(Path file, CsvOptions options, String... parts) {
    String said =
        assertThrows(SourceException.class, () -> count(file, options), file.toString())
            .getMessage();
    for (String part : parts) {
      assertTrue(said.contains(part), said + " lacks " + part);
    }
  }

  @Test
  void whatHasNoReadings_isRefusedWithAReason() {
    expect(
        FILES.resolve("bad-lists.parquet"),
        ALL,
        "bad-lists.parquet has no column left for values",
        "column block holds lists and is left out; give each value a column or a row of its own");
    expect(
        FILES.resolve("bad-words.parquet"),
        ALL,
        "has no column left for values: its columns are remark; column remark has words such as");
    expect(
        FILES.resolve("bad-empty.parquet"), ALL, "has columns and no rows: expected at least one");
    expect(FILES.resolve("bad-empty.arrow"), ALL, "has columns and no rows");
    expect(FILES.resolve("bad-brotli.parquet"), ALL, "packed with BROTLI", "with zstd or snappy");
    expect(FILES.resolve("bad-v1.feather"), ALL, "a Feather file of version 1", "to_feather");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad-secret.parquet", "bad-secret-columns.parquet"})
  void encryptedFiles_areRefused(String name) {
    expect(FILES.resolve(name), ALL, name + " is an encrypted Parquet file", "decrypt it");
  }

  @Test
  void columnThatCannotBeRead_isNamedWithTheReason() {
    expect(
        FILES.resolve("types-zstd.parquet"),
        ALL.withChannels(List.of("flow", "tags")),
        "has no column tags: its columns are ts, flow",
        "column tags holds lists");
    expect(FILES.resolve("types.arrow"), ALL.withKey("nobody"), "has no key column nobody");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"types-v2.parquet", "types-snappy.parquet", "types-lz4.arrow", "types-zstd.arrow"})
  void filesCutOff_areRefused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(FILES.resolve(name));
    Path file = folder.resolve(name);
    for (int length = 8; length < whole.length; length += 1 + length / 17) {
      Files.write(file, Arrays.copyOf(whole, length));
      expect(file, ALL, name + " is a damaged", "copy it or write it again");
    }
  }

  @Test
  void streamCutOff_isRefusedWithItsRow() throws IOException {
    byte[] whole = Files.readAllBytes(FILES.resolve("types.arrows"));
    Path file = Files.write(folder.resolve("cut.arrows"), Arrays.copyOf(whole, 21_000));
    expect(file, ALL, "cut.arrows is a damaged Arrow file: it cannot be read after row 80");
  }

  /** Any bytes may be wrong: there is a sentence, or other numbers, never another exception. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "types-none.parquet",
        "types-snappy.parquet",
        "types-lz4.parquet",
        "types-delta.parquet",
        "types-v2.parquet",
        "types.arrow",
        "types-lz4.arrow",
        "types-zstd.arrow",
        "types-views.arrows",
        "deltas.arrows"
      })
  void filesWithWrongBytes_areReadOrRefused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(FILES.resolve(name));
    Path file = folder.resolve(name);
    Random random = new Random(name.hashCode());
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      byte[] wrong = whole.clone();
      for (int k = 0; k < 1 + i % 4; k++) {
        wrong[random.nextInt(wrong.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, wrong);
      try {
        count(file, ALL);
      } catch (SourceException e) {
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 0, "no damage was seen in " + name);
  }

  @Test
  void checksumsOfPages_findWrongBytes() throws IOException {
    byte[] wrong = Files.readAllBytes(FILES.resolve("types-v2.parquet"));
    String text = new String(wrong, StandardCharsets.ISO_8859_1);
    wrong[text.indexOf("a longer remark of row 0") + 3] ^= 1;
    Path file = Files.write(folder.resolve("sum.parquet"), wrong);
    expect(file, ALL, "column remark cannot be read", "row group 1 of 3", "checksum of a page");
  }

  @Test
  void packedFile_isToBeUnpacked() throws IOException {
    Path file = folder.resolve("in.parquet.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      Files.copy(FILES.resolve("local.parquet"), out);
    }
    expect(file, ALL, "in.parquet.gz is a Parquet file", "not packed");
  }

  @Test
  void foldersAndStandardInput_mayHoldThem() throws IOException {
    Files.copy(FILES.resolve("local.parquet"), folder.resolve("b.Parquet"));
    Files.copy(FILES.resolve("local.csv"), folder.resolve("a.csv"));
    Files.copy(FILES.resolve("local.arrow"), folder.resolve("c.feather"));
    Files.writeString(folder.resolve("notes.md"), "none");
    List<Path> files = DataFiles.of(List.of(folder), InputStream.nullInputStream());
    assertEquals(
        List.of("a.csv", "b.Parquet", "c.feather"),
        files.stream().map(file -> file.getFileName().toString()).toList());
    try (InputStream in = Files.newInputStream(FILES.resolve("local.parquet"))) {
      assertEquals(17, count(DataFiles.of(List.of(Path.of("-")), in).get(0), ALL));
    }
  }
}
