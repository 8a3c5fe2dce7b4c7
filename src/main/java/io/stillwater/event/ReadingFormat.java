package io.stillwater.event;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * Where a JSON event keeps its key, its time and its values, as JSON pointers (RFC 6901).
 *
 * <pre>
 * format                              an event of that form
 * DEFAULT                             {"key": "p1", "time": 1700000000000, "values": {"flow": 3.1}}
 * /device/id  /ts  /m                 {"device": {"id": "p1"}, "ts": "2026-01-01T00:00:00Z", "m": [3.1, 20]}
 * flatObject("/id", "/ts")            {"id": "p1", "ts": 1700000000000, "flow": 3.1, "note": "ok"}
 * /id  /ts  /sensors/&#42;/value          {"id": "p1", "ts": …, "sensors": {"flow": {"value": 3.1, "unit": "l/s"}}}
 * </pre>
 *
 * @param key of the sensor, machine or series: text or a whole number; empty where it is always the
 *     record's key. A field that is absent, null or empty text leaves it to the record's key
 * @param time RFC 3339 text or a number since 1970 in s, ms, µs or ns by its magnitude; empty where
 *     it is always the record's timestamp. A field that is absent or null leaves it to the record's
 *     timestamp
 * @param values an object of numbers by channel name, or an array with one number for each channel;
 *     {@code *} stands for any name, and the names it stands for, joined by dots, are the channels
 * @param flat whether the whole event is the values: every number of the top object is a channel,
 *     and what is no number is passed over unless a channel has its name; {@code values} is then
 *     empty
 * @param zone in which times without offset are read
 * @param readings an array of events of this form inside a record that is no event itself; empty
 *     for none
 */
public record ReadingFormat(
    String key, String time, String values, boolean flat, ZoneId zone, String readings) {
  /** Where an array of events is looked for unless something else is said. */
  public static final String READINGS = "/readings";

  /** {@code {"key": …, "time": …, "values": {…} or […]}}, times without offset in UTC. */
  public static final ReadingFormat DEFAULT =
      new ReadingFormat("/key", "/time", "/values", false, ZoneOffset.UTC);

  public ReadingFormat {
    key = single("key", key);
    time = single("time", time);
    values = flat ? "" : pointer("values", Objects.requireNonNullElse(values, ""));
    flat = values.isEmpty();
    zone = zone == null || zone.getId().equals("UTC") ? ZoneOffset.UTC : zone;
    readings = single("readings", readings);
    apart("key", key, "time", time);
    apart("key", key, "values", values);
    apart("time", time, "values", values);
    apart("time", time, "key", key);
    if (readings.equals(READINGS) && inside(READINGS, key, time, values)) {
      readings = "";
    }
    apart("key", key, "readings", readings);
    apart("time", time, "readings", readings);
    if (!readings.isEmpty() && inside(readings, key, time, values)) {
      throw new IllegalArgumentException(
          "the readings pointer is "
              + readings
              + ", and another pointer leads into it: expected pointers into one of the readings,"
              + " such as /key");
    }
  }

  /** With an array of events at {@value #READINGS}, if anywhere. */
  public ReadingFormat(String key, String time, String values, boolean flat, ZoneId zone) {
    this(key, time, values, flat, zone, READINGS);
  }

  /** Every number of a flat object is a channel. */
  public static ReadingFormat flatObject(String key, String time) {
    return new ReadingFormat(key, time, "", true, ZoneOffset.UTC);
  }

  /** The same, with times without offset read in {@code zone}. */
  public ReadingFormat withZone(ZoneId zone) {
    return new ReadingFormat(key, time, values, flat, zone, readings);
  }

  /** The same, with arrays of events at that pointer; empty for none. */
  public ReadingFormat withReadings(String pointer) {
    return new ReadingFormat(key, time, values, flat, zone, pointer);
  }

  /** The same places of key and time, with every number of a flat event a channel. */
  public ReadingFormat flattened() {
    return new ReadingFormat(key, time, "", true, zone, readings);
  }

  private static boolean inside(String outer, String... pointers) {
    for (String pointer : pointers) {
      if ((pointer + "/").startsWith(outer + "/")) {
        return true;
      }
    }
    return false;
  }

  private static String single(String what, String pointer) {
    if (pointer != null && (pointer + "/").contains("/*/")) {
      throw new IllegalArgumentException(
          "the " + what + " pointer is " + pointer + ": expected * in the values pointer only");
    }
    return pointer(what, Objects.requireNonNullElse(pointer, ""));
  }

  private static String pointer(String what, String pointer) {
    if (!pointer.isEmpty() && (pointer.charAt(0) != '/' || pointer.matches(".*~([^01].*)?$"))) {
      throw new IllegalArgumentException(
          "the "
              + what
              + " pointer is "
              + pointer
              + ": expected a JSON pointer such as /"
              + what
              + ", with ~1 for a slash and ~0 for a tilde inside a name");
    }
    return pointer;
  }

  /** A single value cannot have another one inside. */
  private static void apart(String what, String pointer, String other, String inside) {
    if (!pointer.isEmpty() && (inside + "/").startsWith(pointer + "/")) {
      throw new IllegalArgumentException(
          "the " + other + " pointer " + inside + " lies at or inside the " + what + " " + pointer);
    }
  }
}
