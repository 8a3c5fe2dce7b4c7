package io.stillwater.event.media;

/** What a topic carries, by the first part of its content types. */
public enum MediaFamily {
  /** PNG, JPEG, BMP, TIFF. */
  IMAGES("image/"),
  /** WAV. */
  SOUNDS("audio/");

  private final String prefix;

  MediaFamily(String prefix) {
    this.prefix = prefix;
  }

  /** How the content types of the family begin. */
  String prefix() {
    return prefix;
  }
}
