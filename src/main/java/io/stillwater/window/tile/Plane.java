package io.stillwater.window.tile;

import io.stillwater.event.Pixels;
import java.util.Objects;

/**
 * Numbers on a grid: one band of an image, a spectrogram, a heat map.
 *
 * <p>Immutable by agreement: {@code values} is not copied, nobody writes to it after construction.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param values (height, width)
 */
public record Plane(int height, int width, float[] values) {
  public Plane {
    Objects.requireNonNull(values, "values");
    if (height < 1 || width < 1 || values.length != (long) height * width) {
      throw new IllegalArgumentException(
          "expected %d x %d values: were %d".formatted(height, width, values.length));
    }
  }

  /** One band of an image, from 0 to 1. */
  public static Plane of(Pixels pixels, int band) {
    int n = pixels.height() * pixels.width();
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (pixels.samples()[band * n + i] & 0xffff) / 65535f;
    }
    return new Plane(pixels.height(), pixels.width(), values);
  }

  public float at(int y, int x) {
    return values[y * width + x];
  }

  /**
   * The same on a coarser scale: means over blocks of {@code factor} by {@code factor}; the last
   * row and column of blocks may be smaller. Height 5 by factor 2 gives 3.
   */
  public Plane averaged(int factor) {
    if (factor < 1) {
      throw new IllegalArgumentException("the factor must be at least 1: was " + factor);
    }
    if (factor == 1) {
      return this;
    }
    int rows = blocks(height, factor);
    int columns = blocks(width, factor);
    float[] out = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      int bottom = Math.min(height, (r + 1) * factor);
      for (int c = 0; c < columns; c++) {
        int right = Math.min(width, (c + 1) * factor);
        double sum = 0;
        for (int y = r * factor; y < bottom; y++) {
          for (int x = c * factor; x < right; x++) {
            sum += values[y * width + x];
          }
        }
        out[r * columns + c] = (float) (sum / ((bottom - r * factor) * (right - c * factor)));
      }
    }
    return new Plane(rows, columns, out);
  }

  /**
   * The way back to the finer scale: bilinear between the blocks' centres, constant beyond the
   * outermost ones.
   *
   * @param rows of the plane before {@link #averaged}
   * @param columns of the plane before {@link #averaged}
   */
  public Plane enlarged(int factor, int rows, int columns) {
    if (blocks(rows, factor) != height || blocks(columns, factor) != width) {
      throw new IllegalArgumentException(
          "%d x %d times %d is not %d x %d".formatted(height, width, factor, rows, columns));
    }
    float[] out = new float[rows * columns];
    for (int y = 0; y < rows; y++) {
      double v = within((y + 0.5) / factor - 0.5, height);
      int top = Math.min((int) v, Math.max(0, height - 2));
      int below = Math.min(top + 1, height - 1);
      for (int x = 0; x < columns; x++) {
        double u = within((x + 0.5) / factor - 0.5, width);
        int left = Math.min((int) u, Math.max(0, width - 2));
        int right = Math.min(left + 1, width - 1);
        double upper = mix(at(top, left), at(top, right), u - left);
        double lower = mix(at(below, left), at(below, right), u - left);
        out[y * columns + x] = (float) mix(upper, lower, v - top);
      }
    }
    return new Plane(rows, columns, out);
  }

  /** How many blocks of that size cover a length. */
  static int blocks(int length, int factor) {
    return (length + factor - 1) / factor;
  }

  private static double within(double place, int length) {
    return Math.max(0, Math.min(length - 1, place));
  }

  private static double mix(double a, double b, double part) {
    return a + part * (b - a);
  }
}
