package io.stillwater.window.surface;

import io.stillwater.window.tile.Plane;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The features of cells before they are compared: how strongly the learned filters respond there,
 * the lowest and highest value of six bands of sizes (differences of Gaussians, in deviations of
 * the whole image), those deviations, and the light around. From the logarithm of the light.
 */
final class CellPlanes {
  private static final int CELL = CellFeatures.CELL;
  private static final double[] SIGMAS = {1, 2, 4, 8, 16, 32};

  private final FilterBank bank;
  private final Plane image;
  private final int rows;
  private final int columns;
  private final float[][] planes;

  private CellPlanes(FilterBank bank, Plane image) {
    this.bank = bank;
    this.image = image;
    this.rows = CellFeatures.cells(image.height());
    this.columns = CellFeatures.cells(image.width());
    this.planes = new float[count(bank)][];
  }

  /** How many there are. */
  static int count(FilterBank bank) {
    return FilterBank.LEVELS * bank.filters() + 3 * SIGMAS.length + 1;
  }

  /** (features)(cells) of an image from 0 to 1. */
  static float[][] of(FilterBank bank, Plane image) {
    CellPlanes of = new CellPlanes(bank, image);
    Plane light = CellFeatures.light(image);
    int at = of.bands(light, of.responses(light));
    if (at != of.planes.length) {
      throw new IllegalStateException(at + " features: expected " + of.planes.length);
    }
    return of.planes;
  }

  private int responses(Plane light) {
    int at = 0;
    Plane[] levels = CellFeatures.levels(light);
    for (int l = 0; l < levels.length; l++) {
      double sigma = Math.max(0.8, CELL / 4.0 / (1 << l));
      Plane padded = PlainSurface.padded(levels[l]);
      int[] ys = middles(rows, image.height(), 2 << l, levels[l].height());
      int[] xs = middles(columns, image.width(), 2 << l, levels[l].width());
      for (int f = 0; f < bank.filters(); f++) {
        float[] out = Blur.gaussianAt(PlainSurface.response(bank, padded, l, f), sigma, ys, xs);
        for (int i = 0; i < out.length; i++) {
          out[i] = (float) Math.log(0.05 + out[i]);
        }
        planes[at++] = out;
      }
    }
    return at;
  }

  private int bands(Plane light, int first) {
    int at = first;
    Plane whole = light;
    Plane fine = light; // less all that is smaller than the band before
    int factor = 1;
    for (double sigma : SIGMAS) {
      if (sigma >= 4) {
        whole = Blur.halved(whole);
        fine = Blur.halved(fine);
        factor *= 2;
      }
      Plane coarse = Blur.gaussian(whole, sigma / factor);
      float[] band = new float[fine.values().length];
      double deviation = difference(fine, coarse, band);
      for (int i = 0; i < band.length; i++) {
        band[i] /= (float) deviation;
      }
      Plane scaled = new Plane(fine.height(), fine.width(), band);
      planes[at++] = extremes(scaled, factor, -1);
      planes[at++] = extremes(scaled, factor, 1);
      float[] constant = new float[rows * columns];
      Arrays.fill(constant, (float) Math.log(deviation));
      planes[at++] = constant;
      fine = coarse;
    }
    planes[at++] = middles(fine, factor);
    return at;
  }

  /** The difference, and its deviation plus .01. */
  private static double difference(Plane a, Plane b, float[] to) {
    double sum = 0;
    double square = 0;
    int n = a.values().length;
    for (int i = 0; i < n; i++) {
      double d = a.values()[i] - b.values()[i];
      sum += d;
      square += d * d;
      to[i] = (float) d;
    }
    return Math.sqrt(Math.max(0, square / n - sum / n * (sum / n))) + 0.01;
  }

  /** The values in the middles of the cells. */
  private float[] middles(Plane plane, int factor) {
    int[] ys = middles(rows, image.height(), factor, plane.height());
    int[] xs = middles(columns, image.width(), factor, plane.width());
    float[] out = new float[rows * columns];
    for (int i = 0; i < out.length; i++) {
      out[i] = plane.at(ys[i / columns], xs[i % columns]);
    }
    return out;
  }

  /** Where the middles of cells lie, on a plane that is so many times as coarse. */
  private static int[] middles(int cells, int pixels, int factor, int length) {
    return IntStream.range(0, cells)
        .map(cell -> Math.min(CellFeatures.middle(cell, pixels) / factor, length - 1))
        .toArray();
  }

  /** The highest of the values in each cell, or, with a sign of -1, the lowest. */
  private float[] extremes(Plane plane, int factor, int sign) {
    if (factor > CELL) {
      return middles(plane, factor);
    }
    int step = CELL / factor;
    float[] out = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      int top = CellFeatures.begin(r, image.height()) / factor;
      for (int c = 0; c < columns; c++) {
        int left = CellFeatures.begin(c, image.width()) / factor;
        float best = Float.NEGATIVE_INFINITY;
        for (int y = top; y < top + step; y++) {
          int row = Math.min(y, plane.height() - 1);
          for (int x = left; x < left + step; x++) {
            best = Math.max(best, sign * plane.at(row, Math.min(x, plane.width() - 1)));
          }
        }
        out[r * columns + c] = sign * best;
      }
    }
    return out;
  }
}
