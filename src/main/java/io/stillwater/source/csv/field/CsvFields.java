package io.stillwater.source.csv.field;

import java.util.Locale;
import java.util.Set;

/** Single fields of a file: numbers, and the ways to say that there is none. */
public final class CsvFields {
  /** Small letters; the words of spreadsheets, databases, historians and people. */
  private static final Set<String> MISSING =
      Set.of(
          "nan",
          "na",
          "n/a",
          "n.a.",
          "#n/a",
          "#na",
          "null",
          "(null)",
          "<null>",
          "none",
          "nil",
          "nan()",
          "inf",
          "infinity",
          "-",
          "--",
          "---",
          ".",
          "?",
          "*",
          "\\n",
          "missing",
          "empty",
          "unknown",
          "undefined",
          "invalid",
          "bad",
          "bad input",
          "bad data",
          "bad quality",
          "uncertain",
          "no data",
          "nodata",
          "no value",
          "no sample",
          "i/o timeout",
          "timeout",
          "comm fail",
          "not connect",
          "not connected",
          "disconnected",
          "offline",
          "out of serv",
          "scan off",
          "pt created",
          "shutdown",
          "calc failed",
          "over range",
          "under range",
          "error",
          "err",
          "#error",
          "#value!",
          "#ref!",
          "#div/0!",
          "#num!",
          "#null!",
          "#name?",
          "1.#qnan",
          "-1.#ind",
          "1.#inf",
          "-1.#inf");

  private static final Set<String> INFINITE = Set.of("nan", "inf", "infinity");
  private static final int LONGEST = 14;

  private static final int SHOWN = 40;

  private CsvFields() {}

  /** Whether the field says that there is no value; an infinite one is none either. */
  public static boolean missing(String field) {
    if (field.isEmpty()) {
      return true;
    }
    int n = field.length();
    char last = field.charAt(n - 1);
    if (n > LONGEST || (last >= '0' && last <= '9')) {
      return false;
    }
    String small = field.toLowerCase(Locale.ROOT);
    char first = small.charAt(0);
    return MISSING.contains(small)
        || ((first == '-' || first == '+') && INFINITE.contains(small.substring(1)));
  }

  /** The number in the field, NaN where it is missing. */
  public static double number(String field) {
    if (missing(field)) {
      return Double.NaN;
    }
    char last = field.charAt(field.length() - 1);
    if ((last != '.' && (last < '0' || last > '9')) || hexadecimal(field)) {
      throw new NumberFormatException(field);
    }
    double number = Double.parseDouble(field);
    return Double.isInfinite(number) ? Double.NaN : number;
  }

  /** As 0x1p3, which Java reads. */
  private static boolean hexadecimal(String field) {
    int second = field.charAt(0) == '-' || field.charAt(0) == '+' ? 2 : 1;
    return field.length() > second && (field.charAt(second) | 0x20) == 'x';
  }

  /** Whether the field holds a number. */
  public static boolean numeric(String field) {
    if (missing(field)) {
      return false;
    }
    try {
      number(field);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The field in quotes, shortened, safe to print. */
  public static String quoted(String field) {
    String shown = field.length() > SHOWN ? field.substring(0, SHOWN) + "…" : field;
    return '"' + shown.replaceAll("\\p{Cntrl}", "\uFFFD") + '"';
  }
}
