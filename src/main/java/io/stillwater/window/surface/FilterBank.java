package io.stillwater.window.surface;

import io.stillwater.window.tile.Plane;
import java.util.Arrays;

/**
 * Filters of {@value #SIZE} by {@value #SIZE} that were learned from normal images: the directions
 * in which their patches vary most, each scaled to a mean square of 1.
 *
 * @param weights (levels, filters)(SIZE * SIZE), each adds up to 0
 */
public record FilterBank(float[][][] weights) {
  public static final int SIZE = 7;

  /** Levels: images at a half, a quarter and an eighth of their size. */
  public static final int LEVELS = 3;

  public FilterBank {
    if (weights.length != LEVELS) {
      throw new IllegalArgumentException("expected " + LEVELS + " levels: were " + weights.length);
    }
  }

  int filters() {
    return weights[0].length;
  }

  /** A plane with the margin that filters need: its mirror image. */
  static Plane padded(Plane plane) {
    int height = plane.height() + SIZE - 1;
    int width = plane.width() + SIZE - 1;
    float[] out = new float[height * width];
    for (int y = 0; y < height; y++) {
      int row = Blur.mirrored(y - SIZE / 2, plane.height());
      for (int x = 0; x < width; x++) {
        out[y * width + x] = plane.at(row, Blur.mirrored(x - SIZE / 2, plane.width()));
      }
    }
    return new Plane(height, width, out);
  }

  /**
   * The magnitude of one filter's response, everywhere.
   *
   * @param padded see {@link #padded}
   */
  Plane response(Plane padded, int level, int filter) {
    int height = padded.height() - SIZE + 1;
    int width = padded.width() - SIZE + 1;
    float[] out = new float[height * width];
    float[] line = new float[width];
    float[][] shifted = new float[SIZE * SIZE][width]; // of the newest rows, each SIZE times
    float[][] inOrder = new float[SIZE * SIZE][];
    for (int y = -SIZE + 1; y < height; y++) {
      int newest = y + SIZE - 1;
      for (int j = 0; j < SIZE; j++) {
        float[] to = shifted[newest % SIZE * SIZE + j];
        System.arraycopy(padded.values(), newest * padded.width() + j, to, 0, width);
      }
      if (y >= 0) {
        for (int k = 0; k < inOrder.length; k++) {
          inOrder[k] = shifted[(y + k / SIZE) % SIZE * SIZE + k % SIZE];
        }
        Arrays.fill(line, 0);
        Lines.add(inOrder, weights[level][filter], line);
        for (int x = 0; x < width; x++) {
          out[y * width + x] = Math.abs(line[x]);
        }
      }
    }
    return new Plane(height, width, out);
  }

  /** One patch around a place, its mean taken away: (SIZE * SIZE). */
  public static float[] patch(Plane plane, int y, int x) {
    float[] patch = new float[SIZE * SIZE];
    double sum = 0;
    for (int i = 0; i < patch.length; i++) {
      int row = Blur.mirrored(y + i / SIZE - SIZE / 2, plane.height());
      patch[i] = plane.at(row, Blur.mirrored(x + i % SIZE - SIZE / 2, plane.width()));
      sum += patch[i];
    }
    for (int i = 0; i < patch.length; i++) {
      patch[i] -= (float) (sum / patch.length);
    }
    return patch;
  }
}
