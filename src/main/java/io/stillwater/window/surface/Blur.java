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
    float[] rows = along(plane.values(), plane.height(), plane.width(), kernel);
    float[] turned = turned(rows, plane.height(), plane.width());
    float[] both = along(turned, plane.width(), plane.height(), kernel);
    return new Plane(plane.height(), plane.width(), turned(both, plane.width(), plane.height()));
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
    float[] line = new float[width + 2 * radius];
    float[] out = new float[rows.length * columns.length];
    for (int r = 0; r < rows.length; r++) {
      Arrays.fill(line, 0);
      for (int k = 0; k < kernel.length; k++) {
        int from = mirrored(rows[r] + k - radius, plane.height()) * width;
        float weight = kernel[k];
        for (int x = 0; x < width; x++) {
          line[radius + x] += weight * plane.values()[from + x];
        }
      }
      for (int i = 0; i < radius; i++) {
        line[i] = line[radius + mirrored(i - radius, width)];
        line[radius + width + i] = line[radius + mirrored(width + i, width)];
      }
      for (int c = 0; c < columns.length; c++) {
        float sum = 0;
        for (int k = 0; k < kernel.length; k++) {
          sum += kernel[k] * line[columns[c] + k];
        }
        out[r * columns.length + c] = sum;
      }
    }
    return out;
  }

  private static float[] kernel(double sigma) {
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

  private static float[] along(float[] values, int height, int width, float[] kernel) {
    int radius = kernel.length / 2;
    float[] out = new float[values.length];
    float[] line = new float[width + 2 * radius];
    for (int y = 0; y < height; y++) {
      System.arraycopy(values, y * width, line, radius, width);
      for (int i = 0; i < radius; i++) {
        line[i] = values[y * width + mirrored(i - radius, width)];
        line[radius + width + i] = values[y * width + mirrored(width + i, width)];
      }
      for (int k = 0; k < kernel.length; k++) {
        float weight = kernel[k];
        for (int x = 0; x < width; x++) {
          out[y * width + x] += weight * line[x + k];
        }
      }
    }
    return out;
  }

  private static float[] turned(float[] values, int height, int width) {
    float[] out = new float[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        out[x * height + y] = values[y * width + x];
      }
    }
    return out;
  }

  /** The place that lies there when a line is continued by its mirror image, its ends repeated. */
  static int mirrored(int place, int length) {
    int within = Math.floorMod(place, 2 * length);
    return within < length ? within : 2 * length - 1 - within;
  }
}
