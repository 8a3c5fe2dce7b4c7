package io.stillwater.source.csv;

import io.stillwater.event.EventTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/**
 * How one file writes its times; decided by its first one.
 *
 * <p>Text is read as {@link EventTime} says. Numbers are times since 1970, in the unit that their
 * size tells:
 *
 * <pre>
 * below 1e11    seconds         1700000000.25
 * below 1e14    milliseconds    1700000000250
 * below 1e17    microseconds    1700000000250000
 * otherwise     nanoseconds     1700000000250000000
 * </pre>
 */
final class TimeColumn {
  /** The forms that are read, for messages. */
  static final String EXPECTED =
      "a time such as 2026-01-31T12:00:00Z or 2026-01-31 12:00:00, or a number of seconds, milli-,"
          + " micro- or nanoseconds since 1970";

  /** Numbers below this are taken for a time only if someone says so: 1973 in seconds. */
  private static final double SURELY_A_TIME = 1e8;

  private static final Set<String> NAMES =
      Set.of(
          "time",
          "times",
          "timestamp",
          "datetime",
          "date",
          "ts",
          "eventtime",
          "utc",
          "timestamputc",
          "datetimeutc",
          "localtime",
          "recordedat",
          "createdat");

  private final ZoneId zone;

  /** Powers of ten from the unit to milliseconds; NaN-like 99 for text. */
  private final int shift;

  private static final int TEXT = 99;

  private TimeColumn(ZoneId zone, int shift) {
    this.zone = zone;
    this.shift = shift;
  }

  /** The form of the column whose first value this is, or null if it is no time. */
  static TimeColumn of(String first, ZoneId zone) {
    if (EventTime.parse(first, zone) != EventTime.INVALID) {
      return new TimeColumn(zone, TEXT);
    }
    if (!CsvFields.numeric(first)) {
      return null;
    }
    double size = Math.abs(CsvFields.number(first));
    int shift = size < 1e11 ? 3 : size < 1e14 ? 0 : size < 1e17 ? -3 : -6;
    return new TimeColumn(zone, shift);
  }

  /** Whether a column of that name and first value is surely a time. */
  static boolean likely(String name, String first) {
    return named(name) && CsvFields.numeric(first) && CsvFields.number(first) >= SURELY_A_TIME;
  }

  /** Whether the name is one that people give to times. */
  static boolean named(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
  }

  static boolean text(String field, ZoneId zone) {
    return EventTime.parse(field, zone) != EventTime.INVALID;
  }

  /** Milliseconds since 1970, or {@link EventTime#INVALID}. */
  long millis(String field) {
    if (shift == TEXT) {
      return EventTime.parse(field, zone);
    }
    if (field.length() > 40 || !CsvFields.numeric(field)) {
      return EventTime.INVALID;
    }
    BigDecimal millis = new BigDecimal(field).scaleByPowerOfTen(shift);
    return millis.abs().compareTo(BigDecimal.valueOf(EventTime.MAX)) > 0
        ? EventTime.INVALID
        : millis.setScale(0, RoundingMode.FLOOR).longValue();
  }
}
