package io.stillwater.alert;

import io.stillwater.detect.heat.Region;
import io.stillwater.detect.heat.SoundPart;
import java.util.List;
import java.util.Objects;

/**
 * What an alert about an image or a sound shows.
 *
 * @param kind {@code image} or {@code sound}
 * @param width of the image in pixels; columns of a sound's spectrogram
 * @param height of the image in pixels; bands of a sound's spectrogram
 * @param seconds that a sound lasts; NaN for images
 * @param original small, a spectrogram for sounds, low at the bottom; null where it is left out
 * @param map the heat in grey, one pixel a cell, black is none; null where it is left out
 * @param expected what normal would have looked like; null where it is not known or left out
 * @param regions of an image beyond the threshold, in pixels, the highest score first
 * @param parts of a sound beyond the threshold, the highest score first
 */
public record Picture(
    String kind,
    int width,
    int height,
    double seconds,
    Encoded original,
    Encoded map,
    Encoded expected,
    List<Region> regions,
    List<SoundPart> parts) {
  public static final String IMAGE = "image";
  public static final String SOUND = "sound";

  /**
   * An encoded image.
   *
   * @param contentType such as image/png
   * @param data its bytes in base64
   */
  public record Encoded(String contentType, String data) {}

  /** Where the service draws the picture of a record again, at full size. */
  public static String reference(String detector, int partition, long offset) {
    return "/api/v1/detectors/" + detector + "/records/" + partition + "/" + offset;
  }

  public Picture {
    Objects.requireNonNull(kind, "kind");
    regions = List.copyOf(regions);
    parts = List.copyOf(parts);
  }
}
