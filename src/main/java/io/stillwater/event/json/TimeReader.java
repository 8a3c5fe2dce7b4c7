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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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

  private final String pointer;
  private final ZoneId zone;
  private final Map<EpochUnit, Tally> units = new EnumMap<>(EpochUnit.class);
  private final Tally millis;
  private final Tally text = new Tally("text", "as text");

  // Of the event at hand.
  private boolean modern;
  private Tally form; // of its time; null where it has none

  /** How many times were written one way. */
  private static final class Tally {
    final String name;
    final String among; // others
    long count;
    long first; // milliseconds

    Tally(String name, String among) {
      this.name = name;
      this.among = among;
    }
  }

  TimeReader(ReadingFormat format) {
    pointer = format.time();
    zone = format.zone();
    for (EpochUnit unit : EpochUnit.values()) {
      String name = unit.name().toLowerCase(Locale.ROOT) + " since 1970";
      units.put(unit, new Tally(name, "in " + unit.sign()));
    }
    millis = units.get(EpochUnit.MILLISECONDS);
  }

  /** Begins an event in a record of that time. */
  void begin(long recordTime) {
    modern = recordTime >= MODERN;
    form = null;
  }

  /** Counts the time of an event that was read to its end. */
  void count(long time) {
    if (form != null && form.count++ == 0) {
      form.first = time;
    }
  }

  /** The time in an event, in milliseconds; {@link EventTime#INVALID} if it is null. */
  long of(JsonParser parser, JsonToken token) throws IOException, UndecodableEvent {
    if (token == JsonToken.VALUE_NULL) {
      return EventTime.INVALID;
    }
    long time = read(parser, token);
    if (time == EventTime.INVALID) {
      throw Reasons.because(
          seen(parser, token)
              + ": expected RFC 3339 text such as 2026-01-31T12:00:00Z, or a number of s, ms, µs or"
              + " ns since 1970");
    }
    if (time < 0 || time > EventTime.MAX) {
      throw Reasons.because(
          seen(parser, token)
              + ", which is out of range: expected between "
              + Instant.EPOCH
              + " and "
              + Instant.ofEpochMilli(EventTime.MAX));
    }
    return time;
  }

  /** The time in a text, in milliseconds; {@link EventTime#INVALID} if it is none. */
  long of(String written) {
    long time = EventTime.parse(written, zone);
    if (time != EventTime.INVALID) {
      form = text;
      return time;
    }
    double number = QuotedNumbers.plain(written);
    if (Double.isNaN(number)) {
      return EventTime.INVALID;
    }
    boolean whole = written.chars().allMatch(c -> c >= '0' && c <= '9') && written.length() <= 18;
    return whole ? ofNumber(Long.parseLong(written)) : ofNumber(number);
  }

  /** The time that a number is, in milliseconds; below 0 where it is. */
  long ofNumber(long number) {
    if (number >= FEWEST_MILLIS && number < FEWEST_MICROS) {
      form = millis;
      return number;
    }
    EpochUnit unit = unit(number);
    form = units.get(unit);
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
    form = units.get(unit);
    return unit == EpochUnit.MILLISECONDS ? (long) Math.floor(number) : EpochUnit.millis(number);
  }

  private long read(JsonParser parser, JsonToken token) throws IOException {
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
    List<Tally> seen = new ArrayList<>(units.values());
    seen.add(text);
    seen.removeIf(tally -> tally.count == 0);
    if (seen.isEmpty()) {
      return "";
    }
    if (seen.size() == 1) {
      Tally only = seen.get(0);
      Instant first = Instant.ofEpochMilli(only.first);
      return "times at " + pointer + " are " + only.name + ": the first is " + first;
    }
    return "times at "
        + pointer
        + " are mixed: "
        + seen.stream().map(t -> t.count + " " + t.among).collect(Collectors.joining(", "))
        + "; each number is taken by its magnitude";
  }
}
