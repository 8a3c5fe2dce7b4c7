package io.stillwater.event.form.text;

import io.stillwater.event.EpochUnit;
import io.stillwater.event.EventTime;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.envelope.Texts;
import io.stillwater.event.form.FormText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Takes line protocol apart, line by line.
 *
 * <p>A backslash before a comma, a space, an equals sign or a backslash in names and tags, and
 * before a quote or a backslash in texts, stands for what follows it; before anything else it
 * stands for itself. Texts may hold line ends.
 */
final class LineReader {
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,20}");

  private final String text;
  private int at;
  private int line; // where the line at hand begins
  private int number;
  private String measurement;
  private Map<String, String> tags;
  private List<Map.Entry<String, Double>> numbers;
  private long time;

  LineReader(String text) {
    this.text = text.replace("\r\n", "\n");
  }

  /** Reads the next line; false where there is none. */
  boolean next() throws UndecodableEvent {
    while (at < text.length()) {
      number++;
      line = at;
      skipSpaces();
      if (at < text.length() && text.charAt(at) == '#') {
        at = lineEnd();
      }
      if (at < text.length() && !ends(text.charAt(at))) {
        read();
        return true;
      }
      at = lineEnd() + 1;
    }
    return false;
  }

  String measurement() {
    return measurement;
  }

  Map<String, String> tags() {
    return tags;
  }

  /** The fields that are numbers or truths. */
  List<Map.Entry<String, Double>> numbers() {
    return numbers;
  }

  /** In milliseconds; {@link EventTime#INVALID} where there is none. */
  long time() {
    return time;
  }

  private void read() throws UndecodableEvent {
    measurement = word(", ");
    tags = new LinkedHashMap<>();
    numbers = new ArrayList<>();
    if (measurement.isEmpty()) {
      throw wrong("has no measurement before its tags");
    }
    while (takes(',')) {
      String name = word("= ,");
      require('=', "the tag " + Texts.quoted(name) + " without a value");
      tags.put(name, word(", "));
    }
    require(' ', "no fields after its measurement and tags");
    skipSpaces();
    do {
      field();
    } while (takes(','));
    time = EventTime.INVALID;
    skipSpaces();
    if (at < text.length() && !ends(text.charAt(at))) {
      time = timestamp();
    }
    skipSpaces();
    if (at < text.length() && !ends(text.charAt(at))) {
      throw wrong("goes on after its time");
    }
    at = lineEnd() + 1;
  }

  private void field() throws UndecodableEvent {
    String name = word("= ,");
    require('=', "the field " + Texts.quoted(name) + " without a value");
    if (name.isEmpty()) {
      throw wrong("has a field without a name");
    }
    if (at < text.length() && text.charAt(at) == '"') {
      quoted();
      return;
    }
    int from = at;
    while (at < text.length() && ", ".indexOf(text.charAt(at)) < 0 && !ends(text.charAt(at))) {
      at++;
    }
    String value = text.substring(from, at);
    Double parsed = value(value);
    if (parsed == null) {
      throw wrong(
          "has the field "
              + Texts.quoted(name)
              + " with "
              + Texts.quoted(value)
              + ", which is neither a number nor true, false or text in quotes");
    }
    numbers.add(Map.entry(name, parsed));
  }

  private static Double value(String value) {
    return switch (value) {
      case "t", "T", "true", "True", "TRUE" -> 1.0;
      case "f", "F", "false", "False", "FALSE" -> 0.0;
      default -> {
        boolean whole = value.endsWith("i") || value.endsWith("u");
        String digits = whole ? value.substring(0, value.length() - 1) : value;
        boolean right = whole ? WHOLE.matcher(digits).matches() : !digits.isBlank();
        yield right ? FormText.number(digits) : null;
      }
    };
  }

  private void quoted() throws UndecodableEvent {
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '"') {
        at++;
        return;
      }
    }
    throw wrong("has a text without its closing quote");
  }

  private long timestamp() throws UndecodableEvent {
    int from = at;
    while (at < text.length() && text.charAt(at) != ' ' && !ends(text.charAt(at))) {
      at++;
    }
    String digits = text.substring(from, at);
    try {
      return EpochUnit.millis(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      throw wrong("has the time " + Texts.quoted(digits) + ": expected a whole number since 1970");
    }
  }

  /** What comes before one of the signs, or before the line's end, without its escapes. */
  private String word(String signs) {
    StringBuilder word = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (signs.indexOf(c) >= 0 || ends(c)) {
        break;
      }
      if (c == '\\' && at + 1 < text.length() && ", =\\".indexOf(text.charAt(at + 1)) >= 0) {
        c = text.charAt(++at);
      }
      word.append(c);
      at++;
    }
    return word.toString();
  }

  private void require(char sign, String otherwise) throws UndecodableEvent {
    if (!takes(sign)) {
      throw wrong("has " + otherwise);
    }
  }

  private boolean takes(char sign) {
    boolean there = at < text.length() && text.charAt(at) == sign;
    at += there ? 1 : 0;
    return there;
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private static boolean ends(char c) {
    return c == '\n';
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private UndecodableEvent wrong(String what) {
    int end = Math.min(text.length(), line + 80);
    return new UndecodableEvent(
        "line "
            + number
            + " "
            + what
            + ": "
            + Texts.quoted(text.substring(line, end).strip())
            + "; expected line protocol, such as cpu,host=a usage=1.5 1700000000000000000");
  }
}
