package io.stillwater.model.media;

import io.stillwater.detect.heat.Region;
import io.stillwater.detect.heat.SoundPart;
import io.stillwater.event.Pixels;
import io.stillwater.window.tile.Plane;
import java.util.List;

/**
 * An image or a sound with where it is strange, ready to be shown.
 *
 * @param kind see {@link io.stillwater.alert.Picture}
 * @param seconds that a sound lasts; NaN for images
 * @param original the image; a sound's spectrogram in grey, low at the bottom
 * @param heat (cells) from 0 to 1
 * @param expected what normal would have looked like, of the original's size; null where not known
 * @param regions of an image beyond the limit, in pixels, the highest score first
 * @param parts of a sound beyond the limit, the highest score first
 */
public record MediaView(
    String kind,
    double seconds,
    Pixels original,
    Plane heat,
    Pixels expected,
    List<Region> regions,
    List<SoundPart> parts) {
  public MediaView {
    regions = List.copyOf(regions);
    parts = List.copyOf(parts);
  }

  /** The heat as grey pixels, one a cell. */
  public Pixels map() {
    return grey(heat, 0, 1);
  }

  /** Numbers as grey pixels, black at {@code low} and white at {@code high}. */
  static Pixels grey(Plane plane, double low, double high) {
    short[] samples = new short[plane.values().length];
    double range = high > low ? high - low : 1;
    for (int i = 0; i < samples.length; i++) {
      double share = (plane.values()[i] - low) / range;
      samples[i] = (short) Math.round(65535 * Math.max(0, Math.min(1, share)));
    }
    return new Pixels(plane.width(), plane.height(), 1, samples);
  }
}
