package io.stillwater.event.media;

import java.util.Objects;

/**
 * An image or a sound as it came, out of its envelope, not decoded yet.
 *
 * @param key the camera or microphone; never null
 * @param time event time in milliseconds since the epoch
 * @param bytes the file; not copied, nobody writes to it
 * @param recordTime the record's timestamp in milliseconds
 * @param offset the record's offset in its partition
 */
public record MediaObject(String key, long time, byte[] bytes, long recordTime, long offset) {
  public MediaObject {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(bytes, "bytes");
  }
}
