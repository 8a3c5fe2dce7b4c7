package io.stillwater.event.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.io.NumberInput;
import io.stillwater.event.EventTime;
import io.stillwater.event.ReadingFormat;
import java.util.Arrays;

/**
 * Reads events of the usual form straight from their bytes: an object of a key, a time and values
 * by channel or in an array, in ASCII without escapes, with nothing else in it. Whatever is not
 * plainly that, faulty or only rare, is left to the general reader, which then sees it from the
 * beginning: so this one never refuses, and what it reads is to the bit what the other would.
 *
 * <pre>
 * {"key":"p1","time":1700000000000,"values":{"flow":3.1,"power":null}}    read
 * {"key":"p1","values":[3.1, 20]}                                         read
 * {"key":"p1","values":{"flow":3.1},"note":"ok"}                          left
 * {"key":"p\u00e4","values":{"flow":3.1}}                                 left
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class PlainEvent {
  private static final int MOST_DIGITS = 18; // of a number that a long holds
  private static final int LONGEST = 64; // characters of any other number
  private static final long EXACT = 1L << 53;
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};
  private static final double[] TENS = tens();

  private final byte[] keyName; // null where the record has it
  private final byte[] timeName; // null where the record has it
  private final byte[] valuesName;
  private final KeyReader keys;
  private final TimeReader times;
  private final ChannelValues values;
  private final char[] scratch = new char[LONGEST];

  // Of the event at hand.
  private byte[] json;
  private int at;
  private String key;
  private long time;

  private PlainEvent(ReadingFormat format, KeyReader keys, TimeReader times, ChannelValues values) {
    keyName = name(format.key());
    timeName = name(format.time());
    valuesName = name(format.values());
    this.keys = keys;
    this.times = times;
    this.values = values;
  }

  /** For events of that format; null where its places lie deeper, or anywhere. */
  static PlainEvent of(
      ReadingFormat format, KeyReader keys, TimeReader times, ChannelValues values) {
    boolean usual =
        plain(format.key(), true) && plain(format.time(), true) && plain(format.values(), false);
    return usual ? new PlainEvent(format, keys, times, values) : null;
  }

  private static boolean plain(String pointer, boolean mayBeNone) {
    return pointer.isEmpty()
        ? mayBeNone
        : pointer.matches("/[ -}&&[^/\"\\\\]]+") && !pointer.equals("/*");
  }

  private static byte[] name(String pointer) {
    return pointer.isEmpty() ? null : pointer.substring(1).getBytes(US_ASCII);
  }

  private static double[] tens() {
    double[] tens = new double[23]; // all that are exact
    tens[0] = 1;
    for (int i = 1; i < tens.length; i++) {
      tens[i] = 10 * tens[i - 1];
    }
    return tens;
  }

  /** The key that was read; null if there was none. */
  String key() {
    return key;
  }

  /** The time that was read; {@link EventTime#INVALID} if there was none. */
  long time() {
    return time;
  }

  /**
   * Reads an event into the values, which have been told of it.
   *
   * @return whether that was all; otherwise nothing is said of the event
   */
  boolean read(byte[] event) {
    json = event;
    at = 0;
    key = null;
    time = EventTime.INVALID;
    boolean seen = false;
    if (!opens('{')) {
      return false;
    }
    do {
      int from = name();
      if (from < 0) {
        return false;
      }
      int to = at - 1;
      boolean good;
      if (is(valuesName, from, to)) {
        good = !seen && colon() && values();
        seen = true;
      } else if (is(timeName, from, to)) {
        good = time == EventTime.INVALID && colon() && readTime();
      } else {
        good = is(keyName, from, to) && key == null && colon() && readKey();
      }
      if (!good) {
        return false;
      }
    } while (opens(','));
    return opens('}') && seen && space() == json.length;
  }

  private boolean is(byte[] name, int from, int to) {
    return name != null && Arrays.equals(name, 0, name.length, json, from, to);
  }

  /** Passes over white space; where that ends. */
  private int space() {
    while (at < json.length
        && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** Takes that sign, if it is next. */
  private boolean opens(char sign) {
    if (space() < json.length && json[at] == sign) {
      at++;
      return true;
    }
    return false;
  }

  private boolean colon() {
    return opens(':') && space() < json.length;
  }

  /** Takes text in quotes; where it begins, or −1. It ends before the quote before {@link #at}. */
  private int name() {
    if (!opens('"')) {
      return -1;
    }
    int from = at;
    while (at < json.length) {
      byte next = json[at++];
      if (next == '"') {
        return from;
      }
      if (next < ' ' || next == '\\') { // not ASCII is below 0
        return -1;
      }
    }
    return -1;
  }

  private boolean readKey() {
    int from = name();
    int length = at - 1 - from;
    if (from < 0 || length == 0 || length > ReadingDecoder.MAX_KEY) {
      return false;
    }
    key = keys.ofAscii(json, from, length);
    return true;
  }

  private boolean readTime() {
    if (json[at] == '"') {
      int from = name();
      time = from < 0 ? EventTime.INVALID : times.of(text(from, at - 1));
    } else {
      int from = at;
      long millis = digits(0);
      boolean whole =
          at > from && at - from <= MOST_DIGITS && (json[from] != '0' || at - from == 1);
      time = whole && !fraction() ? times.ofNumber(millis) : EventTime.INVALID;
    }
    return time >= 0 && time <= EventTime.MAX;
  }

  private String text(int from, int to) {
    return new String(json, from, to - from, US_ASCII);
  }

  /** Whether what follows the digits makes them part of another number. */
  private boolean fraction() {
    return at < json.length && (json[at] == '.' || (json[at] | 0x20) == 'e');
  }

  private boolean values() {
    if (opens('{')) {
      return fields();
    }
    return opens('[') && elements();
  }

  private boolean fields() {
    do {
      int from = name();
      int place = from < 0 ? -1 : values.place(json, from, at - 1 - from);
      if (place < 0 || !colon() || !number(place)) {
        return false;
      }
    } while (opens(','));
    return opens('}');
  }

  private boolean elements() {
    int place = 0;
    do {
      if (space() == json.length || !values.takes(place) || !number(place)) {
        return false;
      }
      place++;
    } while (opens(','));
    return opens(']') && values.isWhole(place);
  }

  /** Takes a number or null as the value of that place. */
  private boolean number(int place) {
    if (json[at] == 'n') {
      return isNull() && values.put(place, Double.NaN);
    }
    boolean negative = json[at] == '-';
    at += negative ? 1 : 0;
    int from = at;
    long mantissa = digits(0);
    int count = at - from;
    if (count == 0 || (count > 1 && json[from] == '0')) {
      return false;
    }
    int point = at;
    if (at < json.length && json[at] == '.') {
      at++;
      mantissa = digits(mantissa);
      if (at == point + 1) {
        return false;
      }
    }
    int places = Math.max(0, at - point - 1);
    boolean exact = count + places <= MOST_DIGITS && mantissa <= EXACT && places < TENS.length;
    if (at < json.length && (json[at] | 0x20) == 'e') {
      exact = false;
      if (!exponent()) {
        return false;
      }
    } else if (at == point) {
      return count <= MOST_DIGITS && values.put(place, (double) (negative ? -mantissa : mantissa));
    }
    if (at - from > LONGEST) {
      return false;
    }
    double number = exact ? mantissa / TENS[places] : parsed(from);
    return values.put(place, negative ? -number : number);
  }

  private boolean isNull() {
    int from = at;
    at += 4;
    return at <= json.length && Arrays.equals(NULL, 0, 4, json, from, at);
  }

  private boolean exponent() {
    at++;
    at += at < json.length && (json[at] == '-' || json[at] == '+') ? 1 : 0;
    int from = at;
    digits(0);
    return at > from;
  }

  /** Takes digits; the number that they are, behind those of {@code before}. */
  private long digits(long before) {
    long number = before;
    while (at < json.length && json[at] >= '0' && json[at] <= '9') {
      number = 10 * number + (json[at++] - '0');
    }
    return number;
  }

  /** The number whose text ends here. */
  private double parsed(int from) {
    int length = at - from;
    for (int i = 0; i < length; i++) {
      scratch[i] = (char) json[from + i];
    }
    double number = NumberInput.parseDouble(scratch, 0, length, true);
    return Double.isInfinite(number) ? Double.NaN : number;
  }
}
