package io.stillwater.window.surface;

import io.stillwater.window.tile.Plane;

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
