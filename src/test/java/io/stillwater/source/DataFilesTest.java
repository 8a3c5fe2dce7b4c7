package io.stillwater.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import io.stillwater.source.csv.CsvOptions;
import io.stillwater.source.csv.CsvReadings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders, standard input, and tables packed by zstd. */
class DataFilesTest {
  private static final String TABLE =
      "time,flow\n2026-10-01T00:00:00Z,1.5\n2026-10-01T00:00:01Z,2\n";

  @TempDir private Path folder;

  @Test
  void aFolder_standsForItsTablesInOrder() throws IOException {
    for (String name :
        List.of("b.csv", "a.CSV.gz", "c.tsv", "d.txt.zst", "notes.md", "e.csv.bak")) {
      Files.writeString(folder.resolve(name), TABLE);
    }
    Files.createDirectory(folder.resolve("f.csv"));
    List<String> names =
        DataFiles.of(List.of(folder), InputStream.nullInputStream()).stream()
            .map(file -> file.getFileName().toString())
            .toList();
    assertEquals(List.of("a.CSV.gz", "b.csv", "c.tsv", "d.txt.zst"), names);
  }

  @Test
  void aFolderWithoutTables_saysWhatIsExpected() {
    SourceException e =
        assertThrows(
            SourceException.class,
            () -> DataFiles.of(List.of(folder), InputStream.nullInputStream()));
    assertTrue(e.getMessage().contains("expected files that end in .csv"), e.getMessage());
  }

  @Test
  void standardInput_isReadAsAFile() {
    List<Path> files =
        DataFiles.of(List.of(Path.of("-")), new ByteArrayInputStream(TABLE.getBytes(UTF_8)));
    try (CsvReadings readings = CsvReadings.open(files, CsvOptions.DEFAULT)) {
      assertEquals("stdin", readings.next().key());
      assertEquals(2, readings.next().values()[0]);
    }
  }

  @Test
  void zstd_isUnpacked() throws IOException {
    Path file = folder.resolve("pump.csv.zst");
    Files.write(file, Zstd.compress(TABLE.getBytes(UTF_8)));
    try (CsvReadings readings = CsvReadings.open(List.of(file), CsvOptions.DEFAULT)) {
      assertEquals("pump", readings.next().key());
      assertEquals(2, readings.next().values()[0]);
    }
  }
}
