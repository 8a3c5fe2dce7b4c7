package io.stillwater.event.form;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.event.EpochUnit;
import io.stillwater.event.EventTime;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.envelope.Texts;
import io.stillwater.event.json.ReadingDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text, JSON, numbers and times as the forms write them. Thread-safe. */
public final class FormText {
  /** The deepest nesting that is read, in JSON and in binary forms. */
  public static final int MAX_DEPTH = ReadingDecoder.MAX_DEPTH;

  /** The longest name of a channel, in characters. */
  public static final int MAX_NAME = 1024;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,9})?");
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}|-?[1-8]\\d{18}");
  private static final Pattern MISSING =
      Pattern.compile("[+-]?(nan|inf|infinity)|null|none|n/a", Pattern.CASE_INSENSITIVE);
  private static final int FRAME = 5;

  private static final ObjectMapper JSON =
      new ObjectMapper(ReadingDecoder.JSON)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private FormText() {}

  /**
   * The JSON in a value; the five bytes that a schema registry puts before it are passed over.
   *
   * @param what it should be, for messages
   */
  public static JsonNode json(byte[] value, String what) throws UndecodableEvent {
    boolean framed = value.length > FRAME && value[0] == 0 && "{[".indexOf(value[FRAME]) >= 0;
    int from = framed ? FRAME : 0;
    try {
      JsonNode node = JSON.readTree(value, from, value.length - from);
      if (node != null && !node.isMissingNode()) {
        return node;
      }
    } catch (IOException e) {
      throw Texts.unreadable(what, e);
    }
    throw new UndecodableEvent(what + " is blank: expected JSON");
  }

  /** Bytes in UTF-8 as text. */
  public static String text(byte[] value, String what) throws UndecodableEvent {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw new UndecodableEvent(what + " is no text in UTF-8: " + start(value));
    }
  }

  /**
   * The number in a text: decimal, NaN for a word that says that there is none (NaN, Inf, null), 1
   * and 0 for true and false; null for any other text.
   */
  public static Double number(String text) {
    String word = text.strip();
    if (NUMBER.matcher(word).matches()) {
      return Double.valueOf(word);
    }
    if (MISSING.matcher(word).matches()) {
      return Double.NaN;
    }
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "true" -> 1.0;
      case "false" -> 0.0;
      default -> null;
    };
  }

  /**
   * The number in a JSON value: a number, true and false as 1 and 0, NaN for null; null for all
   * else, text included.
   */
  public static Double number(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue() ? 1.0 : 0.0;
    }
    return node.isNull() ? Double.NaN : null;
  }

  /**
   * The time in a JSON value, in milliseconds: a number in s, ms, µs or ns by its magnitude, such a
   * number as text, or text as {@link EventTime} says, in UTC.
   *
   * @param node null and JSON's null are no time
   * @return {@link EventTime#INVALID} where there is none
   */
  public static long time(JsonNode node) throws UndecodableEvent {
    if (node == null || node.isNull()) {
      return EventTime.INVALID;
    }
    long time = EventTime.INVALID;
    if (node.isIntegralNumber()) {
      time = node.canConvertToLong() ? EpochUnit.millis(node.longValue()) : -1;
    } else if (node.isNumber()) {
      time = EpochUnit.millis(node.doubleValue());
    } else if (node.isTextual()) {
      time = time(node.textValue());
    }
    if (time == EventTime.INVALID) {
      throw new UndecodableEvent(
          "the time is "
              + Texts.quoted(node.toString())
              + ": expected seconds, milli-, micro- or nanoseconds since 1970, or text such as"
              + " 2026-01-31T12:00:00Z");
    }
    return time;
  }

  /** The same of a text; {@link EventTime#INVALID} where it is no time. */
  public static long time(String text) {
    String word = text.strip();
    if (WHOLE.matcher(word).matches()) {
      return EpochUnit.millis(Long.parseLong(word));
    }
    if (NUMBER.matcher(word).matches()) {
      return EpochUnit.millis(Double.parseDouble(word));
    }
    return EventTime.parse(word, ZoneOffset.UTC);
  }

  /** A channel's name from its parts, which may be empty. */
  public static String name(String... parts) throws UndecodableEvent {
    int length = 0;
    for (String part : parts) {
      length += part.length();
    }
    if (length > MAX_NAME) {
      throw new UndecodableEvent(
          "a name has "
              + length
              + " characters with its tags: "
              + Texts.quoted(parts[0])
              + "; expected at most "
              + MAX_NAME);
    }
    return String.join("", parts);
  }

  /** The first bytes of a value, for messages. */
  public static String start(byte[] value) {
    int shown = Math.min(value.length, 60);
    return Texts.quoted(new String(value, 0, shown, StandardCharsets.UTF_8))
        + (shown < value.length ? "…" : "");
  }
}
