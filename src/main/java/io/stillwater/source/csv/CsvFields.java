package io.stillwater.source.csv;

import java.util.Locale;
import java.util.Set;

/** Single fields of a file: numbers, and the ways to say that there is none. */
final class CsvFields {
  private static final Set<String> MISSING =
      Set.of("", "nan", "na", "n/a", "null", "none", "inf", "infinity");

  private static final int SHOWN = 40;

  private CsvFields() {}

  /** Whether the field says that there is no value; an infinite one is none either. */
  static boolean missing(String field) {
    if (field.isEmpty()) {
      return true;
    }
    char first = field.charAt(0);
    boolean digit = first >= '0' && first <= '9';
    if (digit || field.length() > 10) {
      return false;
    }
    int from = first == '-' || first == '+' ? 1 : 0;
    return MISSING.contains(field.substring(from).toLowerCase(Locale.ROOT))
        && (from == 0 || field.length() > 1);
  }

  /** The number in the field, NaN where it is missing. */
  static double number(String field) {
    if (missing(field)) {
      return Double.NaN;
    }
    char last = field.charAt(field.length() - 1);
    if (last != '.' && (last < '0' || last > '9')) {
      throw new NumberFormatException(field);
    }
    double number = Double.parseDouble(field);
    return Double.isInfinite(number) ? Double.NaN : number;
  }

  /** Whether the field holds a number. */
  static boolean numeric(String field) {
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
  static String quoted(String field) {
    String shown = field.length() > SHOWN ? field.substring(0, SHOWN) + "…" : field;
    return '"' + shown.replaceAll("\\p{Cntrl}", "\uFFFD") + '"';
  }
}
