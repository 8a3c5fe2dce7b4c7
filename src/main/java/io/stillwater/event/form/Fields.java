package io.stillwater.event.form;

import io.stillwater.event.EpochUnit;
import io.stillwater.event.EventTime;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.envelope.Texts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One record with named fields, whatever it is written in, on its way to samples: one field is the
 * key, one the time, and every other that is a number or a truth is a channel by its name.
 *
 * <p>Fields inside others are named by their path with dots; the field {@code values} at the top is
 * left out of paths, since it is what many call the place of the numbers. Texts are no channels.
 *
 * <p>Limits: {@value #MOST} fields. Not thread-safe; one for each record.
 */
public final class Fields {
  /** Fields of a record, at most. */
  public static final int MOST = 10_000;

  private static final List<String> KEYS =
      List.of(
          "key",
          "sensor",
          "sensor_id",
          "sensorId",
          "device",
          "device_id",
          "deviceId",
          "machine",
          "machine_id",
          "machineId",
          "id");
  private static final List<String> TIMES =
      List.of("time", "timestamp", "ts", "event_time", "eventTime", "@timestamp");

  private final Map<String, Object> fields = new LinkedHashMap<>();

  /** The name of a field inside another. */
  public static String path(String outer, String name) throws UndecodableEvent {
    boolean inner = !outer.isEmpty() && !outer.equals("values");
    return inner ? FormText.name(outer, ".", name) : FormText.name(name);
  }

  /** The key that the settings name, or the first of key, sensor, device, machine and id. */
  public static KeyRule keyRule(FormSettings settings) {
    return KeyRule.of(settings, KEYS, false);
  }

  /** The names of the time's field that the settings give, or the usual ones. */
  public static List<String> times(FormSettings settings) {
    return settings.time().isEmpty() ? TIMES : settings.time();
  }

  /** Takes a whole number. */
  public void whole(String name, long number) throws UndecodableEvent {
    put(name, number);
  }

  /** Takes a number; NaN where it is missing. */
  public void number(String name, double number) throws UndecodableEvent {
    put(name, number);
  }

  /** Takes a truth. */
  public void truth(String name, boolean truth) throws UndecodableEvent {
    put(name, truth);
  }

  /** Takes a text. */
  public void text(String name, String text) throws UndecodableEvent {
    put(name, text);
  }

  /** Takes a time, which is never a channel, in milliseconds since 1970. */
  public void time(String name, long millis) throws UndecodableEvent {
    put(name, new Moment(millis));
  }

  private void put(String name, Object value) throws UndecodableEvent {
    if (fields.size() == MOST) {
      throw new UndecodableEvent("the record has more than " + MOST + " fields");
    }
    fields.put(name, value);
  }

  /** The key that the rule makes of the fields; null where it makes none. */
  public String key(KeyRule rule) {
    return rule.of(tags(), Map.of()).key();
  }

  /** All fields that can be a key, as one text; null where there are none. */
  public String all() {
    Map<String, String> tags = tags();
    if (tags.size() == 1) {
      return tags.values().iterator().next();
    }
    return tags.isEmpty() ? null : tags.toString();
  }

  /**
   * Gives the samples away.
   *
   * @param keys what the key is made of
   * @param times names of the time's field
   * @param otherwise the key where no field is one; null for the record's
   */
  public void give(SampleSink into, KeyRule keys, List<String> times, String otherwise)
      throws UndecodableEvent {
    KeyRule.Series series = keys.of(tags(), Map.of());
    String key = series.key() == null ? otherwise : series.key();
    String timeField = times.stream().filter(fields::containsKey).findFirst().orElse(null);
    long time = timeField == null ? EventTime.INVALID : time(timeField, fields.get(timeField));
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      String name = field.getKey();
      if (!name.equals(timeField) && !series.used().contains(name)) {
        give(into, key, time, name, field.getValue());
      }
    }
  }

  private static void give(SampleSink into, String key, long time, String name, Object value)
      throws UndecodableEvent {
    if (value instanceof Number number) {
      into.sample(key, time, name, number.doubleValue());
    } else if (value instanceof Boolean truth) {
      into.sample(key, time, name, truth ? 1 : 0);
    }
  }

  private static long time(String name, Object value) throws UndecodableEvent {
    long time = EventTime.INVALID;
    if (value instanceof Moment moment) {
      return moment.millis();
    } else if (value instanceof Long whole) {
      time = EpochUnit.millis(whole);
    } else if (value instanceof Double number) {
      if (number.isNaN()) {
        return EventTime.INVALID;
      }
      time = EpochUnit.millis(number);
    } else if (value instanceof String text) {
      time = FormText.time(text);
    }
    if (time == EventTime.INVALID) {
      throw new UndecodableEvent(
          "the time in "
              + name
              + " is "
              + Texts.quoted(value.toString())
              + ": expected a time as number or text");
    }
    return time;
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new HashMap<>();
    fields.forEach(
        (name, value) -> {
          if (value instanceof String || value instanceof Long || value instanceof Boolean) {
            tags.put(name, value.toString());
          }
        });
    return tags;
  }

  /** A time that says so itself. */
  private record Moment(long millis) {}
}
