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
 * <p>A number is a value, in quotes too; true and false are 1 and 0; null, NaN, an infinity, empty
 * text and the words that {@link QuotedNumbers#missing} knows are missing values. Other text is
 * refused. An array under a channel's name holds samples.
 *
 * <p>A list that is open takes new names with numbers, true or false; in a flat event with JSON
 * numbers only, since its other fields may be anything.
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
  private final SampleBlock samples = new SampleBlock();
  private boolean sampled; // whether an open list takes arrays of samples
  private boolean decimals; // whether text may be a decimal in base64

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
    samples.begin();
  }

  /** Whether arrays make new names of an open list, in the events from now on. */
  void sampled(boolean sampled) {
    this.sampled = sampled;
  }

  /** Whether text is refused because it may be a decimal in base64, from now on. */
  void decimals(boolean decimals) {
    this.decimals = decimals;
  }

  /** The samples of this event; none where it is one reading. */
  SampleBlock samples() {
    return samples;
  }

  /** Takes the value of a field; the parser stands on it, and on its end afterwards. */
  void field(String name, JsonParser parser, JsonToken token, boolean flat)
      throws IOException, UndecodableEvent {
    int place = place(name, parser, token, flat);
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
    if (token == JsonToken.START_ARRAY) {
      samples(name, place, parser);
    } else {
      values[place] = number(name, parser, token);
    }
    known++;
  }

  private void samples(String name, int place, JsonParser parser)
      throws IOException, UndecodableEvent {
    samples.open(place, name);
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      samples.add(number(name, parser, token));
    }
    samples.close();
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
      int place = channels.isOpen() ? grown(channels.add("c" + count)) : count;
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
  private int place(String name, JsonParser parser, JsonToken token, boolean flat)
      throws IOException {
    if (next < values.length && names.get(next).equals(name)) {
      return next++;
    }
    boolean fresh = channels.isOpen() && mayBeNew(parser, token, flat);
    return grown(fresh ? channels.add(name) : channels.place(name));
  }

  private boolean mayBeNew(JsonParser parser, JsonToken token, boolean flat) throws IOException {
    return switch (token) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> true;
      case VALUE_TRUE, VALUE_FALSE -> !flat;
      case VALUE_STRING -> !flat && !Double.isNaN(QuotedNumbers.plain(parser.getText().strip()));
      case START_ARRAY -> sampled;
      default -> false;
    };
  }

  private int grown(int place) {
    next = place < 0 ? next : place + 1;
    if (place >= values.length) {
      values = Arrays.copyOf(values, place + 1);
      values[place] = Double.NaN;
      seenIn = Arrays.copyOf(seenIn, place + 1);
    }
    return place;
  }

  private double number(String name, JsonParser parser, JsonToken token)
      throws IOException, UndecodableEvent {
    return switch (token) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        double number = parser.getDoubleValue();
        yield Double.isInfinite(number) ? Double.NaN : number;
      }
      case VALUE_NULL -> Double.NaN;
      case VALUE_TRUE -> 1;
      case VALUE_FALSE -> 0;
      case VALUE_STRING -> ofText(name, parser.getText());
      default ->
          throw Reasons.because(
              "channel "
                  + name
                  + " is "
                  + kind(token, parser)
                  + ": expected a number, true, false or null"
                  + (token == JsonToken.START_OBJECT
                      ? "; for values deeper inside give a pointer such as /values/*/value"
                      : ""));
    };
  }

  private double ofText(String name, String text) throws UndecodableEvent {
    String bare = text.strip();
    double number = decimals ? Double.NaN : QuotedNumbers.plain(bare);
    if (!Double.isNaN(number) || QuotedNumbers.missing(bare)) {
      return number;
    }
    if (bare.equalsIgnoreCase("true") || bare.equalsIgnoreCase("false")) {
      return bare.equalsIgnoreCase("true") ? 1 : 0;
    }
    throw Reasons.because(
        "channel "
            + name
            + " is the text "
            + Reasons.quoted(text)
            + (decimals
                ? ", and the schema has decimals of Kafka Connect, which are bytes in base64: set"
                    + " decimal.handling.mode=double at the connector, or decimal.format=NUMERIC at"
                    + " its converter"
                : ": expected a number, true, false, null or \"NaN\""));
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
