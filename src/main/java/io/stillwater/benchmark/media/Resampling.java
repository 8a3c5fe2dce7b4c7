package io.stillwater.benchmark.media;

import io.stillwater.window.tile.Plane;

/** Planes of one size from planes of another. */
final class Resampling {
  private Resampling() {}

  /**
   * Linear between the middles of places, constant beyond the outermost ones; where it shrinks by
   * more than half, blocks are averaged first.
   */
  static Plane of(Plane plane, int rows, int columns) {
    int factor = Math.min(plane.height() / rows, plane.width() / columns);
    Plane from = factor >= 2 ? plane.averaged(factor) : plane;
    if (from.height() == rows && from.width() == columns) {
      return from;
    }
    float[] out = new float[rows * columns];
    for (int y = 0; y < rows; y++) {
      double v = place(y, rows, from.height());
      int top = (int) v;
      int below = Math.min(top + 1, from.height() - 1);
      for (int x = 0; x < columns; x++) {
        double u = place(x, columns, from.width());
        int left = (int) u;
        int right = Math.min(left + 1, from.width() - 1);
        double upper = mix(from.at(top, left), from.at(top, right), u - left);
        double lower = mix(from.at(below, left), from.at(below, right), u - left);
        out[y * columns + x] = (float) mix(upper, lower, v - top);
      }
    }
    return new Plane(rows, columns, out);
  }

  private static double place(int to, int length, int from) {
    return Math.max(0, Math.min(from - 1, (to + 0.5) * from / length - 0.5));
  }

  private static double mix(double a, double b, double part) {
    return a + part * (b - a);
  }
}
