package io.stillwater.event.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.UndecodableEvent;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Collects the numbers of one event by channel.
 *
 * <p>A number is a value; null, NaN, an infinity, and the texts "NaN", "Inf" and "Infinity" in any
 * case and with any sign are missing values. Other text is refused, numbers in quotes included: who
 * sends them once may send anything in them.
 */
final class ChannelValues {
  private final ChannelNames channels;
  private final List<String> names;
  private long[] seenIn; // (channels), the event in which the channel was seen last
  private byte[][] ascii = {}; // the names
  private double[] values;
  private long event;
  private int next;
  private int known;
  private int extra;

  ChannelValues(ChannelNames channels) {
    this.channels = channels;
    names = channels.list();
    seenIn = new long[channels.size()];
  }

  void begin(long number) {
    event = number;
    values = new double[channels.size()];
    Arrays.fill(values, Double.NaN);
    if (seenIn.length < values.length) {
      seenIn = Arrays.copyOf(seenIn, values.length); // others added names
    }
    next = 0;
    known = 0;
    extra = 0;
  }

  /** Takes the value of a field; the parser stands on it, and on its end afterwards. */
  void field(String name, JsonParser parser, JsonToken token, boolean flat)
      throws IOException, UndecodableEvent {
    int place = place(name, token);
    if (place < 0) {
      extra += !flat || token.isNumeric() ? 1 : 0;
      parser.skipChildren();
      return;
    }
    if (seenIn[place] == event) {
      throw Reasons.because(
          "channel " + name + " is given twice in one event: expected one value for each channel");
    }
    seenIn[place] = event;
    values[place] = number(name, parser, token);
    known++;
  }

  /**
   * Takes one number for each channel, or as many as there are where the list is open; the parser
   * stands on the start of the array.
   */
  void array(JsonParser parser) throws IOException, UndecodableEvent {
    int count = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      int place = channels.isOpen() ? place("c" + count, token) : count;
      if (place >= 0 && place < values.length) {
        values[place] = number(names.get(place), parser, token);
      } else {
        extra += channels.isOpen() ? 1 : 0;
        parser.skipChildren();
      }
      count++;
    }
    if (count != values.length && !channels.isOpen()) {
      throw Reasons.because(
          "the values are an array of "
              + count
              + ": expected "
              + values.length
              + ", one for each of the channels "
              + listed());
    }
    known = Math.min(count, values.length);
  }

  /** Where a name in ASCII is, if it is known and can be found at once; −1 otherwise. */
  int place(byte[] event, int from, int length) {
    byte[][] known = namesInAscii();
    if (next < known.length
        && Arrays.equals(known[next], 0, known[next].length, event, from, from + length)) {
      return next++;
    }
    int place = channels.place(new String(event, from, length, US_ASCII));
    next = place < 0 ? next : place + 1;
    return place < values.length ? place : -1;
  }

  private byte[][] namesInAscii() {
    if (ascii.length < values.length) {
      // What is not ASCII becomes what no name in ASCII is equal to.
      ascii =
          names.stream().limit(values.length).map(n -> n.getBytes(UTF_8)).toArray(byte[][]::new);
    }
    return ascii;
  }

  /** Whether an array may have a number there. */
  boolean takes(int place) {
    return place < values.length && !channels.isOpen();
  }

  /** Whether an array of so many has a number for each channel. */
  boolean isWhole(int count) {
    return count == values.length;
  }

  /** Takes a number or NaN; false where that channel has one already. */
  boolean put(int place, double number) {
    boolean fresh = seenIn[place] != event;
    seenIn[place] = event;
    values[place] = number;
    known++;
    return fresh;
  }

  /** The values (channels) of this event; the caller's from now on. */
  double[] finish() throws UndecodableEvent {
    if (known == 0) {
      throw Reasons.because(
          channels.isOpen()
              ? "no number is in the event (it has "
                  + extra
                  + " other values): expected at least one"
              : "none of the channels is in the event (it has "
                  + extra
                  + " other values): expected "
                  + listed());
    }
    return values;
  }

  int extra() {
    return extra;
  }

  /** How many numbers an array has to have, for messages. */
  String arrayed() {
    return channels.isOpen() ? "numbers" : Integer.toString(channels.size());
  }

  /** The channels' names, shortened where there are many. */
  String listed() {
    return channels.isOpen() ? "any channels" : channels.listed();
  }

  /** Where a name is; an open list takes it where it has a number. */
  private int place(String name, JsonToken token) {
    if (next < values.length && names.get(next).equals(name)) {
      return next++;
    }
    int place = token.isNumeric() ? channels.add(name) : channels.place(name);
    next = place < 0 ? next : place + 1;
    if (place >= values.length) {
      values = Arrays.copyOf(values, place + 1);
      values[place] = Double.NaN;
      seenIn = Arrays.copyOf(seenIn, place + 1);
    }
    return place;
  }

  private static double number(String name, JsonParser parser, JsonToken token)
      throws IOException, UndecodableEvent {
    return switch (token) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        double number = parser.getDoubleValue();
        yield Double.isInfinite(number) ? Double.NaN : number;
      }
      case VALUE_NULL -> Double.NaN;
      case VALUE_STRING -> missing(name, parser.getText());
      default ->
          throw Reasons.because(
              "channel "
                  + name
                  + " is "
                  + kind(token, parser)
                  + ": expected a JSON number or null");
    };
  }

  private static double missing(String name, String text) throws UndecodableEvent {
    if (noNumber(text)) {
      return Double.NaN;
    }
    throw Reasons.because(
        "channel "
            + name
            + " is the text "
            + Reasons.quoted(text)
            + ": expected a JSON number without quotes, null or \"NaN\"");
  }

  /** Whether the text is a way to say that there is no finite number. */
  static boolean noNumber(String text) {
    int from = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    String word = text.length() > 12 ? "" : text.substring(from);
    return word.equalsIgnoreCase("NaN")
        || word.equalsIgnoreCase("Inf")
        || word.equalsIgnoreCase("Infinity");
  }

  /** What the token is, for messages. */
  static String kind(JsonToken token, JsonParser parser) throws IOException {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "the text " + Reasons.quoted(parser.getText());
      default -> token.isNumeric() ? "the number " + shortened(parser) : parser.getText();
    };
  }

  private static String shortened(JsonParser parser) throws IOException {
    String text = parser.getText();
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
