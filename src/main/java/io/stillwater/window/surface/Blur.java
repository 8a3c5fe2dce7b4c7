package io.stillwater.window.surface;

import io.stillwater.window.tile.Plane;

/**
 * Smoothing by a normal density, cut off at three deviations; beyond borders lies the mirror image.
 */
public final class Blur {
  private Blur() {}

  /** The smoothed plane. */
  public static Plane gaussian(Plane plane, double sigma) {
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
    float[] rows = along(plane.values(), plane.height(), plane.width(), kernel);
    float[] turned = turned(rows, plane.height(), plane.width());
    float[] both = along(turned, plane.width(), plane.height(), kernel);
    return new Plane(plane.height(), plane.width(), turned(both, plane.width(), plane.height()));
  }

  /** The smoothed plane at every other row and column. */
  static Plane halved(Plane plane) {
    Plane smooth = gaussian(plane, 0.8);
    int height = (plane.height() + 1) / 2;
    int width = (plane.width() + 1) / 2;
    float[] out = new float[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        out[y * width + x] = smooth.at(2 * y, 2 * x);
      }
    }
    return new Plane(height, width, out);
  }

  private static float[] along(float[] values, int height, int width, float[] kernel) {
    int radius = kernel.length / 2;
    float[] out = new float[values.length];
    float[] line = new float[width + 2 * radius];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < line.length; i++) {
        line[i] = values[y * width + mirrored(i - radius, width)];
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
