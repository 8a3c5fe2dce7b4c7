package io.stillwater.event.image;

import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.image.ImageHeader.Extra;
import io.stillwater.event.image.ImageHeader.Ink;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Decoded images become {@link Pixels}: by their stored samples, since the JDK's own conversion
 * would brighten grey ones. What is transparent becomes dark in proportion.
 */
final class PixelReader {
  private static final int FULL = 65535;

  private PixelReader() {}

  static Pixels of(BufferedImage image, Extra extra) throws UndecodableEvent {
    if (image.getColorModel() instanceof IndexColorModel palette) {
      return ofPalette(image.getRaster(), palette);
    }
    ColorModel model = image.getColorModel();
    int bands = model.getNumColorComponents();
    int[] full = new int[model.getNumComponents()];
    for (int b = 0; b < full.length; b++) {
      int bits = model.getComponentSize(b);
      if (bits < 1 || bits > 16) {
        throw ImageHeader.refused("the image has " + bits + " bits a sample: expected 1 to 16");
      }
      full[b] = (1 << bits) - 1;
    }
    if (bands != 1 && bands != 3) {
      throw ImageHeader.refused("the image has " + bands + " colour components: expected 1 or 3");
    }
    boolean dim =
        extra == Extra.FOUND
            ? model.hasAlpha() && !model.isAlphaPremultiplied()
            : extra == Extra.ALPHA && full.length > bands;
    Raster raster = image.getRaster();
    int width = raster.getWidth();
    int height = raster.getHeight();
    short[] samples = new short[bands * width * height];
    int n = full.length;
    int[] row = new int[width * n];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int b = 0; b < bands; b++) {
        int at = (b * height + y) * width;
        for (int x = 0; x < width; x++) {
          int value = spread(row[x * n + b], full[b]);
          samples[at + x] =
              (short) (dim ? dimmed(value, spread(row[x * n + bands], full[bands])) : value);
        }
      }
    }
    return new Pixels(width, height, bands, samples);
  }

  private static Pixels ofPalette(Raster raster, IndexColorModel palette) {
    int[] colours = new int[palette.getMapSize()];
    palette.getRGBs(colours);
    int bands = 1;
    for (int i = 0; i < colours.length; i++) {
      int alpha = colours[i] >>> 24;
      int r = (colours[i] >> 16 & 0xff) * alpha / 255;
      int g = (colours[i] >> 8 & 0xff) * alpha / 255;
      int b = (colours[i] & 0xff) * alpha / 255;
      colours[i] = r << 16 | g << 8 | b;
      bands = r == g && g == b ? bands : 3;
    }
    int width = raster.getWidth();
    int height = raster.getHeight();
    short[] samples = new short[bands * width * height];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        // An index beyond the palette has no colour: black.
        int colour = row[x] < colours.length ? colours[row[x]] : 0;
        for (int b = 0; b < bands; b++) {
          samples[(b * height + y) * width + x] = (short) ((colour >> (16 - 8 * b) & 0xff) * 257);
        }
      }
    }
    return new Pixels(width, height, bands, samples);
  }

  /** A JPEG of four components: (height, width, 4) bytes become red, green and blue. */
  static Pixels ofInk(Raster raster, Ink ink) throws UndecodableEvent {
    if (raster.getNumBands() != 4) {
      throw ImageHeader.refused("the JPEG has " + raster.getNumBands() + " bands: expected 4");
    }
    int width = raster.getWidth();
    int height = raster.getHeight();
    short[] samples = new short[3 * width * height];
    int[] row = new int[4 * width];
    int[] light = new int[3];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        light(row, 4 * x, ink, light);
        int black = ink == Ink.CMYK ? 255 - row[4 * x + 3] : row[4 * x + 3];
        for (int b = 0; b < 3; b++) {
          samples[(b * height + y) * width + x] = (short) ((light[b] * black + 127) / 255 * 257);
        }
      }
    }
    return new Pixels(width, height, 3, samples);
  }

  /** What cyan, magenta and yellow let through of red, green and blue, each from 0 to 255. */
  private static void light(int[] row, int at, Ink ink, int[] light) {
    if (ink != Ink.INVERTED_YCCK) {
      for (int b = 0; b < 3; b++) {
        light[b] = ink == Ink.CMYK ? 255 - row[at + b] : row[at + b];
      }
      return;
    }
    // JFIF's conversion gives 255 minus the stored components.
    double luma = row[at];
    double cb = row[at + 1] - 128;
    double cr = row[at + 2] - 128;
    light[0] = 255 - clipped(luma + 1.402 * cr);
    light[1] = 255 - clipped(luma - 0.344136 * cb - 0.714136 * cr);
    light[2] = 255 - clipped(luma + 1.772 * cb);
  }

  private static int clipped(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }

  private static int spread(int sample, int full) {
    return full == FULL ? sample : (int) (((long) sample * FULL + full / 2) / full);
  }

  private static int dimmed(int value, int alpha) {
    return (int) (((long) value * alpha + FULL / 2) / FULL);
  }
}
