package io.stillwater.event.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.stillwater.event.UndecodableEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The sentences of {@link UndecodableEvent}: what was wrong, the value seen, what was expected. */
final class Reasons {
  private static final int SHOWN = 60;

  private Reasons() {}

  static UndecodableEvent because(String sentence) {
    return new UndecodableEvent(sentence);
  }

  /** Beyond the limits on what one record may hold. */
  static UndecodableEvent tooMany(String what) {
    return because(
        what
            + ": expected at most "
            + ReadingDecoder.MAX_READINGS
            + " readings and "
            + ReadingDecoder.MAX_VALUES
            + " values in one record; send them in several");
  }

  /** What the parser complained about, and where. */
  static UndecodableEvent unreadable(IOException e, byte[] value) {
    String what = e.getMessage();
    long at = -1;
    if (e instanceof JsonProcessingException json) {
      what = json.getOriginalMessage();
      JsonLocation location = json.getLocation();
      at = location == null ? -1 : location.getByteOffset();
    }
    String detail = firstLine(what) + (at < 0 ? "" : ", at byte " + at);
    if (e instanceof StreamConstraintsException) {
      return because("the event goes beyond what is read: " + detail);
    }
    if (e instanceof JsonEOFException || detail.contains("end-of-input")) {
      return because(
          "the event is cut off after its "
              + value.length
              + " bytes: "
              + start(value)
              + "; expected a whole JSON object");
    }
    if (what != null
        && (what.contains("UTF-8") || what.contains("UTF-32") || what.contains("UCS-4"))) {
      return because("the event is not UTF-8: " + detail + "; expected JSON in UTF-8");
    }
    return because("the value is not JSON: " + start(value) + " (" + detail + ")");
  }

  /** The value's first characters, quoted. */
  static String start(byte[] value) {
    int shown = Math.min(value.length, SHOWN);
    String text = new String(value, 0, shown, StandardCharsets.UTF_8);
    return quoted(value.length > shown ? text + "…" : text);
  }

  /** The text in quotes, shortened, with nothing in it that disturbs a log or a terminal. */
  static String quoted(CharSequence text) {
    StringBuilder out = new StringBuilder(SHOWN + 8).append('"');
    int shown = Math.min(text.length(), SHOWN + 1);
    for (int i = 0; i < shown; i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c != 0x7f && !Character.isISOControl(c);
      out.append(plain && !Character.isSurrogate(c) ? c : '\uFFFD');
    }
    return out.append(text.length() > shown ? "…\"" : "\"").toString();
  }

  private static String firstLine(String text) {
    if (text == null) {
      return "no detail";
    }
    int end = text.indexOf('\n');
    String line = end < 0 ? text : text.substring(0, end);
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
