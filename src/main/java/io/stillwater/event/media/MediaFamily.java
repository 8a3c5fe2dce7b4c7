package io.stillwater.event.media;

import io.stillwater.event.image.ImageLimits;
import io.stillwater.event.sound.WavLimits;
import java.util.List;
import java.util.Locale;

/** Images or sounds: all that differs where files and records are found, before they are opened. */
public enum MediaFamily {
  /** PNG, JPEG, BMP, TIFF. */
  IMAGES("image/", "io.stillwater.frame", ImageLimits.DEFAULT.maxBytes()),
  /** WAV. */
  SOUNDS("audio/", "io.stillwater.clip", WavLimits.DEFAULT.maxBytes());

  private final String prefix;
  private final String event;
  private final int maxBytes;

  MediaFamily(String prefix, String event, int maxBytes) {
    this.prefix = prefix;
    this.event = event;
    this.maxBytes = maxBytes;
  }

  /** The word for it in options and in manifests: {@code images} or {@code sounds}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How the content types of the family begin. */
  String prefix() {
    return prefix;
  }

  /** The type of an event that carries one. */
  public String event() {
    return event;
  }

  /** Bytes of a file at most. */
  public int maxBytes() {
    return maxBytes;
  }

  /** How the names of files end that are read, in small letters. */
  public List<String> endings() {
    return switch (this) {
      case IMAGES -> List.of(".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".bmp", ".tif", ".tiff");
      case SOUNDS -> List.of(".wav");
    };
  }

  /** How names of files of the family end that are not read, in small letters. */
  public List<String> foreign() {
    return switch (this) {
      case IMAGES ->
          List.of(
              ".webp", ".gif", ".heic", ".heif", ".avif", ".jp2", ".jxl", ".dng", ".cr2", ".nef",
              ".arw", ".ppm", ".pgm", ".tga", ".exr", ".psd");
      case SOUNDS ->
          List.of(".mp3", ".flac", ".ogg", ".opus", ".m4a", ".aac", ".wma", ".aif", ".aiff", ".au");
    };
  }
}
