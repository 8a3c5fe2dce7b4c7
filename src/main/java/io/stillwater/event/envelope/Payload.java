package io.stillwater.event.envelope;

import io.stillwater.event.EventTime;
import java.util.Locale;

/**
 * What a record carries, out of its envelope.
 *
 * @param data the bytes inside; never null
 * @param type the content type, in lower case and without parameters; empty where none is given
 * @param key that the envelope names; null where it names none
 * @param source of the envelope; null where there is no envelope
 * @param time event time in milliseconds; {@link EventTime#INVALID} where the envelope has none
 */
public record Payload(byte[] data, String type, String key, String source, long time) {
  /** The content type of JSON. */
  public static final String JSON = "application/json";

  public Payload {
    type = bare(type);
  }

  /** {@code image/png} for {@code Image/PNG; q=1}. */
  public static String bare(String type) {
    if (type == null) {
      return "";
    }
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /** Whether the data are a JSON object, which no image and no sound begins like. */
  public boolean json() {
    for (byte b : data) {
      if (b == '{') {
        return true;
      }
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return false;
  }
}
