package io.stillwater.event.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stillwater.event.EventTime;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.UndecodableEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;

/** Reads event times: text as {@link EventTime} says, or milliseconds since 1970. */
final class TimeReader {
  /** Numbers from this to below the next: seconds since 1973, or milliseconds of early 1970. */
  private static final long FEWEST_SECONDS = 100_000_000L;

  private static final long MOST_SECONDS = 100_000_000_000L;

  private final String pointer;
  private final ZoneId zone;

  TimeReader(ReadingFormat format) {
    pointer = format.time();
    zone = format.zone();
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
              + ": expected RFC 3339 text such as 2026-01-31T12:00:00Z, or a number of milliseconds"
              + " since 1970");
    }
    if (millis < 0 || millis > EventTime.MAX) {
      throw Reasons.because(
          seen(parser, token)
              + ", which is out of range: expected between "
              + Instant.EPOCH
              + " and "
              + Instant.ofEpochMilli(EventTime.MAX)
              + (millis < 0 ? "" : "; are these micro- or nanoseconds?"));
    }
    return millis;
  }

  /** The time in a text, in milliseconds; {@link EventTime#INVALID} if it is none. */
  long of(String text) {
    return EventTime.parse(text, zone);
  }

  /**
   * Refuses seconds where milliseconds are expected: taken for these, they would make a minute and
   * a half of a day, and nobody would notice.
   */
  long notSeconds(long millis, long recordTime) throws UndecodableEvent {
    boolean suspect = millis >= FEWEST_SECONDS && millis < MOST_SECONDS;
    if (suspect && recordTime >= 10 * MOST_SECONDS) {
      throw Reasons.because(
          "the time at "
              + pointer
              + " is "
              + millis
              + ", which in milliseconds is "
              + Instant.ofEpochMilli(millis)
              + ", while the record is of "
              + Instant.ofEpochMilli(recordTime)
              + ": expected milliseconds since 1970; are these seconds?");
    }
    return millis;
  }

  private long millis(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? tooMuch(parser)
              : parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> {
        double number = parser.getDoubleValue();
        yield Double.isNaN(number) ? EventTime.INVALID : bounded(Math.floor(number));
      }
      case VALUE_STRING -> EventTime.parse(parser.getText(), zone);
      default -> EventTime.INVALID;
    };
  }

  private static long tooMuch(JsonParser parser) throws IOException {
    return parser.getBigIntegerValue().signum() < 0 ? -1 : Long.MAX_VALUE;
  }

  /** As a long that is out of range where the number is; never {@link EventTime#INVALID}. */
  private static long bounded(double number) {
    return number < 0 ? -1 : (long) number;
  }

  private String seen(JsonParser parser, JsonToken token) throws IOException {
    return "the time at " + pointer + " is " + ChannelValues.kind(token, parser);
  }
}
