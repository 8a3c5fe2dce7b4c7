package io.stillwater.event.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stillwater.event.UndecodableEvent;
import java.io.IOException;

/** Foreign text in messages: short, and with nothing in it that disturbs a log or a terminal. */
final class Texts {
  private static final int SHOWN = 120;

  private Texts() {}

  static String quoted(String text) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return '"' + shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD") + '"';
  }

  static UndecodableEvent unreadable(String what, IOException e) {
    String message =
        e instanceof JsonProcessingException j ? j.getOriginalMessage() : e.getMessage();
    return new UndecodableEvent(
        what + " is not readable JSON: " + quoted(message == null ? "no detail" : message));
  }
}
