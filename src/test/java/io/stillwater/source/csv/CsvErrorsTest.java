package io.stillwater.source.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        "column b has words in 100 of 400 values (\"off\" in line 302)",
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
