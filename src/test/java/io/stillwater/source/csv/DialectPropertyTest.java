package io.stillwater.source.csv;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.stillwater.event.Reading;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any table written in any dialect reads back to the same numbers and times. */
class DialectPropertyTest {
  private static final String[] NAMES = {"Fluß", "p", "Leistung", "speed", "T 1", "c"};
  private static final String[] UNITS = {"m³/h", "bar", "kW", "1/min", "°C", "%"};
  private static final String[] MISSING = {"", "NaN", "N/A", "null", "Bad", "-", "No Data", "?"};

  @TempDir Path folder;

  /** One way to write a table. */
  private static final class Dialect {
    final Random random;
    final char delimiter;
    final char decimal;
    final String groups;
    final boolean crlf;
    final boolean trailing;
    final boolean index;
    final int units; // none, below, in the header
    final boolean titles;
    final boolean comments;
    final boolean separator;
    final boolean quoted;
    final Charset charset;
    final boolean mark;

    Dialect(Random random) {
      this.random = random;
      this.delimiter = ",;\t|".charAt(random.nextInt(4));
      this.decimal = random.nextBoolean() ? '.' : ',';
      this.groups =
          random.nextInt(3) > 0 ? "" : random.nextBoolean() ? (decimal == '.' ? "," : ".") : "'";
      this.crlf = random.nextBoolean();
      this.trailing = random.nextInt(4) == 0;
      this.index = random.nextInt(5) == 0;
      this.units = random.nextInt(3);
      this.titles = random.nextInt(3) == 0;
      this.comments = random.nextInt(4) == 0;
      this.separator = random.nextInt(5) == 0;
      this.quoted = random.nextInt(3) == 0;
      int encoding = random.nextInt(3);
      this.charset =
          encoding == 0 ? UTF_8 : encoding == 1 ? UTF_16LE : Charset.forName("windows-1252");
      this.mark = encoding == 1 || (encoding == 0 && random.nextBoolean());
    }

    String field(String bare) {
      boolean needed = bare.indexOf(delimiter) >= 0;
      return needed || quoted ? '"' + bare + '"' : bare;
    }

    /** A number as its digits, in groups of three where that is the custom. */
    String number(double value) {
      String plain = new BigDecimal(Double.toString(value)).toPlainString();
      int point = plain.indexOf('.');
      String whole = point < 0 ? plain : plain.substring(0, point);
      String rest = point < 0 ? "" : decimal + plain.substring(point + 1);
      if (!groups.isEmpty()) {
        for (int at = whole.length() - 3; at > (value < 0 ? 1 : 0); at -= 3) {
          whole = whole.substring(0, at) + groups + whole.substring(at);
        }
      }
      return whole + rest;
    }

    String line(List<String> fields) {
      List<String> written = fields.stream().map(this::field).toList();
      return String.join("" + delimiter, written) + (trailing ? delimiter : "") + end();
    }

    String end() {
      return crlf ? "\r\n" : "\n";
    }

    byte[] bytes(String text) {
      return ((mark ? "\uFEFF" : "") + text).getBytes(charset);
    }
  }

  @Test
  void everyTable_readsBack() throws IOException {
    for (int seed = 0; seed < 3000; seed++) {
      readsBack(seed);
    }
  }

  private void readsBack(int seed) throws IOException {
    Random random = new Random(seed);
    Dialect dialect = new Dialect(random);
    int channels = 1 + random.nextInt(NAMES.length);
    int rows = 3 + random.nextInt(30);
    boolean timed = random.nextBoolean();
    double[][] table = table(rows, channels, random);
    StringBuilder text = new StringBuilder();
    if (dialect.separator) {
      text.append("sep=").append(dialect.delimiter).append(dialect.end());
    }
    if (dialect.titles) {
      text.append("Bericht der Anlage").append(dialect.end()).append(dialect.end());
    }
    if (dialect.comments) {
      text.append("# exported").append(dialect.end());
    }
    head(text, dialect, channels, timed);
    for (int r = 0; r < rows; r++) {
      text.append(dialect.line(row(dialect, table[r], r, timed)));
    }
    Path file = Files.write(folder.resolve("t.csv"), dialect.bytes(text.toString()));
    String what = "seed " + seed + "\n" + text;
    try (CsvReadings back = CsvReadings.open(List.of(file), CsvOptions.DEFAULT)) {
      assertEquals(List.of(NAMES).subList(0, channels), back.channels(), what);
      assertEquals(timed, back.timed(), what);
      assertEquals(dialect.units == 0 ? 0 : channels, back.units().size(), what);
      for (int r = 0; r < rows; r++) {
        Reading reading = back.next();
        assertEquals(timed ? 1_700_000_000_000L + 1000L * r : r, reading.time(), what);
        assertArrayEquals(table[r], reading.values(), what);
      }
      assertFalse(back.hasNext(), what);
    }
  }

  /** A first row that leaves no doubt what is decimal, and no column without a value. */
  private static double[][] table(int rows, int channels, Random random) {
    double[][] table = new double[rows][channels];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < channels; c++) {
        double size = Math.pow(10, random.nextInt(7) - 2);
        double value = Math.round(random.nextGaussian() * size * 1e4) / 1e4;
        boolean missing = r > 0 && random.nextInt(10) == 0;
        table[r][c] = missing ? Double.NaN : r == 0 ? 1.5 + c : value == 0 ? 0.5 : value;
      }
    }
    return table;
  }

  private static void head(StringBuilder text, Dialect dialect, int channels, boolean timed) {
    List<String> names = new ArrayList<>();
    List<String> units = new ArrayList<>();
    if (dialect.index) {
      names.add("");
      units.add("");
    }
    if (timed) {
      names.add("time");
      units.add("");
    }
    for (int c = 0; c < channels; c++) {
      names.add(dialect.units == 2 ? NAMES[c] + " [" + UNITS[c] + "]" : NAMES[c]);
      units.add(UNITS[c]);
    }
    text.append(dialect.line(names));
    if (dialect.units == 1) {
      text.append(dialect.line(units));
    }
  }

  private static List<String> row(Dialect dialect, double[] values, int row, boolean timed) {
    List<String> fields = new ArrayList<>();
    if (dialect.index) {
      fields.add(Integer.toString(2 * row));
    }
    if (timed) {
      fields.add(Instant.ofEpochMilli(1_700_000_000_000L + 1000L * row).toString());
    }
    for (double value : values) {
      int from = values.length == 1 ? 1 : 0; // an empty line is no row
      String missing = MISSING[dialect.random.nextInt(from, MISSING.length)];
      fields.add(Double.isNaN(value) ? missing : dialect.number(value));
    }
    return fields;
  }
}
