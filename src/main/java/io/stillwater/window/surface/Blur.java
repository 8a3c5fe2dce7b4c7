package io.stillwater.window.surface;

import io.stillwater.window.tile.Plane;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Smoothing by a normal density, cut off at three deviations; beyond borders lies the mirror image.
 */
public final class Blur {
  private Blur() {}

  /** The smoothed plane. */
  public static Plane gaussian(Plane plane, double sigma) {
    float[] kernel = kernel(sigma);
    int radius = kernel.length / 2;
    int width = plane.width();
    float[][] smooth = alongRows(plane, kernel);
    float[][] near = new float[kernel.length][];
    float[] out = new float[plane.values().length];
    float[] line = new float[width];
    for (int y = 0; y < plane.height(); y++) {
      for (int k = 0; k < near.length; k++) {
        near[k] = smooth[mirrored(y + k - radius, plane.height())];
      }
      Arrays.fill(line, 0);
      Lines.add(near, kernel, line);
      System.arraycopy(line, 0, out, y * width, width);
    }
    return new Plane(plane.height(), width, out);
  }

  /**
   * The smoothed plane at the crossings of some rows and columns only.
   *
   * @return (rows, columns)
   */
  static float[] gaussianAt(Plane plane, double sigma, int[] rows, int[] columns) {
    float[] kernel = kernel(sigma);
    int radius = kernel.length / 2;
    int width = plane.width();
    float[][] near = new float[kernel.length][width];
    float[] sum = new float[width];
    float[] line = new float[width + 2 * radius];
    float[] out = new float[rows.length * columns.length];
    for (int r = 0; r < rows.length; r++) {
      for (int k = 0; k < near.length; k++) {
        int from = mirrored(rows[r] + k - radius, plane.height()) * width;
        System.arraycopy(plane.values(), from, near[k], 0, width);
      }
      Arrays.fill(sum, 0);
      Lines.add(near, kernel, sum);
      continued(sum, 0, width, line);
      for (int c = 0; c < columns.length; c++) {
        float value = 0;
        for (int k = 0; k < kernel.length; k++) {
          value += kernel[k] * line[columns[c] + k];
        }
        out[r * columns.length + c] = value;
      }
    }
    return out;
  }

  /** The weights of a smoothing by that deviation, which add up to 1. */
  public static float[] kernel(double sigma) {
    int radius = (int) Math.ceil(3 * sigma);
    float[] kernel = new float[2 * radius + 1];
    double sum = 0;
    for (int i = 0; i < kernel.length; i++) {
      double x = (i - radius) / sigma;
      kernel[i] = (float) Math.exp(-x * x / 2);
      sum += kernel[i];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= (float) sum;
    }
    return kernel;
  }

  /** The smoothed plane at every other row and column. */
  static Plane halved(Plane plane) {
    int[] rows = everyOther(plane.height());
    int[] columns = everyOther(plane.width());
    return new Plane(rows.length, columns.length, gaussianAt(plane, 0.8, rows, columns));
  }

  private static int[] everyOther(int length) {
    return IntStream.range(0, (length + 1) / 2).map(i -> 2 * i).toArray();
  }

  /** (height)(width), each row smoothed for itself. */
  private static float[][] alongRows(Plane plane, float[] kernel) {
    int width = plane.width();
    float[][] out = new float[plane.height()][width];
    float[] line = new float[width + kernel.length - 1];
    float[][] shifted = new float[kernel.length][width];
    for (int y = 0; y < out.length; y++) {
      continued(plane.values(), y * width, width, line);
      for (int k = 0; k < shifted.length; k++) {
        System.arraycopy(line, k, shifted[k], 0, width);
      }
      Lines.add(shifted, kernel, out[y]);
    }
    return out;
  }

  /** A row with its mirror image on both sides, as much as there is room for. */
  private static void continued(float[] values, int from, int width, float[] line) {
    int radius = (line.length - width) / 2;
    System.arraycopy(values, from, line, radius, width);
    for (int i = 0; i < radius; i++) {
      line[i] = values[from + mirrored(i - radius, width)];
      line[radius + width + i] = values[from + mirrored(width + i, width)];
    }
  }

  /** The place that lies there when a line is continued by its mirror image, its ends repeated. */
  static int mirrored(int place, int length) {
    int within = Math.floorMod(place, 2 * length);
    return within < length ? within : 2 * length - 1 - within;
  }
}
