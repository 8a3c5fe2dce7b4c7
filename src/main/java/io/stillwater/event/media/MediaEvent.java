package io.stillwater.event.media;

import java.util.Objects;

/**
 * An image, a sound or a claim check on its way into a topic.
 *
 * @param key the camera or microphone
 * @param id unique among the events of its source
 * @param source where it comes from, a URI reference
 * @param time event time in milliseconds since the epoch
 * @param type what it is, such as {@code io.stillwater.frame}
 * @param data the bytes of the object, or of the claim check
 */
public record MediaEvent(
    String key, String id, String source, long time, String type, byte[] data) {
  public MediaEvent {
    Objects.requireNonNull(data, "data");
    for (String text : new String[] {key, id, source, type}) {
      if (text == null || text.isEmpty()) {
        throw new IllegalArgumentException(
            "key, id, source and type are needed: were %s, %s, %s, %s"
                .formatted(key, id, source, type));
      }
    }
  }
}
