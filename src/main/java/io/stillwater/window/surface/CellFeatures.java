package io.stillwater.window.surface;

import io.stillwater.window.tile.Plane;
import java.util.Arrays;

/**
 * What each cell of {@value #CELL} by {@value #CELL} pixels looks like: how strongly the learned
 * filters respond there, the lowest and highest value of six bands of sizes (differences of
 * Gaussians, in deviations of the whole image), those deviations, and the light around. From the
 * logarithm of the light, so that exposure only shifts.
 *
 * <p>A vector then holds these features as they are, less their median over the image, and that
 * less its mean over 9, 5 and 15 cells around; and how near the four borders are.
 */
public final class CellFeatures {
  /** Pixels on a side of a cell. */
  public static final int CELL = 8;

  private static final double[] SIGMAS = {1, 2, 4, 8, 16, 32};
  private static final int[] AROUND = {9, 5, 15};
  private static final int BORDERS = 4;
  private static final float REACH = 64;

  private final FilterBank bank;
  private final int features;

  public CellFeatures(FilterBank bank) {
    this.bank = bank;
    this.features = FilterBank.LEVELS * bank.filters() + 3 * SIGMAS.length + 1;
  }

  /** Features before they are compared. */
  public int features() {
    return features;
  }

  /** How many cells cover that many pixels; the last one may reach beyond. */
  public static int cells(int pixels) {
    return (pixels + CELL - 1) / CELL;
  }

  /** The light as all that follows sees it: log(8 + grey), grey from 0 to 255. */
  public static Plane light(Plane image) {
    float[] out = new float[image.values().length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) Math.log(8 + 255 * image.values()[i]);
    }
    return new Plane(image.height(), image.width(), out);
  }

  /** The levels of the filters: a half, a quarter, an eighth. */
  public static Plane[] levels(Plane light) {
    Plane[] levels = new Plane[FilterBank.LEVELS];
    Plane at = light;
    for (int l = 0; l < levels.length; l++) {
      at = Blur.halved(at);
      levels[l] = at;
    }
    return levels;
  }

  /** (cells)(5 * features + 4) of an image from 0 to 1. */
  public Cells of(Plane image) {
    Plane light = light(image);
    int rows = cells(image.height());
    int columns = cells(image.width());
    float[][] planes = new float[features][];
    int at = responses(light, rows, columns, planes);
    at = bands(light, rows, columns, planes, at);
    if (at != features) {
      throw new IllegalStateException(at + " features: expected " + features);
    }
    return compared(planes, rows, columns, image);
  }

  private int responses(Plane light, int rows, int columns, float[][] planes) {
    int at = 0;
    Plane[] levels = levels(light);
    for (int l = 0; l < levels.length; l++) {
      double sigma = Math.max(0.8, CELL / 4.0 / (1 << l));
      for (int f = 0; f < bank.filters(); f++) {
        Plane pooled = Blur.gaussian(bank.response(levels[l], l, f), sigma);
        float[] out = middles(pooled, 2 << l, rows, columns);
        for (int i = 0; i < out.length; i++) {
          out[i] = (float) Math.log(0.05 + out[i]);
        }
        planes[at++] = out;
      }
    }
    return at;
  }

  private static int bands(Plane light, int rows, int columns, float[][] planes, int first) {
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
      double deviation = difference(fine, coarse, null);
      float[] band = new float[fine.values().length];
      difference(fine, coarse, band);
      for (int i = 0; i < band.length; i++) {
        band[i] /= (float) deviation;
      }
      Plane scaled = new Plane(fine.height(), fine.width(), band);
      planes[at++] = extremes(scaled, factor, rows, columns, -1);
      planes[at++] = extremes(scaled, factor, rows, columns, 1);
      float[] constant = new float[rows * columns];
      Arrays.fill(constant, (float) Math.log(deviation));
      planes[at++] = constant;
      fine = coarse;
    }
    planes[at++] = middles(fine, factor, rows, columns);
    return at;
  }

  /** The deviation of the difference, plus .01, and the difference where it is wanted. */
  private static double difference(Plane a, Plane b, float[] to) {
    double sum = 0;
    double square = 0;
    int n = a.values().length;
    for (int i = 0; i < n; i++) {
      double d = a.values()[i] - b.values()[i];
      sum += d;
      square += d * d;
      if (to != null) {
        to[i] = (float) d;
      }
    }
    return Math.sqrt(Math.max(0, square / n - sum / n * (sum / n))) + 0.01;
  }

  /** The values in the middles of the cells. */
  private static float[] middles(Plane plane, int factor, int rows, int columns) {
    float[] out = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      int y = Math.min((r * CELL + CELL / 2) / factor, plane.height() - 1);
      for (int c = 0; c < columns; c++) {
        out[r * columns + c] =
            plane.at(y, Math.min((c * CELL + CELL / 2) / factor, plane.width() - 1));
      }
    }
    return out;
  }

  /** The highest of the values in each cell, or, with a sign of -1, the lowest. */
  private static float[] extremes(Plane plane, int factor, int rows, int columns, int sign) {
    int step = Math.max(1, CELL / factor);
    if (factor > CELL) {
      return middles(plane, factor, rows, columns);
    }
    float[] out = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        float best = Float.NEGATIVE_INFINITY;
        for (int y = r * step; y < (r + 1) * step; y++) {
          int row = Math.min(y, plane.height() - 1);
          for (int x = c * step; x < (c + 1) * step; x++) {
            best = Math.max(best, sign * plane.at(row, Math.min(x, plane.width() - 1)));
          }
        }
        out[r * columns + c] = sign * best;
      }
    }
    return out;
  }

  private Cells compared(float[][] planes, int rows, int columns, Plane image) {
    int size = (2 + AROUND.length) * features + BORDERS;
    float[] out = new float[rows * columns * size];
    for (int f = 0; f < features; f++) {
      float[] relative = lessMedian(planes[f]);
      place(planes[f], out, size, f);
      place(relative, out, size, features + f);
      for (int a = 0; a < AROUND.length; a++) {
        float[] around = Surroundings.mean(relative, rows, columns, AROUND[a]);
        for (int i = 0; i < around.length; i++) {
          around[i] = relative[i] - around[i];
        }
        place(around, out, size, (2 + a) * features + f);
      }
    }
    for (int i = 0; i < rows * columns; i++) {
      int y = i / columns * CELL + CELL / 2;
      int x = i % columns * CELL + CELL / 2;
      int at = (i + 1) * size - BORDERS;
      out[at] = near(y);
      out[at + 1] = near(image.height() - y);
      out[at + 2] = near(x);
      out[at + 3] = near(image.width() - x);
    }
    return new Cells(rows, columns, size, out);
  }

  private static float near(int pixels) {
    return Math.max(0, Math.min(pixels, REACH)) / REACH;
  }

  private static void place(float[] plane, float[] out, int size, int feature) {
    for (int i = 0; i < plane.length; i++) {
      out[i * size + feature] = plane[i];
    }
  }

  private static float[] lessMedian(float[] plane) {
    float[] sorted = plane.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    float median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    float[] out = plane.clone();
    for (int i = 0; i < n; i++) {
      out[i] -= median;
    }
    return out;
  }

  /**
   * The parts of a vector that each of four networks sees, so that they err differently: compared
   * with the image; that and as it is; that and with 9 cells around; that and with 5 and 15.
   */
  public int[][] views() {
    return new int[][] {part(1), part(1, 0), part(1, 2), part(1, 3, 4)};
  }

  private int[] part(int... blocks) {
    int[] out = new int[blocks.length * features + BORDERS];
    int at = 0;
    for (int block : blocks) {
      for (int f = 0; f < features; f++) {
        out[at++] = block * features + f;
      }
    }
    for (int b = 0; b < BORDERS; b++) {
      out[at++] = (2 + AROUND.length) * features + b;
    }
    return out;
  }
}
