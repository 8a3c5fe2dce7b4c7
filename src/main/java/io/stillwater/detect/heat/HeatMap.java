package io.stillwater.detect.heat;

import io.stillwater.event.Pixels;
import io.stillwater.window.tile.Plane;
import java.util.List;

/**
 * An image with its heat: grey at half contrast, so that red stands out; the hotter, the redder, up
 * to a share that leaves the surface visible; regions beyond the limit in white frames, one pixel
 * wide.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb (height, width), 0xRRGGBB
 * @param regions in pixels, the highest score first
 */
public record HeatMap(int width, int height, int[] rgb, List<Region> regions) {
  private static final int WHITE = 0xffffff;

  /** How much of full heat is red. */
  private static final double MOST = 0.7;

  public HeatMap {
    regions = List.copyOf(regions);
    if (rgb.length != (long) width * height) {
      throw new IllegalArgumentException(
          "expected %d x %d pixels: were %d".formatted(height, width, rgb.length));
    }
  }

  /**
   * Draws the map of an image.
   *
   * @param grey the image, one band
   * @param scores of its cells
   * @param cell pixels on a side of a cell
   * @param from the score from which on cells are framed
   */
  public static HeatMap of(Pixels grey, Plane scores, int cell, HeatScale scale, double from) {
    float[] heat = new float[scores.values().length];
    for (int i = 0; i < heat.length; i++) {
      heat[i] = (float) scale.heat(scores.values()[i]);
    }
    Plane smooth =
        new Plane(scores.height(), scores.width(), heat)
            .enlarged(cell, grey.height(), grey.width());
    List<Region> regions =
        Region.beyond(scores, from).stream()
            .map(region -> region.enlarged(cell, grey.width(), grey.height()))
            .toList();
    return of(grey, smooth, regions);
  }

  /**
   * Draws heat that is there already.
   *
   * @param grey the image, one band
   * @param heat (height, width) of the image, from 0 to 1
   * @param regions to be framed, in pixels
   */
  static HeatMap of(Pixels grey, Plane heat, List<Region> regions) {
    int[] rgb = new int[heat.values().length];
    for (int i = 0; i < rgb.length; i++) {
      int level = (grey.samples()[i] & 0xffff) >> 8;
      rgb[i] = mixed(level, heat.values()[i]);
    }
    regions.forEach(region -> frame(rgb, grey.width(), region));
    return new HeatMap(grey.width(), grey.height(), rgb, regions);
  }

  /**
   * The colour of a pixel: red less green is the heat, whatever the grey.
   *
   * @param grey from 0 to 255
   * @param heat from 0 to 1
   */
  static int mixed(int grey, double heat) {
    double alpha = MOST * heat;
    double below = (1 - alpha) * (64 + grey / 2);
    int rest = (int) Math.round(below);
    int red = (int) Math.round(below + 255 * alpha);
    return red << 16 | rest << 8 | rest;
  }

  private static void frame(int[] rgb, int columns, Region box) {
    int right = box.x() + box.width() - 1;
    int bottom = box.y() + box.height() - 1;
    for (int x = box.x(); x <= right; x++) {
      rgb[box.y() * columns + x] = WHITE;
      rgb[bottom * columns + x] = WHITE;
    }
    for (int y = box.y(); y <= bottom; y++) {
      rgb[y * columns + box.x()] = WHITE;
      rgb[y * columns + right] = WHITE;
    }
  }
}
