package io.stillwater.source.csv;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as plants, spreadsheets and historians write them, each with the values it means. */
class DialectTest {
  private static final double NAN = Double.NaN;

  @TempDir Path folder;

  private String said = "";
  private final List<String> told = new ArrayList<>();
  private Map<String, String> units = Map.of();

  private double[][] read(String text, String... channels) throws IOException {
    return read(text.getBytes(UTF_8), channels);
  }

  private double[][] read(byte[] bytes, String... channels) throws IOException {
    Path file = Files.write(folder.resolve("in.csv"), bytes);
    told.clear();
    try (CsvReadings readings = CsvReadings.open(List.of(file), CsvOptions.DEFAULT)) {
      said = String.join("; ", readings.forms());
      told.addAll(readings.warnings());
      readings.telling(told::add);
      units = readings.units();
      assertEquals(List.of(channels), readings.channels());
      List<double[]> rows = new ArrayList<>();
      while (readings.hasNext()) {
        Reading reading = readings.next();
        rows.add(reading.values());
      }
      return rows.toArray(double[][]::new);
    }
  }

  @Test
  void semicolonsAndDecimalComma() throws IOException {
    double[][] expected = {{12.5, -3}, {0.25, 1200}};
    assertArrayEquals(expected, read("Fluss;Druck\n12,5;-3\n0,25;1200\n", "Fluss", "Druck"));
    assertEquals("in.csv: semicolons, decimal comma", said);
    assertArrayEquals(expected, read("12,5;-3\n0,25;1200\n", "c0", "c1"), "no header");
    assertArrayEquals(expected, read("Fluss\tDruck\n12,5\t-3\n0,25\t1200\n", "Fluss", "Druck"));
    assertEquals("in.csv: tabs, decimal comma", said);
    assertArrayEquals(new double[][] {{1.5}, {2.5}}, read("Wert\n1,5\n2,5\n", "Wert"));
  }

  @Test
  void thousands() throws IOException {
    assertArrayEquals(
        new double[][] {{10_025.146, 1}, {1_234_567, 2.5}},
        read("a,b\n\"10,025.146\",1\n\"1,234,567\",2.5\n", "a", "b"));
    assertArrayEquals(
        new double[][] {{10_025.146, 1}, {1_234_567, 2.5}},
        read("a;b\n10.025,146;1\n1.234.567;2,5\n", "a", "b"));
    assertArrayEquals(
        new double[][] {{10_025.5, -1_000}, {1_234_567, 2.5}},
        read("a;b\n10'025.5;-1 000\n1\u202f234\u202f567;2.5\n", "a", "b"));
  }

  @Test
  void threeDigitsBehindACommaAlone_areDecimalUnlessCommasDivideTheFields() throws IOException {
    assertArrayEquals(new double[][] {{1.234}, {5.678}}, read("a;b\n1,234;\n5,678;\n", "a"));
    assertArrayEquals(
        new double[][] {{1234, 1}, {5678, 2}}, read("a,b\n\"1,234\",1\n\"5,678\",2\n", "a", "b"));
    assertArrayEquals(new double[][] {{0.234}, {5.678}}, read("a;\n0,234;\n5,678;\n", "a"));
  }

  @Test
  void numbersInThreesOnly() throws IOException {
    read("a,b\n\"12,34,567\",1\n2,3\n4,5\n6,7\n8,9\n10,11\n", "a", "b");
    assertTrue(told.get(0).contains("\"12,34,567\" in line 2"), told.toString());
  }

  @Test
  void titlesAndComments_aboveTheHeader() throws IOException {
    double[][] expected = {{1, 2, 3}, {4, 5, 6}};
    assertArrayEquals(
        expected,
        read("Report of plant 3\n\nMade;2026-10-01\na;b;c\n1;2;3\n4;5;6\n", "a", "b", "c"));
    assertEquals("in.csv: semicolons, 2 lines above the table", said);
    assertArrayEquals(
        expected, read("Report,,\n# made by hand\na,b,c\n1,2,3\n# x\n4,5,6\n", "a", "b", "c"));
    assertEquals("in.csv: 1 line above the table, lines from # on left out", said);
    assertArrayEquals(expected, read("# a,b,c\n1,2,3\n4,5,6\n", "a", "b", "c"));
    assertArrayEquals(expected, read("sep=;\na;b;c\n1;2;3\n4;5;6\n", "a", "b", "c"));
    assertArrayEquals(expected, read("Report\n1,2,3\n4,5,6\n", "c0", "c1", "c2"));
  }

  @Test
  void rowsThatBeginWithASpreadsheetsError_areNoComments() throws IOException {
    assertArrayEquals(
        new double[][] {{1, 2}, {NAN, 3}, {NAN, 4}},
        read("a,b\n1,2\n#N/A,3\n#DIV/0!,4\n", "a", "b"));
  }

  @Test
  void units_belowTheHeaderOrInIt() throws IOException {
    double[][] expected = {{12.5, 3}, {13, 4}};
    assertArrayEquals(expected, read("flow,p\nm³/h,[bar]\n12.5,3\n13,4\n", "flow", "p"));
    assertEquals(Map.of("flow", "m³/h", "p", "bar"), units);
    assertEquals("in.csv: units below the header", said);
    assertArrayEquals(expected, read("flow,p\nm³/h,bar\nfloat,float\n12.5,3\n13,4\n", "flow", "p"));
    assertEquals(Map.of("flow", "m³/h", "p", "bar"), units);
    assertArrayEquals(expected, read("Flow [m³/h],Temp (°C)\n12.5,3\n13,4\n", "Flow", "Temp"));
    assertEquals(Map.of("Flow", "m³/h", "Temp", "°C"), units);
    assertArrayEquals(expected, read("Flow (inlet),p\n12.5,3\n13,4\n", "Flow (inlet)", "p"));
    assertEquals(Map.of(), units);
  }

  @Test
  void channelsAreFoundWithOrWithoutTheirUnit_andKeepTheNameThatWasAskedFor() throws IOException {
    Path file = Files.write(folder.resolve("u.csv"), "p [bar],Flow [m³/h]\n1,2\n".getBytes(UTF_8));
    for (List<String> wanted : List.of(List.of("Flow", "p"), List.of("Flow [m³/h]", "p"))) {
      CsvOptions options = CsvOptions.DEFAULT.withChannels(wanted);
      try (CsvReadings readings = CsvReadings.open(List.of(file), options)) {
        assertEquals(wanted, readings.channels());
        assertArrayEquals(new double[] {2, 1}, readings.next().values());
      }
    }
  }

  @Test
  void wordsForMissingValues() throws IOException {
    String[] words = {
      "NaN",
      "NA",
      "N/A",
      "#N/A",
      "null",
      "None",
      "-",
      "Bad",
      "No Data",
      "I/O Timeout",
      "?",
      "--",
      "∞".replace("∞", "-Infinity"),
      "+inf",
      "#DIV/0!",
      "nil",
      "Bad Input",
      "\\N"
    };
    StringBuilder text = new StringBuilder("a,b\n");
    for (String word : words) {
      text.append("1,").append(word).append('\n');
    }
    double[][] rows = read(text + "2,3\n", "a", "b");
    for (int i = 0; i < words.length; i++) {
      assertArrayEquals(new double[] {1, NAN}, rows[i], words[i]);
    }
    assertEquals(3, rows[words.length][1]);
    assertEquals(List.of(), told);
  }

  @Test
  void valuesThatAreSaidToBeMissing() throws IOException {
    Path file =
        Files.write(
            folder.resolve("m.csv"), "a,b\n-9999.0,1\n2,ausgefallen\n-9999,3\n".getBytes(UTF_8));
    CsvOptions options = CsvOptions.DEFAULT.withMissing(List.of("-9999", "Ausgefallen", "0"));
    Path keyed = Files.write(folder.resolve("k.csv"), "k,a\n0,0\n0,5\n".getBytes(UTF_8));
    try (CsvReadings readings = CsvReadings.open(List.of(keyed), options.withKey("k"))) {
      Reading first = readings.next();
      assertEquals("0", first.key(), "keys and times are no values");
      assertArrayEquals(new double[] {NAN}, first.values());
    }
    try (CsvReadings readings = CsvReadings.open(List.of(file), options)) {
      readings.telling(told::add);
      assertArrayEquals(new double[] {NAN, 1}, readings.next().values());
      assertArrayEquals(new double[] {2, NAN}, readings.next().values());
      assertArrayEquals(new double[] {NAN, 3}, readings.next().values());
      assertEquals(false, readings.hasNext());
    }
    assertEquals(List.of(), told);
  }

  @Test
  void otherWordsAmongNumbers_areMissingAndTold() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < 500; i++) {
      text.append(i).append(',').append(i % 50 == 7 ? "maintenance" : "" + i).append('\n');
    }
    double[][] rows = read(text.toString(), "a", "b");
    assertEquals(NAN, rows[7][1]);
    assertEquals(8, rows[8][1]);
    assertEquals(
        List.of(
            "in.csv: column b has words in 10 of 500 values, which count as missing: \"maintenance\""
                + " in line 9, \"maintenance\" in line 59, \"maintenance\" in line 109,"
                + " \"maintenance\" in line 159, \"maintenance\" in line 209, …"),
        told);
  }

  @Test
  void columnsOfTextAndEmptyOnes_areLeftOutAndTold() throws IOException {
    assertArrayEquals(
        new double[][] {{1, 3}, {2, 4}}, read("a,mode,spare,b\n1,auto,,3\n2,hand,,4\n", "a", "b"));
    assertEquals(
        List.of(
            "column mode has words such as \"auto\" and is left out; with --key mode it tells machines"
                + " apart",
            "column spare is empty throughout and is left out"),
        told);
    String late = "a,b\n" + "1,\n".repeat(3000) + "2,5\n";
    assertEquals(5, read(late, "a", "b")[3000][1]);
  }

  @Test
  void twoWords_areOneAndZero() throws IOException {
    assertArrayEquals(
        new double[][] {{1, 0, 1}, {0, 1, NAN}},
        read("pump,valve,alarm\non,CLOSED,TRUE\nOff,open,\n", "pump", "valve", "alarm"));
  }

  @Test
  void delimitersAtTheEnd_namesThatComeTwice_andAnIndex() throws IOException {
    double[][] expected = {{1, 2}, {3, 4}};
    assertArrayEquals(expected, read("a,b,\n1,2,\n3,4,\n", "a", "b"));
    assertEquals(List.of(), told);
    assertArrayEquals(expected, read("a,b\n1,2,\n3,4,\n", "a", "b"));
    assertArrayEquals(expected, read("a,b,\n1,2\n3,4\n", "a", "b"));
    assertArrayEquals(expected, read("a,a\n1,2\n3,4\n", "a", "a_2"));
    assertEquals(List.of("the column a is there again as column 2, and called a_2"), told);
    assertArrayEquals(
        new double[][] {{5}, {6}, {7}}, read(",a\n0,5\n3,6\n4,7\n", "a"), "an index with holes");
  }

  @Test
  void lettersOfOtherEncodings() throws IOException {
    String text = "Durchfluß [m³/h];Druck\n1,5;2\n2,5;3\n";
    for (Charset charset : List.of(UTF_8, Charset.forName("windows-1252"), UTF_16LE)) {
      assertArrayEquals(
          new double[][] {{1.5, 2}, {2.5, 3}}, read(text.getBytes(charset), "Durchfluß", "Druck"));
      boolean windows = charset.name().equals("windows-1252");
      assertEquals(windows, said.endsWith("letters in Windows-1252"), said);
    }
  }

  @Test
  void wordsWithPoints_amongDecimalCommas_areTold() throws IOException {
    double[][] rows = read("a;b\n1,5;1\nk. A.;2\n" + "2,5;3\n".repeat(8) + "3.5;4\n", "a", "b");
    assertEquals(NAN, rows[1][0]);
    assertEquals(NAN, rows[10][0]);
    assertEquals(1, told.size());
    assertTrue(told.get(0).contains("\"k. A.\" in line 3, \"3.5\" in line 12"), told.get(0));
  }

  @Test
  void titlesThatASpreadsheetFillsUp_areNone() throws IOException {
    double[][] expected = {{1, 2, 3}, {4, 5, 6}};
    String table = "a,b,c,d\n1,2,3,\n4,5,6,\n";
    assertArrayEquals(expected, read("Made,2026-10-01,,\nHall,North,,\n" + table, "a", "b", "c"));
    assertEquals("in.csv: 2 lines above the table", said);
    // Rows without a last value are none.
    assertArrayEquals(
        new double[][] {{1, 2, NAN}, {3, NAN, 4}}, read("1,2,\n3,Bad,4\n", "c0", "c1", "c2"));
  }

  @Test
  void numbersAsNames_areToldByTheTimeAndTheIndex() throws IOException {
    double[][] expected = {{5, 2}, {6, 3}};
    assertArrayEquals(
        expected, read("time,101,102\n2026-10-01,5,2\n2026-10-02,6,3\n", "101", "102"));
    assertArrayEquals(
        new double[][] {{5, 2}, {6, 3}, {7, 4}}, read(",0,1\n0,5,2\n1,6,3\n2,7,4\n", "0", "1"));
    assertArrayEquals(
        new double[][] {{101, 102}, {5, 2}, {6, 3}}, read("101,102\n5,2\n6,3\n", "c0", "c1"));
  }

  @Test
  void mostlyText_isCutAsItsHeaderIs() throws IOException {
    assertArrayEquals(
        new double[][] {{1.5}, {2.5}},
        read("Wert;Modus;Person\n1,5;auto;Ann\n2,5;hand;Ben\n", "Wert"));
    assertArrayEquals(
        new double[][] {{1.5, 1}, {2.5, 0}}, read("a|b\n1,5|TRUE\n2,5|FALSE\n", "a", "b"));
    assertArrayEquals(
        new double[][] {{1.5, 2}, {2.5, 3}}, read("Hall, North\n1,5;2\n2,5;3\n", "c0", "c1"));
  }
}
