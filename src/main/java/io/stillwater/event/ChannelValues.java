package io.stillwater.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the numbers of one event by channel.
 *
 * <p>A number is a value; null, NaN, an infinity, and the texts "NaN", "Inf" and "Infinity" in any
 * case and with any sign are missing values. Other text is refused, numbers in quotes included: who
 * sends them once may send anything in them.
 */
final class ChannelValues {
  private final List<String> names;
  private final Map<String, Integer> places = new HashMap<>();
  private final long[] seenIn; // (channels), the event in which the channel was seen last
  private double[] values;
  private long event;
  private int next;
  private int known;
  private int extra;

  ChannelValues(List<String> channels) {
    names = List.copyOf(channels);
    seenIn = new long[names.size()];
    for (int i = 0; i < names.size(); i++) {
      if (places.put(names.get(i), i) != null) {
        throw new IllegalArgumentException("channel " + names.get(i) + " is named twice");
      }
    }
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no channels: expected at least one name");
    }
  }

  void begin(long number) {
    event = number;
    values = new double[names.size()];
    Arrays.fill(values, Double.NaN);
    next = 0;
    known = 0;
    extra = 0;
  }

  /** Takes the value of a field; the parser stands on it, and on its end afterwards. */
  void field(String name, JsonParser parser, JsonToken token, boolean flat)
      throws IOException, UndecodableEvent {
    int place = place(name);
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

  /** Takes one number for each channel; the parser stands on the start of the array. */
  void array(JsonParser parser) throws IOException, UndecodableEvent {
    int count = 0;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (count < values.length) {
        values[count] = number(names.get(count), parser, token);
      } else {
        parser.skipChildren();
      }
      count++;
    }
    if (count != values.length) {
      throw Reasons.because(
          "the values are an array of "
              + count
              + ": expected "
              + values.length
              + ", one for each of the channels "
              + listed());
    }
    known = count;
  }

  /** The values (channels) of this event; the caller's from now on. */
  double[] finish() throws UndecodableEvent {
    if (known == 0) {
      throw Reasons.because(
          "none of the channels is in the event (it has "
              + extra
              + " other values): expected "
              + listed());
    }
    return values;
  }

  int extra() {
    return extra;
  }

  int count() {
    return names.size();
  }

  /** The channels' names, shortened where there are many. */
  String listed() {
    int shown = Math.min(names.size(), 8);
    String list = String.join(", ", names.subList(0, shown));
    return names.size() > shown ? list + " and " + (names.size() - shown) + " more" : list;
  }

  private int place(String name) {
    if (next < values.length && names.get(next).equals(name)) {
      return next++;
    }
    Integer place = places.get(name);
    if (place == null) {
      return -1;
    }
    next = place + 1;
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
