package io.stillwater.kafka;

import io.stillwater.event.media.ClaimSources;
import java.util.Objects;

/**
 * What a detector of images or sounds is set to beside the rest.
 *
 * @param claims where claim checks may point to
 * @param inlineBytes of the pictures in an alert at most, in base64; beyond it they are left out,
 *     and the alert's reference leads to them
 */
public record MediaSettings(ClaimSources claims, int inlineBytes) {
  /** No claim checks; 96 KiB of pictures. */
  public static final MediaSettings DEFAULT = new MediaSettings(ClaimSources.NONE, 96 << 10);

  public MediaSettings {
    Objects.requireNonNull(claims, "claims");
    if (inlineBytes < 0) {
      throw new IllegalArgumentException(
          "pictures in alerts take at least 0 bytes: were " + inlineBytes);
    }
  }
}
