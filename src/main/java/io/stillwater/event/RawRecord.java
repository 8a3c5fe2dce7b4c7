package io.stillwater.event;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A record as it came, before anyone looked inside.
 *
 * @param partition of the input topic
 * @param offset in the partition
 * @param timestamp the record's timestamp in milliseconds
 * @param key may be null
 * @param value may be null
 * @param headers in their order
 */
public record RawRecord(
    int partition, long offset, long timestamp, byte[] key, byte[] value, List<Header> headers) {
  /** One header. */
  public record Header(String name, byte[] value) {}

  /** The value of the last header of that name, in any case; null where there is none. */
  public byte[] header(String name) {
    byte[] last = null;
    for (Header header : headers) {
      last = header.name().equalsIgnoreCase(name) ? header.value() : last;
    }
    return last;
  }

  /** The same as text in UTF-8. */
  public String headerText(String name) {
    byte[] value = header(name);
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }
}
