package io.stillwater.source.csv.field;

import java.util.regex.Pattern;

/**
 * How the numbers of a file are written. Groups of thousands may be set apart by the other of point
 * and comma, by an apostrophe or by a space, narrow or not; only in threes, so that nothing else is
 * taken for a number.
 *
 * <pre>
 * decimal point   12.5  -1e3  10,025.146  1'000  1 000.5
 * decimal comma   12,5  -1e3  10.025,146  1'000  1 000,5
 * </pre>
 */
public enum Numbers {
  /** 12.5. */
  POINT('.', ','),
  /** 12,5. */
  COMMA(',', '.');

  /** In place of a field that is not clear: neither a number nor missing. */
  private static final String NEITHER = "neither";

  private static final char MINUS = '\u2212'; // as typesetters write it

  private static final int EXACT = 15;

  private static final double[] TENS = new double[EXACT + 1];

  static {
    double ten = 1;
    for (int i = 0; i <= EXACT; i++) {
      TENS[i] = ten;
      ten *= 10;
    }
  }

  private static final String SPACES = "'’ \u00a0\u202f";

  private final char decimal;
  private final Pattern grouped;
  private final char groups;

  Numbers(char decimal, char groups) {
    this.decimal = decimal;
    this.groups = groups;
    String separator = "([" + groups + SPACES + "])";
    this.grouped =
        Pattern.compile(
            "[+-]?[1-9]\\d{0,2}" + separator + "\\d{3}(\\1\\d{3})*(\\" + decimal + "\\d*)?");
  }

  /** Whether the field holds a number. */
  public boolean numeric(String field) {
    return CsvFields.numeric(plain(field));
  }

  /**
   * The number in the field, NaN where it is missing.
   *
   * @throws NumberFormatException if it is neither
   */
  public double number(String field) {
    double usual = usual(field);
    return Double.isNaN(usual) ? CsvFields.number(plain(field)) : usual;
  }

  /**
   * The number in a field of at most {@value #EXACT} digits, with a sign and a decimal mark at
   * most; NaN for any other. Digits and the power of ten are exact, so their quotient is the
   * nearest number (Clinger 1990, "How to read floating point numbers accurately", fast path).
   */
  private double usual(String field) {
    int length = field.length();
    int at = length > 0 && (field.charAt(0) == '-' || field.charAt(0) == '+') ? 1 : 0;
    long digits = 0;
    int count = 0;
    int fraction = -1; // digits behind the mark; -1 before it
    for (int i = at; i < length; i++) {
      char c = field.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = 10 * digits + (c - '0');
        count++;
        fraction += fraction < 0 ? 0 : 1;
      } else if (c == decimal && fraction < 0) {
        fraction = 0;
      } else {
        return Double.NaN;
      }
    }
    if (count == 0 || count > EXACT) {
      return Double.NaN;
    }
    double value = digits / TENS[Math.max(0, fraction)];
    return field.charAt(0) == '-' ? -value : value;
  }

  /** A number as Java writes it; any other field as it is. */
  public String bare(String field) {
    return odd(field) && numeric(field) ? plain(field) : field;
  }

  /** The field as Java writes it; {@link #NEITHER} or itself where that is not clear. */
  private String plain(String field) {
    if (!field.isEmpty() && field.charAt(0) == MINUS) {
      return plain("-" + field.substring(1));
    }
    if (!odd(field) || CsvFields.missing(field)) {
      return field;
    }
    if (grouped.matcher(field).matches()) {
      StringBuilder digits = new StringBuilder(field.length());
      for (int i = 0; i < field.length(); i++) {
        char c = field.charAt(i);
        if (c == decimal) {
          digits.append('.');
        } else if (c != groups && SPACES.indexOf(c) < 0) {
          digits.append(c);
        }
      }
      return digits.toString();
    }
    boolean once = decimal == ',' && field.indexOf(',') == field.lastIndexOf(',');
    return once && field.indexOf('.') < 0
        ? field.replace(',', '.')
        : decimal == ',' ? NEITHER : field;
  }

  /** Whether it is not written as Java does. */
  private boolean odd(String field) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == ',' || c == MINUS || (c == '.' && decimal == ',') || SPACES.indexOf(c) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** What a field tells of how numbers are written: above 0 a comma, below a point, 0 nothing. */
  public static int evidence(String field) {
    boolean point = POINT.numeric(field);
    boolean comma = COMMA.numeric(field);
    return point == comma ? 0 : comma ? 1 : -1;
  }
}
