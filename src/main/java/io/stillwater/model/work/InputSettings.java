package io.stillwater.model.work;

import io.stillwater.event.form.choice.RecordFormat;
import io.stillwater.event.media.ClaimSources;
import java.util.Objects;

/**
 * How the records of a topic are read.
 *
 * @param format of readings of sensors
 * @param claims where claim checks of images and sounds may point to
 * @param inlineBytes of the pictures in an alert at most, in base64; beyond it they are left out,
 *     and the alert's reference leads to them
 */
public record InputSettings(RecordFormat format, ClaimSources claims, int inlineBytes) {
  /** Readings as they come by default; no claim checks; 96 KiB of pictures. */
  public static final InputSettings DEFAULT =
      new InputSettings(RecordFormat.DEFAULT, ClaimSources.NONE, 96 << 10);

  public InputSettings {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(claims, "claims");
    if (inlineBytes < 0) {
      throw new IllegalArgumentException(
          "pictures in alerts take at least 0 bytes: were " + inlineBytes);
    }
  }

  /** The same for images and sounds whose claim checks may point there. */
  public InputSettings with(ClaimSources sources) {
    return new InputSettings(format, sources, inlineBytes);
  }

  /** The same with pictures of so many bytes. */
  public InputSettings withInline(int bytes) {
    return new InputSettings(format, claims, bytes);
  }
}
