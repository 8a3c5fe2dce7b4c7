package io.stillwater.event.media;

import java.util.Map;
import java.util.Objects;

/**
 * What goes into a record.
 *
 * @param value its value
 * @param headers its headers, as text in UTF-8
 */
public record Packed(byte[] value, Map<String, String> headers) {
  public Packed {
    Objects.requireNonNull(value, "value");
    headers = Map.copyOf(headers);
  }
}
