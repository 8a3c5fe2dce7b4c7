package io.stillwater.source.csv.field;

import io.stillwater.event.EventTime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as people write it, taken apart.
 *
 * <pre>
 * 01.10.2026 14:05            day, month, year
 * 10/1/2026 2:05:07 PM        month, day, year; or day and month, as is found out
 * 01-Oct-2026 14:05:07,250    with the month's name, in English or German
 * Oct 1, 2026                 midnight
 * 20261001T140507Z            ISO 8601 without marks
 * 2026-10-01 14:05:07 UTC     as {@link EventTime}, with a zone's name
 * </pre>
 *
 * @param date in the order of the text: two numbers of which one is the day, the other the month
 * @param order what they are; null where the text leaves it open
 * @param year its number
 * @param millis of the day
 * @param offset from UTC in milliseconds; null where the text says none
 */
public record TimeText(int[] date, Order order, int year, long millis, Long offset) {
  /** Which of the numbers of a date comes first; behind the year comes the month. */
  public enum Order {
    DAY_FIRST,
    MONTH_FIRST,
    YEAR_FIRST
  }

  private static final String TIME =
      "(?:(?:T|,?\\s+)(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,](\\d{1,9}))?)?"
          + "(?:\\s*([AaPp])\\.?[Mm]\\.?)?(?: Uhr)?)?";
  private static final String ZONE = "\\s*(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?";
  private static final String DAY = "(?:\\p{L}{2,9}\\.?,?\\s+)?";
  private static final Pattern NUMBERS =
      Pattern.compile(DAY + "(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})" + TIME + ZONE);
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})([./-])(\\d{1,2})\\2(\\d{1,2})" + TIME + ZONE);
  private static final Pattern NAMED =
      Pattern.compile(
          DAY + "(\\d{1,2})\\.?[ /-](\\p{L}{3,9})\\.?[ ,/-]+(\\d{4}|\\d{2})" + TIME + ZONE);
  private static final Pattern NAME_FIRST =
      Pattern.compile(DAY + "(\\p{L}{3,9})\\.? (\\d{1,2}),? (\\d{4})" + TIME + ZONE);
  private static final Pattern COMPACT =
      Pattern.compile(
          "(\\d{4})(\\d{2})(\\d{2})(?:[T ]?(\\d{2})(\\d{2})(?:(\\d{2})(?:[.,](\\d{1,9}))?)?())?"
              + ZONE);
  private static final Pattern CLOCK =
      Pattern.compile(
          "\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2}(?:[.,]\\d{1,9})?)?(?:\\s*[AaPp]\\.?[Mm]\\.?)?");

  private static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("jan", 1),
          Map.entry("feb", 2),
          Map.entry("mar", 3),
          Map.entry("mär", 3),
          Map.entry("mrz", 3),
          Map.entry("apr", 4),
          Map.entry("may", 5),
          Map.entry("mai", 5),
          Map.entry("jun", 6),
          Map.entry("jul", 7),
          Map.entry("aug", 8),
          Map.entry("sep", 9),
          Map.entry("oct", 10),
          Map.entry("okt", 10),
          Map.entry("nov", 11),
          Map.entry("dec", 12),
          Map.entry("dez", 12));

  private static final int LONGEST = 48;

  /** What a text says; null if it is no time. */
  public static TimeText of(String text) {
    if (text.length() < 6 || text.length() > LONGEST) {
      return null;
    }
    Matcher m = NUMBERS.matcher(text);
    if (m.matches()) {
      Order order = m.group(2).equals(".") ? Order.DAY_FIRST : null;
      return of(number(m, 1), number(m, 3), order, year(m.group(4)), m, 5);
    }
    m = YEAR_FIRST.matcher(text);
    if (m.matches()) {
      return of(number(m, 3), number(m, 4), Order.YEAR_FIRST, number(m, 1), m, 5);
    }
    m = NAMED.matcher(text);
    if (m.matches()) {
      return of(number(m, 1), month(m.group(2)), Order.DAY_FIRST, year(m.group(3)), m, 4);
    }
    m = NAME_FIRST.matcher(text);
    if (m.matches()) {
      return of(month(m.group(1)), number(m, 2), Order.MONTH_FIRST, number(m, 3), m, 4);
    }
    m = COMPACT.matcher(text);
    return m.matches()
        ? of(number(m, 2), number(m, 3), Order.YEAR_FIRST, number(m, 1), m, 4)
        : null;
  }

  /** Whether a text is the time of a day. */
  public static boolean clock(String text) {
    return text.length() <= LONGEST && CLOCK.matcher(text).matches();
  }

  /** Whether a time or the time of a day ends with AM or PM. */
  public static boolean half(String text) {
    return text.matches("(?i).*[ap]\\.?m\\.?");
  }

  private static TimeText of(int first, int second, Order order, int year, Matcher m, int clock) {
    long millis = clock(m, clock);
    int larger = Math.max(first, second);
    if (millis < 0 || Math.min(first, second) < 1 || Math.min(first, second) > 12 || larger > 31) {
      return null;
    }
    String zone = m.group(clock + 5);
    return new TimeText(
        new int[] {first, second}, order, year, millis, zone == null ? null : offset(zone));
  }

  /** Milliseconds of the day; below 0 where that is no time of a day. */
  private static long clock(Matcher m, int group) {
    if (m.group(group) == null) {
      return 0;
    }
    int hour = number(m, group);
    int minute = number(m, group + 1);
    int second = m.group(group + 2) == null ? 0 : number(m, group + 2);
    String fraction = m.group(group + 3) == null ? "" : m.group(group + 3);
    String half = m.group(group + 4) == null ? "" : m.group(group + 4).toLowerCase(Locale.ROOT);
    if (!half.isEmpty()) {
      if (hour < 1 || hour > 12) {
        return -1;
      }
      hour = hour % 12 + (half.equals("p") ? 12 : 0);
    }
    if (hour > 23 || minute > 59 || second > 60) {
      return -1;
    }
    int millis = Integer.parseInt((fraction + "000").substring(0, 3));
    return ((hour * 60L + minute) * 60 + second) * 1000 + millis;
  }

  private static long offset(String zone) {
    if (Character.isLetter(zone.charAt(0))) {
      return 0;
    }
    int hours = Integer.parseInt(zone.substring(1, 3));
    int minutes = zone.length() > 3 ? Integer.parseInt(zone.substring(zone.length() - 2)) : 0;
    long millis = (hours * 60L + minutes) * 60_000;
    return zone.charAt(0) == '-' ? -millis : millis;
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }

  private static int year(String digits) {
    int year = Integer.parseInt(digits);
    return digits.length() == 4 ? year : year < 70 ? 2000 + year : 1900 + year;
  }

  /** 1 to 12, or 99 for no month. */
  private static int month(String name) {
    String start = name.substring(0, 3).toLowerCase(Locale.ROOT);
    return MONTHS.getOrDefault(start, 99);
  }

  /** What only one order allows; null where both do. */
  public Order surely() {
    return order != null
        ? order
        : date[0] > 12 ? Order.DAY_FIRST : date[1] > 12 ? Order.MONTH_FIRST : null;
  }

  /**
   * Milliseconds since 1970 in a zone of no offset, or {@link EventTime#INVALID}.
   *
   * @param open what holds where the text leaves the order open
   */
  public long local(Order open) {
    boolean dayFirst = (order == null ? open : order) == Order.DAY_FIRST;
    try {
      LocalDate day = LocalDate.of(year, date[dayFirst ? 1 : 0], date[dayFirst ? 0 : 1]);
      return LocalDateTime.of(day, java.time.LocalTime.MIDNIGHT).toEpochSecond(ZoneOffset.UTC)
              * 1000
          + millis;
    } catch (DateTimeException e) {
      return EventTime.INVALID;
    }
  }
}
