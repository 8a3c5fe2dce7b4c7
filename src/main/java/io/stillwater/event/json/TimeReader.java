package io.stillwater.event.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stillwater.event.EpochUnit;
import io.stillwater.event.EventTime;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.UndecodableEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads event times: text as {@link EventTime} says, or a number since 1970, also in quotes, whose
 * unit its magnitude tells as {@link EpochUnit} says.
 *
 * <p>QuotedNumbers near 1970 would be told wrongly: what would be a time before 1973 in seconds is
 * in milliseconds, as everything below 1e11 is in records that are themselves of before 2001, which
 * are made.
 *
 * <p>Not thread-safe.
 */
final class TimeReader {
  private static final long FEWEST_SECONDS = 100_000_000L;
  private static final long FEWEST_MILLIS = 100_000_000_000L;
  private static final long FEWEST_MICROS = 100_000_000_000_000L;
  private static final long MODERN = 1_000_000_000_000L;
  private static final int NONE = -1;
  private static final int MILLIS = EpochUnit.MILLISECONDS.ordinal();
  private static final int TEXT = EpochUnit.values().length;

  private final String pointer;
  private final ZoneId zone;
  private final long[] counts = new long[TEXT + 1]; // events by unit of their time; the last: text
  private final long[] firsts = new long[TEXT + 1]; // milliseconds of the first of each

  // Of the event at hand.
  private boolean modern;
  private int form = NONE;

  TimeReader(ReadingFormat format) {
    pointer = format.time();
    zone = format.zone();
  }

  /** Begins an event in a record of that time. */
  void begin(long recordTime) {
    modern = recordTime >= MODERN;
    form = NONE;
  }

  /** Counts the time of an event that was read to its end. */
  void count(long millis) {
    if (form != NONE && counts[form]++ == 0) {
      firsts[form] = millis;
    }
  }

  /** The time in an event, in milliseconds; {@link EventTime#INVALID} if it is null. */
  long of(JsonParser parser, JsonToken token) throws IOException, UndecodableEvent {
    if (token == JsonToken.VALUE_NULL) {
      return EventTime.INVALID;
    }
    long millis = millis(parser, token);
    if (millis == EventTime.INVALID) {
      throw Reasons.because(
          seen(parser, token)
              + ": expected RFC 3339 text such as 2026-01-31T12:00:00Z, or a number of s, ms, µs or"
              + " ns since 1970");
    }
    if (millis < 0 || millis > EventTime.MAX) {
      throw Reasons.because(
          seen(parser, token)
              + ", which is out of range: expected between "
              + Instant.EPOCH
              + " and "
              + Instant.ofEpochMilli(EventTime.MAX));
    }
    return millis;
  }

  /** The time in a text, in milliseconds; {@link EventTime#INVALID} if it is none. */
  long of(String text) {
    long millis = EventTime.parse(text, zone);
    if (millis != EventTime.INVALID) {
      form = TEXT;
      return millis;
    }
    double number = QuotedNumbers.plain(text);
    if (Double.isNaN(number)) {
      return EventTime.INVALID;
    }
    boolean whole = text.chars().allMatch(c -> c >= '0' && c <= '9') && text.length() <= 18;
    return whole ? ofNumber(Long.parseLong(text)) : ofNumber(number);
  }

  /** The time that a number is, in milliseconds; below 0 where it is. */
  long ofNumber(long number) {
    if (number >= FEWEST_MILLIS && number < FEWEST_MICROS) {
      form = MILLIS;
      return number;
    }
    EpochUnit unit = unit(number);
    form = unit.ordinal();
    return unit.toMillis(number);
  }

  private EpochUnit unit(long number) {
    boolean seconds = number >= FEWEST_SECONDS && modern;
    return seconds || number >= FEWEST_MILLIS ? EpochUnit.of(number) : EpochUnit.MILLISECONDS;
  }

  private long ofNumber(double number) {
    if (Double.isNaN(number)) {
      return EventTime.INVALID;
    }
    if (number < 0 || number >= Long.MAX_VALUE) {
      return number < 0 ? -1 : Long.MAX_VALUE;
    }
    EpochUnit unit = unit((long) number);
    form = unit.ordinal();
    return unit == EpochUnit.MILLISECONDS ? (long) Math.floor(number) : EpochUnit.millis(number);
  }

  private long millis(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? tooMuch(parser)
              : ofNumber(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> ofNumber(parser.getDoubleValue());
      case VALUE_STRING -> of(parser.getText());
      default -> EventTime.INVALID;
    };
  }

  private static long tooMuch(JsonParser parser) throws IOException {
    return parser.getBigIntegerValue().signum() < 0 ? -1 : Long.MAX_VALUE;
  }

  private String seen(JsonParser parser, JsonToken token) throws IOException {
    return "the time at " + pointer + " is " + ChannelValues.kind(token, parser);
  }

  /**
   * What the times so far were taken for, in one sentence; empty while there were none.
   *
   * <pre>
   * times at /time are seconds since 1970: the first is 2023-11-14T22:13:20Z
   * times at /time are mixed: 998 in ms, 2 in s; each is taken by its magnitude
   * </pre>
   */
  String said() {
    List<String> forms = new ArrayList<>();
    int only = NONE;
    for (int i = 0; i <= TEXT; i++) {
      if (counts[i] > 0) {
        only = i;
        forms.add(counts[i] + (i == TEXT ? " as text" : " in " + EpochUnit.values()[i].sign()));
      }
    }
    if (forms.isEmpty()) {
      return "";
    }
    if (forms.size() > 1) {
      return "times at "
          + pointer
          + " are mixed: "
          + String.join(", ", forms)
          + "; each number is taken by its magnitude";
    }
    return "times at "
        + pointer
        + " are "
        + (only == TEXT ? "text" : name(EpochUnit.values()[only]) + " since 1970")
        + ": the first is "
        + Instant.ofEpochMilli(firsts[only]);
  }

  private static String name(EpochUnit unit) {
    return unit.name().toLowerCase(java.util.Locale.ROOT);
  }
}
