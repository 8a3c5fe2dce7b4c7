package io.stillwater.event.media;

import java.nio.charset.StandardCharsets;

/** The headers of a record. */
@FunctionalInterface
public interface Headers {
  /** No headers. */
  Headers NONE = name -> null;

  /** The value of the last header of that name; null where there is none. */
  byte[] last(String name);

  /** The same as text in UTF-8. */
  default String text(String name) {
    byte[] value = last(name);
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }
}
