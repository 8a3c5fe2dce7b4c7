package io.stillwater.source.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * What the values of a column are, where a file says so, and how they are written as text, so that
 * tables with types follow the same rules as text.
 *
 * <pre>
 * NUMBER   12.5
 * FLAG     true
 * DECIMAL  12.50
 * TEXT     valve 3
 * TIME     2026-10-21T14:05:07.250Z, or without Z where it has no zone
 * DATE     2026-10-21
 * CLOCK    14:05:07.250
 * </pre>
 *
 * @param kind what they are
 * @param scale decimal places of a DECIMAL; of a TIME and a CLOCK those of its unit in a second: 0,
 *     3, 6 or 9
 * @param utc whether a TIME counts from 1970 in UTC; else it is a time on the clock of a place
 * @param signed whether whole numbers may be below zero
 */
public record ColumnType(Kind kind, int scale, boolean utc, boolean signed) {
  /** What a column holds. */
  public enum Kind {
    NUMBER,
    FLAG,
    DECIMAL,
    TEXT,
    TIME,
    DATE,
    CLOCK
  }

  public static final ColumnType NUMBER = new ColumnType(Kind.NUMBER, 0, false, true);
  public static final ColumnType UNSIGNED = new ColumnType(Kind.NUMBER, 0, false, false);
  public static final ColumnType FLAG = new ColumnType(Kind.FLAG, 0, false, false);
  public static final ColumnType TEXT = new ColumnType(Kind.TEXT, 0, false, false);
  public static final ColumnType DATE = new ColumnType(Kind.DATE, 0, false, true);

  private static final long DAY = 86_400_000;
  private static final double EXACT = 1L << 53;
  private static final int POWERS = 22; // of ten, which a double holds exactly
  private static final String[] UNITS = {"seconds", "milliseconds", "microseconds", "nanoseconds"};

  public static ColumnType decimal(int scale) {
    return new ColumnType(Kind.DECIMAL, scale, false, true);
  }

  public static ColumnType time(int scale, boolean utc) {
    return new ColumnType(Kind.TIME, scale, utc, true);
  }

  public static ColumnType clock(int scale) {
    return new ColumnType(Kind.CLOCK, scale, false, false);
  }

  /** Whether values are numbers, without a look at their text. */
  public boolean numeric() {
    return kind == Kind.NUMBER || kind == Kind.DECIMAL;
  }

  /** Whether values are times or dates, whatever they look like. */
  public boolean timed() {
    return kind == Kind.TIME || kind == Kind.DATE;
  }

  /** In a few words. */
  public String said() {
    return switch (kind) {
      case NUMBER, DECIMAL -> "numbers";
      case FLAG -> "true and false";
      case TEXT -> "text";
      case TIME -> UNITS[scale / 3];
      case DATE -> "dates";
      case CLOCK -> "times of day";
    };
  }

  /**
   * The number that a whole number stands for.
   *
   * @param raw in 64 bits; unscaled for a DECIMAL
   */
  public double number(long raw) {
    if (kind != Kind.DECIMAL) {
      return signed || raw >= 0 ? raw : ((raw >>> 1) | (raw & 1)) * 2.0;
    }
    return Math.abs(raw) < EXACT && scale >= 0 && scale <= POWERS
        ? raw / Math.pow(10, scale)
        : new BigDecimal(BigInteger.valueOf(raw), scale).doubleValue();
  }

  /**
   * The text that a whole number stands for.
   *
   * @param raw in 64 bits; days since 1970 for a DATE
   */
  public String text(long raw) {
    try {
      return switch (kind) {
        case NUMBER, TEXT -> signed ? Long.toString(raw) : Long.toUnsignedString(raw);
        case FLAG -> raw == 0 ? "false" : "true";
        case DECIMAL -> new BigDecimal(BigInteger.valueOf(raw), scale).toPlainString();
        case DATE -> LocalDate.ofEpochDay(raw).toString();
        case CLOCK -> LocalTime.ofNanoOfDay(Math.multiplyExact(raw, power(9 - scale))).toString();
        case TIME -> millisText(scale > 3 ? Math.floorDiv(raw, power(scale - 3)) : millis(raw));
      };
    } catch (DateTimeException | ArithmeticException e) {
      return raw + " " + said();
    }
  }

  private long millis(long raw) {
    return Math.multiplyExact(raw, power(3 - scale));
  }

  private static long power(int digits) {
    long power = 1;
    for (int i = 0; i < digits; i++) {
      power *= 10;
    }
    return power;
  }

  private String millisText(long millis) {
    int ofDay = (int) Math.floorMod(millis, DAY);
    StringBuilder text = new StringBuilder(24);
    text.append(LocalDate.ofEpochDay(Math.floorDiv(millis, DAY))).append('T');
    two(text, ofDay / 3_600_000).append(':');
    two(text, ofDay / 60_000 % 60).append(':');
    two(text, ofDay / 1000 % 60).append('.').append((char) ('0' + ofDay / 100 % 10));
    two(text, ofDay % 100);
    return utc ? text.append('Z').toString() : text.toString();
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /** A floating-point number as text; empty where it is none, or infinite. */
  public static String text(double number) {
    return Double.isFinite(number) ? Double.toString(number) : "";
  }

  /** A number of 16 bits: one of sign, five of exponent, ten of fraction (IEEE 754 binary16). */
  public static double half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        exponent == 0
            ? Math.scalb((double) fraction, -24)
            : exponent == 31
                ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : Math.scalb(1024.0 + fraction, exponent - 25);
    return bits < 0 ? -size : size;
  }
}
