package io.stillwater.source.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Every wrong file gets a sentence: which file and line, what was wrong, what was expected. */
class CsvErrorsTest {
  private static final CsvOptions ALL = CsvOptions.DEFAULT;

  @TempDir Path folder;

  @Test
  void missingFile() {
    expect(
        () -> read(folder.resolve("none.csv"), ALL), "none.csv does not exist", "check the path");
  }

  @Test
  void folderInsteadOfFile() {
    expect(() -> read(folder, ALL), "is a folder", "expected CSV files");
  }

  @Test
  void noFiles() {
    expect(() -> CsvReadings.open(List.of(), ALL), "no files");
  }

  @Test
  void emptyFile() {
    expect("", ALL, "in.csv is empty", "rows of numbers");
  }

  @Test
  void headerOnly() {
    expect("a,b\n", ALL, "a header and no rows", "at least one row");
  }

  @Test
  void otherFormats_areNamed() throws IOException {
    for (String[] one :
        new String[][] {
          {"PAR1....", "in.csv is a damaged Parquet file: it has 8 bytes", "copy it"},
          {"BZh91AY", "packed with bzip2", "bunzip2"},
          {"ARROW1..", "is a damaged Arrow file", "it ends after 8 bytes"},
          {"%PDF-1.7", "a PDF", "as CSV"},
        }) {
      expect(one[0], ALL, one[1], one[2]);
    }
    Path file = folder.resolve("in.csv");
    Files.write(file, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 4, 0, 1, 0});
    expect(() -> read(file, ALL), "is a damaged or cut off packed file");
    Files.write(file, new byte[] {1, 2, 0, 0, 0, 9, 8, 7, 0, 0, 0, 1});
    expect(() -> read(file, ALL), "is no text");
  }

  @Test
  void zip_ofOneFileIsRead_ofMoreOrAWorkbookRefused() throws IOException {
    assertEquals(List.of(1.0, 2.0), zipped("day.csv", "a\n1\n2\n"));
    expect(() -> zipped("a.csv", "a\n1\n", "b.csv", "a\n2\n"), "several files", "a.csv and b.csv");
    expect(() -> zipped("[Content_Types].xml", "<x/>"), "workbook of a spreadsheet");
  }

  private List<Double> zipped(String... namesAndTexts) throws IOException {
    Path file = folder.resolve("in.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    List<Double> values = new ArrayList<>();
    try (CsvReadings readings = CsvReadings.open(List.of(file), ALL)) {
      readings.forEachRemaining(r -> values.add(r.values()[0]));
    }
    return values;
  }

  @Test
  void rowThatBeginsWithAnErrorAmongComments_isNotPassedOver() {
    expect(
        "# made by hand\na,b\n" + "1,2\n".repeat(300) + "# pause\n#N/A,3\n",
        ALL,
        "in.csv line 304: \"#N/A,3\" begins like a comment",
        "--missing");
  }

  @Test
  void raggedRow_isNamedByItsLine() {
    expect("a,b\n1,2\n3\n", ALL, "in.csv line 3", "1 fields: expected 2");
    expect("a,b\n1,2\n3,4,5\n", ALL, "in.csv line 3", "3 fields: expected 2");
  }

  @Test
  void columnsOfText_areRefusedWhereTheyAreAskedFor() {
    String text = "a,status,b\n1,ok,2\n3,late,4\n";
    expect(
        text,
        ALL.withChannels(List.of("a", "status")),
        "line 2: column status is \"ok\"",
        "expected a number, or nothing, in most rows",
        "--drop status");
  }

  @Test
  void nothingButText_saysWhatItIs() {
    expect("a\n1d\n", ALL, "no column left", "column a has words such as \"1d\"");
    expect("a\n0x1p3\n0x1p3f\n", ALL, "\"0x1p3\"");
  }

  @Test
  void wordsInMoreThanAFifthOfAColumn_areRefusedAtTheEnd() {
    String begin = "a,b\n" + "1,2\n".repeat(300);
    expect(
        begin + "1,off\n".repeat(100),
        ALL,
        "in.csv: column b has words in 100 of 400 values (\"off\" in line 302)",
        "--drop b");
  }

  @Test
  void wrongColumnNames_listWhatExists() {
    String text = "time,a,b\n1700000000,1,2\n";
    expect(text, ALL.withTime("when"), "no time column when", "its columns are time, a, b");
    expect(text, ALL.withKey("id"), "no key column id", "its columns are time, a, b");
    expect(text, ALL.withDrop(List.of("c")), "no column c to drop", "its columns are time, a, b");
    expect(text, ALL.withChannels(List.of("a", "x")), "no column x", "its columns are time, a, b");
  }

  @Test
  void nothingLeft() {
    expect("time,b\n1700000000,2\n", ALL.withDrop(List.of("b")), "no column left", "time, b");
  }

  @Test
  void badTime_isNamedByItsLine() {
    expect("time,a\n2026-01-01,1\nsoon,2\n", ALL, "line 3: the time is \"soon\"", "expected");
    expect("time,a\n2026-01-01,1\n,2\n", ALL, "line 3: the time is \"\"");
    expect("t,a\nx,1\n", ALL.withTime("t"), "line 2: the time column t starts with \"x\"");
    expect("t,a\n-5,1\n", ALL.withTime("t"), "before 1970");
  }

  @Test
  void emptyKey() {
    expect("k,a\nm,1\n,2\n", ALL.withKey("k"), "line 3: the key has 0 characters");
  }

  @Test
  void unclosedQuote_doesNotSwallowTheFile() {
    expect("a,b\n1,2\n\"3,4\n5,6\n", ALL, "in.csv line 3");
  }

  @Test
  void sameFileTwice() throws IOException {
    Path file = write("a\n1\n");
    expect(() -> CsvReadings.open(List.of(file, file), ALL), "given twice");
  }

  @Test
  void secondFileWithoutAChannel() throws IOException {
    Path a = Files.write(folder.resolve("a.csv"), "x,y\n1,2\n".getBytes(UTF_8));
    Path b = Files.write(folder.resolve("b.csv"), "x,z\n1,2\n".getBytes(UTF_8));
    expect(() -> CsvReadings.open(List.of(a, b), ALL), "b.csv has no column y", "x, z");
  }

  @Test
  void timeInOneFileOnly() throws IOException {
    Path a = Files.write(folder.resolve("a.csv"), "time,x\n1700000000,2\n".getBytes(UTF_8));
    Path b = Files.write(folder.resolve("b.csv"), "x\n1\n".getBytes(UTF_8));
    expect(() -> CsvReadings.open(List.of(a, b), ALL), "b.csv has no time column", "all or none");
  }

  private void expect(String text, CsvOptions options, String... parts) {
    expect(() -> read(write(text), options), parts);
  }

  static void expect(Executable reading, String... parts) {
    String message = assertThrows(SourceException.class, reading).getMessage();
    assertFalse(message.contains("cannot be read"), message); // a sentence within another
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "\"" + message + "\" lacks \"" + part + "\"");
    }
  }

  private Path write(String text) throws IOException {
    return Files.write(folder.resolve("in.csv"), text.getBytes(UTF_8));
  }

  private static void read(Path file, CsvOptions options) {
    try (CsvReadings readings = CsvReadings.open(List.of(file), options)) {
      readings.forEachRemaining(r -> {});
    }
  }
}
