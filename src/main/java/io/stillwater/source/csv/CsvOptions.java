package io.stillwater.source.csv;

import io.stillwater.source.csv.field.CsvFields;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What is said about CSV files; what is null is found out from the first rows of each file.
 *
 * @param delimiter between fields; null: the one of {@code , ; tab |} that cuts the first rows into
 *     equally many fields
 * @param header whether the first row has the names; null: it has if none of its fields is a number
 *     or a time. Without a header the columns are {@code c0}, {@code c1}, …
 * @param time the column with the time; {@link #NONE} for none; null: a column named like a time
 *     whose first value is one, or the first column that holds times as text
 * @param timeFormat how times are written, as {@link java.time.format.DateTimeFormatter} says it;
 *     null to find it out
 * @param key the column with the key; null: the file's name is the key
 * @param drop columns that are left out
 * @param channels the columns to read, in this order, such as those of a model; null: all others
 * @param missing fields that say there is no value, beside the usual words, such as -9999
 * @param longForm whether there is one measurement in a row, and in which columns; null to find it
 *     out
 * @param zone in which times without offset are read
 * @param rows which rows of each file
 */
public record CsvOptions(
    Character delimiter,
    Boolean header,
    String time,
    String timeFormat,
    String key,
    List<String> drop,
    List<String> channels,
    List<String> missing,
    OneByOne longForm,
    ZoneId zone,
    RowRange rows) {
  /** As {@link #time}: rows are counted, whatever the columns hold. */
  public static final String NONE = "";

  /** Everything found out, nothing dropped, times in UTC. */
  public static final CsvOptions DEFAULT =
      new CsvOptions(
          null,
          null,
          null,
          null,
          null,
          List.of(),
          null,
          List.of(),
          null,
          ZoneOffset.UTC,
          RowRange.ALL);

  public CsvOptions {
    missing = missing == null ? List.of() : missing.stream().map(String::strip).toList();
    drop = drop == null ? List.of() : List.copyOf(drop);
    channels = channels == null ? null : List.copyOf(channels);
    zone = zone == null || zone.getId().equals("UTC") ? ZoneOffset.UTC : zone;
    rows = rows == null ? RowRange.ALL : rows;
  }

  /** The field, or nothing where it is one of {@link #missing}: the same word, or number. */
  String said(String field) {
    for (String mark : missing) {
      boolean number = CsvFields.numeric(mark) && CsvFields.numeric(field);
      if (field.equalsIgnoreCase(mark)
          || (number && CsvFields.number(field) == CsvFields.number(mark))) {
        return "";
      }
    }
    return field;
  }

  /** The number, or NaN where it is one of {@link #missing}. */
  double said(double number) {
    for (String mark : missing) {
      if (CsvFields.numeric(mark) && CsvFields.number(mark) == number) {
        return Double.NaN;
      }
    }
    return number;
  }

  public CsvOptions withDelimiter(Character delimiter) {
    return new CsvOptions(
        delimiter, header, time, timeFormat, key, drop, channels, missing, longForm, zone, rows);
  }

  public CsvOptions withHeader(Boolean header) {
    return new CsvOptions(
        delimiter, header, time, timeFormat, key, drop, channels, missing, longForm, zone, rows);
  }

  public CsvOptions withTime(String time) {
    return new CsvOptions(
        delimiter, header, time, timeFormat, key, drop, channels, missing, longForm, zone, rows);
  }

  public CsvOptions withTimeFormat(String timeFormat) {
    return new CsvOptions(
        delimiter, header, time, timeFormat, key, drop, channels, missing, longForm, zone, rows);
  }

  public CsvOptions withKey(String key) {
    return new CsvOptions(
        delimiter, header, time, timeFormat, key, drop, channels, missing, longForm, zone, rows);
  }

  public CsvOptions withDrop(List<String> drop) {
    return new CsvOptions(
        delimiter, header, time, timeFormat, key, drop, channels, missing, longForm, zone, rows);
  }

  public CsvOptions withChannels(List<String> channels) {
    return new CsvOptions(
        delimiter, header, time, timeFormat, key, drop, channels, missing, longForm, zone, rows);
  }

  public CsvOptions withMissing(List<String> missing) {
    return new CsvOptions(
        delimiter, header, time, timeFormat, key, drop, channels, missing, longForm, zone, rows);
  }

  public CsvOptions withZone(ZoneId zone) {
    return new CsvOptions(
        delimiter, header, time, timeFormat, key, drop, channels, missing, longForm, zone, rows);
  }

  public CsvOptions withRows(RowRange rows) {
    return new CsvOptions(
        delimiter, header, time, timeFormat, key, drop, channels, missing, longForm, zone, rows);
  }

  public CsvOptions withLongForm(OneByOne longForm) {
    return new CsvOptions(
        delimiter, header, time, timeFormat, key, drop, channels, missing, longForm, zone, rows);
  }

  /**
   * One measurement in a row.
   *
   * @param wanted whether it is so at all
   * @param tag the column with the names of channels; null to find it by its name
   * @param value the column with the values; null to find it by its name
   */
  public record OneByOne(boolean wanted, String tag, String value) {}
}
