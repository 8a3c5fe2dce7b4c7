package io.stillwater.source.csv.field;

import io.stillwater.event.EventTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/**
 * How one file writes its times: as text ({@link EventTime}, {@link TimeText}), by a pattern that
 * somebody gave, as days of a spreadsheet, or as numbers since 1970 in the unit that their size
 * tells. Immutable.
 *
 * <pre>
 * below 1e11    seconds         1700000000.25
 * below 1e14    milliseconds    1700000000250
 * below 1e17    microseconds    1700000000250000
 * otherwise     nanoseconds     1700000000250000000
 * </pre>
 */
public final class TimeColumn {
  /** The forms that are read, for messages. */
  public static final String EXPECTED =
      "a time such as 2026-01-31T12:00:00Z, 2026-01-31 12:00:00, 31.01.2026 12:00 or 1/31/2026"
          + " 12:00 PM, or a number of seconds, milli-, micro- or nanoseconds since 1970; or say how"
          + " it is written, as in --time-format \"dd.MM.yyyy HH:mm:ss\"";

  /** Milliseconds of the day 0 of spreadsheets, 1899-12-30. */
  private static final long DAY_ZERO = -2_209_161_600_000L;

  private enum Kind {
    ISO,
    TEXT,
    PATTERN,
    SPREADSHEET,
    NUMBER
  }

  private final Kind kind;
  private final ZoneId zone;
  private final int shift; // powers of ten from the unit to milliseconds
  private final TimeText.Order order;
  private final DateTimeFormatter pattern;
  private final Numbers numbers;

  private TimeColumn(
      Kind kind,
      ZoneId zone,
      int shift,
      TimeText.Order order,
      DateTimeFormatter pattern,
      Numbers numbers) {
    this.kind = kind;
    this.zone = zone;
    this.shift = shift;
    this.order = order;
    this.pattern = pattern;
    this.numbers = numbers;
  }

  private static TimeColumn of(Kind kind, ZoneId zone, int shift, Numbers numbers) {
    return new TimeColumn(kind, zone, shift, null, null, numbers);
  }

  /**
   * The form of a column that holds times, as its name, its fields or somebody say.
   *
   * @param written its first fields that are not missing
   * @param numbers how the file writes them
   * @return null if it is no time
   */
  public static TimeColumn of(List<String> written, ZoneId zone, Numbers numbers) {
    List<String> values = written.stream().map(numbers::bare).toList();
    String first = values.isEmpty() ? "" : values.get(0);
    if (EventTime.parse(first, zone) != EventTime.INVALID) {
      return of(Kind.ISO, zone, 0, numbers);
    }
    boolean compact = TimeSigns.compact(values);
    if (TimeText.of(first) != null && (compact || !CsvFields.numeric(first))) {
      return of(Kind.TEXT, zone, 0, numbers);
    }
    if (!CsvFields.numeric(first)) {
      return null;
    }
    if (values.stream().allMatch(TimeSigns::spreadsheet)) {
      return of(Kind.SPREADSHEET, zone, 0, numbers);
    }
    double size = Math.abs(CsvFields.number(first));
    int shift = size < 1e11 ? 3 : size < 1e14 ? 0 : size < 1e17 ? -3 : -6;
    return of(Kind.NUMBER, zone, shift, numbers);
  }

  /**
   * Times as somebody says they are written.
   *
   * @param pattern of {@link DateTimeFormatter}
   * @throws IllegalArgumentException if it is none
   */
  public static TimeColumn ofPattern(String pattern, ZoneId zone) {
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    return new TimeColumn(Kind.PATTERN, zone, 0, null, formatter, Numbers.POINT);
  }

  /** The same with what is first where day and month could be either. */
  public TimeColumn with(TimeText.Order found) {
    return new TimeColumn(kind, zone, shift, found, pattern, numbers);
  }

  /** Whether days and months are to be told apart by the whole column. */
  public boolean open() {
    return kind == Kind.TEXT;
  }

  /** How they are written, where that is not the usual way; empty for that. */
  public String said() {
    String local = zone.equals(ZoneOffset.UTC) ? "" : " in " + zone;
    return switch (kind) {
      case TEXT ->
          order == TimeText.Order.YEAR_FIRST
              ? ""
              : "times with "
                  + (order == TimeText.Order.DAY_FIRST ? "the day first" : "the month first")
                  + local;
      case SPREADSHEET -> "times as days of a spreadsheet" + local;
      case NUMBER ->
          shift == 3
              ? ""
              : "times in "
                  + (shift == 0 ? "milliseconds" : shift == -3 ? "microseconds" : "nanoseconds");
      case ISO, PATTERN -> "";
    };
  }

  /**
   * Reads times one after another; where clocks go back, the hour that comes again is the later.
   */
  public final class Reader {
    private long last = Long.MIN_VALUE;

    /** Milliseconds since 1970, or {@link EventTime#INVALID}. */
    public long millis(String field) {
      long millis =
          switch (kind) {
            case ISO -> iso(field);
            case TEXT -> text(TimeText.of(field));
            case PATTERN -> pattern(field);
            case SPREADSHEET -> spreadsheetDay(numbers.bare(field));
            case NUMBER -> number(numbers.bare(field));
          };
      last = millis == EventTime.INVALID ? last : millis;
      return millis;
    }

    private long spreadsheetDay(String field) {
      return TimeSigns.spreadsheet(field)
          ? inZone(days(CsvFields.number(field)))
          : EventTime.INVALID;
    }

    private long iso(String field) {
      long local = EventTime.parse(field, ZoneOffset.UTC);
      if (local == EventTime.INVALID || zone.equals(ZoneOffset.UTC)) {
        return local == EventTime.INVALID ? text(TimeText.of(field)) : local;
      }
      boolean offset = local == EventTime.parse(field, ZoneOffset.MAX);
      return offset ? local : inZone(local);
    }

    private long text(TimeText text) {
      long local = text == null ? EventTime.INVALID : text.local(order);
      if (local == EventTime.INVALID) {
        return local;
      }
      return text.offset() == null ? inZone(local) : local - text.offset();
    }

    private long pattern(String field) {
      try {
        TemporalAccessor parsed =
            pattern.parseBest(field, Instant::from, LocalDateTime::from, java.time.LocalDate::from);
        if (parsed instanceof Instant instant) {
          return instant.toEpochMilli();
        }
        LocalDateTime local =
            parsed instanceof LocalDateTime both
                ? both
                : ((java.time.LocalDate) parsed).atStartOfDay();
        return inZone(local.toInstant(ZoneOffset.UTC).toEpochMilli());
      } catch (DateTimeException e) {
        return EventTime.INVALID;
      }
    }

    private long inZone(long local) {
      if (zone.equals(ZoneOffset.UTC)) {
        return local;
      }
      LocalDateTime there =
          LocalDateTime.ofEpochSecond(
              Math.floorDiv(local, 1000L),
              (int) Math.floorMod(local, 1000L) * 1_000_000,
              ZoneOffset.UTC);
      ZonedDateTime earlier = there.atZone(zone);
      long first = earlier.toInstant().toEpochMilli();
      long later = earlier.withLaterOffsetAtOverlap().toInstant().toEpochMilli();
      return first < last && last <= later ? later : first; // else another key began anew
    }
  }

  private static long days(double days) {
    return DAY_ZERO + Math.round(days * 86_400_000.0);
  }

  private long number(String field) {
    if (field.length() > 40 || !CsvFields.numeric(field)) {
      return EventTime.INVALID;
    }
    BigDecimal millis = new BigDecimal(field).scaleByPowerOfTen(shift);
    return millis.abs().compareTo(BigDecimal.valueOf(EventTime.MAX)) > 0
        ? EventTime.INVALID
        : millis.setScale(0, RoundingMode.FLOOR).longValue();
  }
}
