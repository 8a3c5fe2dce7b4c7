package io.stillwater.event;

import java.util.Objects;

/**
 * One image of one camera.
 *
 * @param key the camera; never null
 * @param time event time in milliseconds since the epoch
 * @param pixels the image
 * @param recordTime the record's timestamp in milliseconds (the event time for files)
 * @param offset the record's offset in its partition, or the file's number in its folder
 */
public record Frame(String key, long time, Pixels pixels, long recordTime, long offset) {
  public Frame {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(pixels, "pixels");
  }
}
