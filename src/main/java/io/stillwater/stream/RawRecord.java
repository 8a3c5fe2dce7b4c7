package io.stillwater.stream;

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
}
