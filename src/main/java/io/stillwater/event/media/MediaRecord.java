package io.stillwater.event.media;

import java.util.Objects;

/**
 * A record with an image or a sound in it, or with the place of one.
 *
 * @param key may be null
 * @param value may be null, which is no event
 * @param headers of the record
 * @param time the record's timestamp in milliseconds
 * @param offset of the record in its partition
 */
public record MediaRecord(byte[] key, byte[] value, Headers headers, long time, long offset) {
  public MediaRecord {
    Objects.requireNonNull(headers, "headers");
  }
}
