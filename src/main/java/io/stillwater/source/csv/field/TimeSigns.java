package io.stillwater.source.csv.field;

import io.stillwater.event.EventTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What tells that a column holds times: its name, and its first fields. */
public final class TimeSigns {
  /** Numbers below this are taken for a time only if someone says so: 1973 in seconds. */
  private static final double SURELY_A_TIME = 1e8;

  private static final double EARLIEST_DAY = 20_000;
  private static final double LATEST_DAY = 80_000;

  /** Values that must rise, and seconds that they must lie between. */
  private static final int ENOUGH = 5;

  private static final double YEAR_1995 = 788_918_400;
  private static final double YEAR_2100 = 4_102_444_800.0;

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
          "timeutc",
          "utctime",
          "localtime",
          "recordedat",
          "createdat",
          "measuredat",
          "epoch",
          "epochtime",
          "epochms",
          "epochseconds",
          "unixtime",
          "unix",
          "unixtimestamp",
          "timestampms",
          "timestamps",
          "timems",
          "sampletime",
          "logtime",
          "eventtimestamp",
          "datum",
          "zeit",
          "uhrzeit",
          "zeitstempel",
          "datumuhrzeit",
          "datumzeit",
          "zeitpunkt",
          "fecha",
          "hora",
          "fechahora",
          "horodatage",
          "dateheure",
          "data",
          "dataora");

  private TimeSigns() {}

  /** Whether the name is one that people give to times. */
  public static boolean named(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
  }

  /** Whether a column of that name and first value is surely a time. */
  public static boolean likely(String name, List<String> values) {
    if (!named(name) || values.isEmpty() || !CsvFields.numeric(values.get(0))) {
      return false;
    }
    return CsvFields.number(values.get(0)) >= SURELY_A_TIME
        || compact(values)
        || values.stream().allMatch(TimeSigns::spreadsheet);
  }

  /**
   * Whether numbers can hardly be anything but times: they rise, and lie between 1995 and 2100 in
   * one of the units, or are days of a spreadsheet that rise by parts of a day. Those in one of the
   * units may fall as well, the newest first.
   *
   * @param numbers how the file writes them
   */
  public static boolean rising(List<String> written, Numbers numbers) {
    List<String> values = written.stream().map(numbers::bare).toList();
    if (values.size() < ENOUGH || !values.stream().allMatch(CsvFields::numeric)) {
      return false;
    }
    double last = CsvFields.number(values.get(values.size() - 1));
    boolean falls = CsvFields.number(values.get(0)) > last && epoch(last);
    if (falls) {
      values = new ArrayList<>(values);
      Collections.reverse(values);
    }
    double first = CsvFields.number(values.get(0));
    double before = Double.NEGATIVE_INFINITY;
    boolean parts = false;
    for (String field : values) {
      double value = CsvFields.number(field);
      if (value < before || (spreadsheet(field) && value > before + 1 && before > 0)) {
        return false;
      }
      parts |= value != Math.rint(value);
      before = value;
    }
    boolean days = parts && values.stream().allMatch(TimeSigns::spreadsheet);
    return before > first && (days || (epoch(first) && epoch(before)));
  }

  /** Whether a field is a time as text. */
  public static boolean text(String field, ZoneId zone) {
    return EventTime.parse(field, zone) != EventTime.INVALID
        || (!CsvFields.numeric(field) && TimeText.of(field) != null);
  }

  /** Whether all are dates such as 20261021, with a time or without. */
  static boolean compact(List<String> values) {
    return values.stream()
        .allMatch(
            value -> {
              TimeText text = value.length() >= 8 ? TimeText.of(value) : null;
              return text != null && text.year() >= 1970 && text.year() < 2200;
            });
  }

  /** Whether a number may be a day of a spreadsheet, from 1954 to 2119. */
  static boolean spreadsheet(String field) {
    double days = CsvFields.numeric(field) ? CsvFields.number(field) : 0;
    return days >= EARLIEST_DAY && days < LATEST_DAY;
  }

  private static boolean epoch(double value) {
    for (double unit = 1; unit <= 1e9; unit *= 1000) {
      if (value >= YEAR_1995 * unit && value < YEAR_2100 * unit) {
        return true;
      }
    }
    return false;
  }
}
