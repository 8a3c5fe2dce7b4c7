package io.stillwater.source.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvReadingsTest {
  private static final double NAN = Double.NaN;

  @TempDir Path folder;

  @Test
  void commaFile_isReadByName() throws IOException {
    Path file = write("pump.csv", "time,flow,power\n2026-01-01T00:00:00Z,1.5,20\n");
    try (CsvReadings readings = open(file)) {
      assertEquals(List.of("flow", "power"), readings.channels());
      assertTrue(readings.timed());
      Reading r = readings.next();
      assertEquals("pump", r.key());
      assertEquals(1_767_225_600_000L, r.time());
      assertEquals(r.time(), r.recordTime());
      assertEquals(0, r.offset());
      assertArrayEquals(new double[] {1.5, 20}, r.values());
      assertFalse(readings.hasNext());
      assertEquals(1, readings.progress());
    }
  }

  @Test
  void semicolonTabAndBar_areFoundOut() throws IOException {
    for (String d : List.of(";", "\t", "|")) {
      Path file = write("d.csv", "a,1;b\n1;2\n3;4\n".replace(";", d));
      assertEquals(List.of("a,1", "b"), open(file).channels(), d);
    }
  }

  @Test
  void oneColumn_needsNoDelimiter() throws IOException {
    Path file = write("one.csv", "value\n1\n2\n");
    assertEquals(List.of(1.0, 2.0), firstValues(file, CsvOptions.DEFAULT));
  }

  @Test
  void headerAbsent_isFoundOutAndColumnsAreNumbered() throws IOException {
    Path file = write("bare.csv", "1.5,2\n3,4\n");
    assertEquals(List.of("c0", "c1"), open(file).channels());
    assertEquals(List.of(1.5, 3.0), firstValues(file, CsvOptions.DEFAULT));
  }

  @Test
  void headerOfNumbers_canBeSaid() throws IOException {
    Path file = write("n.csv", "1,2\n3,4\n");
    assertEquals(
        List.of("1", "2"),
        CsvReadings.open(List.of(file), CsvOptions.DEFAULT.withHeader(true)).channels());
  }

  @Test
  void quotesBomAndCrLf_areUnderstood() throws IOException {
    Path file =
        write("q.csv", "\uFEFF\"time\",\"a \"\"b\"\", c\"\r\n\"2026-01-01 00:00\",\"1\"\r\n");
    try (CsvReadings readings = open(file)) {
      assertEquals(List.of("a \"b\", c"), readings.channels());
      assertEquals(1_767_225_600_000L, readings.next().time());
      assertFalse(readings.hasNext());
    }
  }

  @Test
  void utf16FromASpreadsheet_isRead() throws IOException {
    Path file = folder.resolve("u.csv");
    Files.write(file, "\uFEFFflüss\tb\r\n1\t2\r\n".getBytes(UTF_16LE));
    assertEquals(List.of("flüss", "b"), open(file).channels());
  }

  @Test
  void gzip_isKnownByItsBytes() throws IOException {
    Path file = gzip("packed.csv", "flow\n7\n");
    assertEquals(List.of(7.0), firstValues(file, CsvOptions.DEFAULT));
  }

  @Test
  void missingValues_areNaN() throws IOException {
    Path file = write("m.csv", "a,b\n1,\nNaN,2\nnull,NA\n-inf,1e999\n n/a , 5 \n");
    List<Reading> all = read(file, CsvOptions.DEFAULT);
    double[][] expected = {{1, NAN}, {NAN, 2}, {NAN, NAN}, {NAN, NAN}, {NAN, 5}};
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], all.get(i).values(), "row " + i);
    }
  }

  @Test
  void epochUnits_areToldByTheirSize() throws IOException {
    for (String time :
        List.of("1700000000.25", "1700000000250", "1700000000250000", "1700000000250000000")) {
      Path file = write("e.csv", "ts,a\n" + time + ",1\n");
      assertEquals(1_700_000_000_250L, open(file).next().time(), time);
    }
  }

  @Test
  void naiveTimes_areReadInTheZone() throws IOException {
    Path file = write("z.csv", "when;a\n1970-01-01 01:00:02;1\n");
    CsvOptions berlin = CsvOptions.DEFAULT.withZone(ZoneId.of("Europe/Berlin"));
    assertEquals(2000, read(file, berlin).get(0).time());
    assertEquals(3_602_000, read(file, CsvOptions.DEFAULT).get(0).time());
  }

  @Test
  void withoutTime_rowsAreCounted() throws IOException {
    Path file = write("u.csv", "a\n5\n6\n7\n");
    try (CsvReadings readings = open(file)) {
      assertFalse(readings.timed());
      assertEquals(List.of(0L, 1L, 2L), times(readings));
    }
  }

  @Test
  void timeColumn_canBeRefused() throws IOException {
    Path file = write("t.csv", "time,a\n1700000000,5\n");
    CsvOptions untimed = CsvOptions.DEFAULT.withTime(CsvOptions.NONE).withDrop(List.of("time"));
    try (CsvReadings readings = CsvReadings.open(List.of(file), untimed)) {
      assertFalse(readings.timed());
      assertEquals(List.of("a"), readings.channels());
    }
  }

  @Test
  void rowOrder_isKeptWhereTimesFallOrRepeat() throws IOException {
    Path file = write("o.csv", "time,a\n1700000003,1\n1700000001,2\n1700000001,3\n");
    assertEquals(List.of(1.0, 2.0, 3.0), firstValues(file, CsvOptions.DEFAULT));
  }

  @Test
  void keyColumn_givesTheKeys() throws IOException {
    Path file = write("k.csv", "machine,a\nm1,1\nm2,2\nm1,3\n");
    List<Reading> all = read(file, CsvOptions.DEFAULT.withKey("machine"));
    assertEquals(List.of("m1", "m2", "m1"), all.stream().map(Reading::key).toList());
    assertSame(all.get(0).key(), all.get(2).key());
  }

  @Test
  void dropAndChannels_chooseColumns() throws IOException {
    Path file = write("d.csv", "a,b,c\n1,2,3\n");
    assertEquals(
        List.of("a", "c"),
        CsvReadings.open(List.of(file), CsvOptions.DEFAULT.withDrop(List.of("b"))).channels());
    CsvOptions chosen = CsvOptions.DEFAULT.withChannels(List.of("c", "a"));
    assertArrayEquals(new double[] {3, 1}, read(file, chosen).get(0).values());
  }

  @Test
  void labels_getAWarningAndRowCountersAreLeftOut() throws IOException {
    Path file = write("l.csv", "step,a,anomaly,target\n0,5,0,0.5\n1,6,1.0,0\n2,7,0,1\n");
    try (CsvReadings readings = open(file)) {
      assertEquals(List.of("a", "anomaly", "target"), readings.channels());
      assertEquals(2, readings.warnings().size(), readings.warnings().toString());
      assertTrue(readings.warnings().get(0).contains("column step counts the rows"));
      assertTrue(readings.warnings().get(1).contains("--drop anomaly"));
    }
  }

  @Test
  void elapsedSeconds_areNoTimeUnlessNamed() throws IOException {
    Path file = write("s.csv", "time,a\n0.0,5\n0.5,6\n");
    try (CsvReadings readings = open(file)) {
      assertFalse(readings.timed());
      assertEquals(List.of("a"), readings.channels());
      assertTrue(readings.warnings().get(0).contains("--time"));
    }
    assertEquals(500, read(file, CsvOptions.DEFAULT.withTime("time")).get(1).time());
  }

  @Test
  void severalFiles_areKeysOfTheirOwnInSequence() throws IOException {
    Path a = write("x/0.csv", "time,a,b\n1700000100,1,2\n1700000200,3,4\n");
    Path b = write("y/0.csv", "b,time,a\n6,1700000050,5\n8,1700000060,7\n");
    try (CsvReadings readings = CsvReadings.open(List.of(a, b), CsvOptions.DEFAULT)) {
      List<Reading> all = all(readings);
      assertEquals(List.of("x/0", "x/0", "y/0", "y/0"), all.stream().map(Reading::key).toList());
      assertEquals(List.of(0L, 1L, 0L, 1L), all.stream().map(Reading::offset).toList());
      assertEquals(
          List.of(100L, 200L, 50L, 60L),
          all.stream().map(r -> r.time() / 1000 - 1_700_000_000).toList());
      assertEquals(
          List.of(100L, 200L, 200L, 210L),
          all.stream().map(r -> r.recordTime() / 1000 - 1_700_000_000).toList());
      assertArrayEquals(new double[] {5, 6}, all.get(2).values());
      assertEquals(1, readings.progress());
    }
  }

  @Test
  void keysInSeveralFilesWithoutTime_goOn() throws IOException {
    Path a = write("a.csv", "k,v\nm,1\nm,2\n");
    Path b = write("b.csv", "k,v\nm,3\n");
    try (CsvReadings readings = CsvReadings.open(List.of(a, b), CsvOptions.DEFAULT.withKey("k"))) {
      assertEquals(List.of(0L, 1L, 2L), times(readings));
    }
  }

  @Test
  void rowRange_limitsEachFileAndKeepsRowNumbers() throws IOException {
    Path file = write("r.csv", "a\n10\n11\n12\n13\n");
    CsvOptions all = CsvOptions.DEFAULT;
    assertEquals(List.of(10.0, 11.0), firstValues(file, all.withRows(RowRange.first(2))));
    assertEquals(List.of(12.0, 13.0), firstValues(file, all.withRows(RowRange.from(2))));
    assertEquals(2, read(file, all.withRows(RowRange.from(2))).get(0).offset());
    assertEquals(List.of(), firstValues(file, all.withRows(RowRange.from(9))));
    assertEquals(4, CsvReadings.countRows(file, all));
  }

  @Test
  void oneRow_isEnough() throws IOException {
    assertEquals(1, read(write("1.csv", "a,b\n1,2"), CsvOptions.DEFAULT).size());
  }

  @Test
  void blankLines_areNoRows() throws IOException {
    assertEquals(2, read(write("b.csv", "a,b\n\n1,2\n\n3,4\n\n"), CsvOptions.DEFAULT).size());
  }

  @Test
  void progress_growsWithTheBytes() throws IOException {
    StringBuilder text = new StringBuilder("a\n");
    for (int i = 0; i < 100_000; i++) {
      text.append(i).append('\n');
    }
    try (CsvReadings readings = open(write("big.csv", text.toString()))) {
      double before = readings.progress();
      for (int i = 0; i < 50_000; i++) {
        readings.next();
      }
      assertTrue(before < 0.1 && Math.abs(readings.progress() - 0.5) < 0.2, () -> "" + before);
    }
  }

  @Test
  void latin1AndUtf16WithoutMark_areFoundOut() throws IOException {
    Path file = folder.resolve("latin.csv");
    String text = "flüss m³/h,b\n1,2\n3,4\n";
    for (Charset charset : List.of(ISO_8859_1, UTF_16LE, UTF_16BE, UTF_8)) {
      Files.write(file, text.getBytes(charset));
      assertEquals(List.of("flüss m³/h", "b"), open(file).channels(), charset.name());
      assertEquals(List.of(1.0, 3.0), firstValues(file, CsvOptions.DEFAULT), charset.name());
    }
  }

  @Test
  void cutOffGzip_isReported() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < 50_000; i++) {
      text.append(i).append(',').append(Math.sin(i)).append('\n');
    }
    Path file = gzip("cut.csv.gz", text.toString());
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    CsvErrorsTest.expect(
        () -> read(file, CsvOptions.DEFAULT), "cut.csv.gz is a damaged or cut off packed file");
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, text.getBytes(UTF_8));
  }

  private Path gzip(String name, String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
      packed.write(text.getBytes(UTF_8));
    }
    return Files.write(folder.resolve(name), bytes.toByteArray());
  }

  private static CsvReadings open(Path file) {
    return CsvReadings.open(List.of(file), CsvOptions.DEFAULT);
  }

  private static List<Reading> read(Path file, CsvOptions options) {
    try (CsvReadings readings = CsvReadings.open(List.of(file), options)) {
      return all(readings);
    }
  }

  private static List<Reading> all(CsvReadings readings) {
    List<Reading> all = new ArrayList<>();
    readings.forEachRemaining(all::add);
    return all;
  }

  private static List<Double> firstValues(Path file, CsvOptions options) {
    return read(file, options).stream().map(r -> r.values()[0]).toList();
  }

  private static List<Long> times(CsvReadings readings) {
    return all(readings).stream().map(Reading::time).toList();
  }
}
