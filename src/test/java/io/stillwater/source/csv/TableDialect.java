package io.stillwater.source.csv;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** One way to write a table, as chance has it. */
final class TableDialect {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final List<Charset> CHARSETS = List.of(UTF_8, UTF_8, UTF_16LE, UTF_16BE, WINDOWS);
  private static final String[] ENDS = {"\n", "\r\n", "\r"};
  private static final String[] MISSING = {
    "",
    "NaN",
    "N/A",
    "null",
    "Bad",
    "-",
    "No Data",
    "?",
    "None",
    "I/O Timeout",
    "-Infinity",
    "NA",
    "inf",
    "--",
    "Scan Off",
    "#N/A",
    "#DIV/0!"
  };
  private static final String[][] STATES = {
    {"on", "off"}, {"TRUE", "FALSE"}, {"Open", "Closed"}, {"yes", "no"}, {"running", "stopped"}
  };

  final char decimal;
  final boolean index;
  final int units; // none, below, in the header
  final boolean quoted;
  final boolean text; // a column of text, and an empty one
  private final Random random;
  private final char delimiter;
  private final String groups;
  private final String end;
  private final boolean trailing;
  private final int titles; // none, a line, filled up, with a pair
  private final boolean comments;
  private final boolean separator;
  private final boolean blank; // lines between rows
  private final boolean padded; // fields
  private final Charset charset;
  private final boolean mark;
  private final int packed; // not, gzip, zstd, zip
  private final String[] states;

  TableDialect(Random random) {
    this.random = random;
    this.delimiter = ",;\t|".charAt(random.nextInt(4));
    this.decimal = random.nextBoolean() ? '.' : ',';
    this.charset = CHARSETS.get(random.nextInt(CHARSETS.size()));
    this.mark = !charset.equals(WINDOWS) && random.nextBoolean();
    this.groups = random.nextInt(3) > 0 ? "" : groups();
    this.end = ENDS[random.nextInt(ENDS.length)];
    this.trailing = random.nextInt(4) == 0;
    this.index = random.nextInt(5) == 0;
    this.units = random.nextInt(3);
    this.titles = Math.max(0, random.nextInt(6) - 2);
    this.comments = random.nextInt(4) == 0;
    this.separator = random.nextInt(5) == 0;
    this.quoted = random.nextInt(3) == 0;
    this.text = random.nextInt(5) == 0;
    this.blank = random.nextInt(6) == 0;
    this.padded = !quoted && delimiter != '\t' && random.nextInt(5) == 0;
    this.packed = Math.max(0, random.nextInt(8) - 4);
    this.states = STATES[random.nextInt(STATES.length)];
  }

  private String groups() {
    List<String> all = List.of(decimal == '.' ? "," : ".", "'", " ", "\u00a0", "\u202f");
    return all.get(random.nextInt(charset.equals(WINDOWS) ? 4 : 5));
  }

  private String field(String bare) {
    boolean needed = bare.indexOf(delimiter) >= 0;
    return needed || quoted ? '"' + bare + '"' : padded ? " " + bare + " " : bare;
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

  String state(boolean one) {
    return states[one ? 0 : 1];
  }

  /**
   * A word for no value.
   *
   * @param empty whether it may be none: an empty line is no row
   */
  String missing(boolean empty) {
    int words = comments ? MISSING.length - 2 : MISSING.length; // a line from # on is one
    return MISSING[random.nextInt(empty ? 0 : 1, words)];
  }

  String line(List<String> fields) {
    List<String> written = fields.stream().map(this::field).toList();
    return String.join("" + delimiter, written) + (trailing ? delimiter : "") + end;
  }

  /** What stands above the header of so many columns. */
  void above(StringBuilder table, int columns) {
    if (separator) {
      table.append("sep=").append(delimiter).append(end);
    }
    if (titles > 0) {
      boolean filled = titles == 2 && columns > 1;
      String fill = filled ? ("" + delimiter).repeat(columns - (trailing ? 0 : 1)) : "";
      table.append("Bericht der Anlage").append(fill).append(end).append(filled ? "" : end);
    }
    if (titles == 3 && columns > 3) {
      table.append("Stand").append(delimiter).append("2026-02-01");
      table.append(("" + delimiter).repeat(columns - (trailing ? 1 : 2))).append(end);
    }
    if (comments) {
      table.append("# exported").append(end);
    }
  }

  /** What may stand between rows. */
  void between(StringBuilder table) {
    if (blank && random.nextInt(4) == 0) {
      table.append(end);
    }
    if (comments && random.nextInt(8) == 0) {
      table.append("# all well").append(end);
    }
  }

  byte[] bytes(String table) throws IOException {
    byte[] plain = ((mark ? "\uFEFF" : "") + table).getBytes(charset);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    switch (packed) {
      case 1 -> {
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
          out.write(plain);
        }
      }
      case 2 -> bytes.write(Zstd.compress(plain));
      case 3 -> {
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
          out.putNextEntry(new ZipEntry("table.csv"));
          out.write(plain);
        }
      }
      default -> bytes.write(plain);
    }
    return bytes.toByteArray();
  }
}
