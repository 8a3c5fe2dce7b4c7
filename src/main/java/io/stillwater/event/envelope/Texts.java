package io.stillwater.event.envelope;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stillwater.event.UndecodableEvent;
import java.io.IOException;

/** Foreign text in messages: short, and with nothing in it that disturbs a log or a terminal. */
public final class Texts {
  private static final int SHOWN = 120;

  private Texts() {}

  /** In quotes. */
  public static String quoted(String text) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return '"' + shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD") + '"';
  }

  /** What a parser of JSON complained about. */
  public static UndecodableEvent unreadable(String what, IOException e) {
    String message =
        e instanceof JsonProcessingException j ? j.getOriginalMessage() : e.getMessage();
    return new UndecodableEvent(
        what + " is not readable JSON: " + quoted(message == null ? "no detail" : message));
  }
}
