package io.stillwater.event;

import java.util.Objects;

/**
 * One piece of sound of one microphone.
 *
 * @param key the microphone; never null
 * @param time event time in milliseconds since the epoch, of the clip as a whole
 * @param sound the samples
 * @param recordTime the record's timestamp in milliseconds (the event time for files)
 * @param offset the record's offset in its partition, or the file's number in its folder
 */
public record Clip(String key, long time, Waveform sound, long recordTime, long offset) {
  public Clip {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(sound, "sound");
  }
}
