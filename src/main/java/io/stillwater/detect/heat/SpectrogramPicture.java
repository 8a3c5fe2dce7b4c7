package io.stillwater.detect.heat;

import io.stillwater.event.Pixels;
import io.stillwater.window.tile.Plane;
import java.util.Arrays;

/** A spectrogram as an image: time to the right, low frequencies at the bottom, loud is white. */
public final class SpectrogramPicture {
  /** The shares of values that are black and white; what lies between is grey in proportion. */
  private static final double BLACK = 0.02;

  private static final double WHITE = 0.998;

  private final double low;
  private final double range;

  private SpectrogramPicture(double low, double range) {
    this.low = low;
    this.range = range;
  }

  /** With the levels of a spectrogram, (bands, columns) in bels. */
  public static SpectrogramPicture of(Plane spectrogram) {
    float[] sorted = spectrogram.values().clone();
    Arrays.sort(sorted);
    double low = sorted[(int) (BLACK * (sorted.length - 1))];
    double high = sorted[(int) (WHITE * (sorted.length - 1))];
    return new SpectrogramPicture(low, Math.max(1e-6, high - low));
  }

  /**
   * Draws one.
   *
   * @param spectrogram (bands, columns), the lowest band first, in bels
   * @param zoom pixels on a side of a value
   */
  public Pixels grey(Plane spectrogram, int zoom) {
    Plane large = zoomed(upright(spectrogram), zoom);
    short[] samples = new short[large.values().length];
    for (int i = 0; i < samples.length; i++) {
      double level = (large.values()[i] - low) / range;
      samples[i] = (short) Math.round(65535 * Math.max(0, Math.min(1, level)));
    }
    return new Pixels(large.width(), large.height(), 1, samples);
  }

  /** The same with the rows in the order of pictures, the highest band first. */
  public static Plane upright(Plane plane) {
    int width = plane.width();
    float[] out = new float[plane.values().length];
    for (int y = 0; y < plane.height(); y++) {
      System.arraycopy(plane.values(), y * width, out, (plane.height() - 1 - y) * width, width);
    }
    return new Plane(plane.height(), width, out);
  }

  /** Every value as a square. */
  static Plane zoomed(Plane plane, int zoom) {
    int width = plane.width() * zoom;
    float[] out = new float[plane.height() * zoom * width];
    for (int i = 0; i < out.length; i++) {
      out[i] = plane.at(i / width / zoom, i % width / zoom);
    }
    return new Plane(plane.height() * zoom, width, out);
  }
}
