package io.stillwater.event;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Times written as text, in the spellings that logs and files use.
 *
 * <p>{@code yyyy-MM-dd}, then optionally {@code T}, {@code t} or a space and {@code HH:mm}, then
 * optionally {@code :ss} and a fraction, then optionally {@code Z}, {@code +hh:mm}, {@code +hhmm}
 * or {@code +hh}. RFC 3339 is a part of this. Slashes may stand for the dashes. A time without
 * offset is read in the zone that the caller gives; in the hour that a clock change skips it moves
 * forward, in the hour that comes twice it is the first. A second 60 is the next second.
 *
 * <pre>
 * text                           zone            milliseconds
 * 1970-01-01T00:00:01Z           any             1000
 * 1970-01-01T01:00:01.5+01:00    any             1500
 * 1970-01-01 01:00:01            Europe/Berlin   1000
 * 1970-01-02                     UTC             86400000
 * 02.01.1970                     any             INVALID
 * </pre>
 */
public final class EventTime {
  /** What {@link #parse} answers for a text that is not a time. */
  public static final long INVALID = Long.MIN_VALUE;

  /** The last millisecond that counts as a time: the end of the year 9999. */
  public static final long MAX = 253_402_300_799_999L;

  private static final int LONGEST = 40;

  private EventTime() {}

  /** Milliseconds since the epoch, or {@link #INVALID}. Allocates nothing for times with offset. */
  public static long parse(CharSequence text, ZoneId zone) {
    int n = text.length();
    if (n < 10 || n > LONGEST || !separator(text.charAt(4)) || text.charAt(7) != text.charAt(4)) {
      return INVALID;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    if (year < 0 || month < 1 || month > 12 || day < 1) {
      return INVALID;
    }
    if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
      return INVALID;
    }
    long midnight = LocalDate.of(year, month, day).toEpochDay() * 86_400_000L;
    return n == 10 ? inZone(midnight, zone) : timeOfDay(text, midnight, zone);
  }

  private static long timeOfDay(CharSequence text, long midnight, ZoneId zone) {
    int n = text.length();
    char t = text.charAt(10);
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    if ((t != 'T' && t != 't' && t != ' ')
        || (hour | minute) < 0
        || hour > 23
        || minute > 59
        || text.charAt(13) != ':') {
      return INVALID;
    }
    int at = 16;
    int millis = 0;
    if (at < n && text.charAt(at) == ':') {
      int second = digits(text, 17, 2);
      if (second < 0 || second > 60) {
        return INVALID;
      }
      millis = second * 1000;
      at = 19;
      if (at < n && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
        int end = endOfDigits(text, at + 1);
        if (end == at + 1) {
          return INVALID;
        }
        millis += fraction(text, at + 1, end);
        at = end;
      }
    }
    long local = midnight + (hour * 60L + minute) * 60_000L + millis;
    return offset(text, at, local, zone);
  }

  private static long offset(CharSequence text, int start, long local, ZoneId zone) {
    int n = text.length();
    int at = start;
    while (at < n && text.charAt(at) == ' ') {
      at++;
    }
    if (at == n) {
      return at == start ? inZone(local, zone) : INVALID;
    }
    char sign = text.charAt(at);
    if ((sign == 'Z' || sign == 'z') && at + 1 == n) {
      return local;
    }
    if (sign != '+' && sign != '-') {
      return INVALID;
    }
    int hours = digits(text, at + 1, 2);
    int rest = n - at - 3;
    int minutes = 0;
    if (rest == 3 && text.charAt(at + 3) == ':') {
      minutes = digits(text, at + 4, 2);
    } else if (rest != 0) {
      minutes = rest == 2 ? digits(text, at + 3, 2) : -1;
    }
    if ((hours | minutes) < 0 || hours > 18 || minutes > 59) {
      return INVALID;
    }
    long millis = (hours * 60L + minutes) * 60_000L;
    return sign == '+' ? local - millis : local + millis;
  }

  private static long inZone(long local, ZoneId zone) {
    if (zone.equals(ZoneOffset.UTC)) {
      return local;
    }
    long seconds = Math.floorDiv(local, 1000L);
    LocalDateTime there = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    return there.atZone(zone).toEpochSecond() * 1000L + (local - seconds * 1000L);
  }

  private static boolean separator(char c) {
    return c == '-' || c == '/';
  }

  private static int fraction(CharSequence text, int from, int to) {
    int millis = 0;
    for (int i = 0; i < 3; i++) {
      millis = millis * 10 + (from + i < to ? text.charAt(from + i) - '0' : 0);
    }
    return millis;
  }

  private static int endOfDigits(CharSequence text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  /** The number in {@code count} digits, or -1. */
  private static int digits(CharSequence text, int from, int count) {
    if (from + count > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < from + count; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
