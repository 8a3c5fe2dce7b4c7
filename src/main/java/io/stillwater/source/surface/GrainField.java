package io.stillwater.source.surface;

import io.stillwater.source.SeededNoise;

/**
 * Random numbers that change smoothly over a plane: standard normal at the points of a grid,
 * blended between them (value noise, Perlin and Hoffert 1989), repeated beyond its ends.
 *
 * <p>Its sides are powers of two, so that a place is found without a division.
 */
final class GrainField {
  private final int rows;
  private final int columns;
  private final float[] points; // (rows, columns)

  GrainField(int rows, int columns, SeededNoise noise) {
    if (Integer.bitCount(rows) != 1 || Integer.bitCount(columns) != 1) {
      throw new IllegalArgumentException(
          "a grain's sides must be powers of two: were " + rows + " x " + columns);
    }
    this.rows = rows;
    this.columns = columns;
    points = new float[rows * columns];
    for (int i = 0; i < points.length; i++) {
      points[i] = (float) noise.normal();
    }
  }

  /** At a point of the grid's coordinates. */
  double at(double row, double column) {
    int r = (int) Math.floor(row);
    int c = (int) Math.floor(column);
    double v = smooth(row - r);
    double u = smooth(column - c);
    double upper = mix(point(r, c), point(r, c + 1), u);
    double lower = mix(point(r + 1, c), point(r + 1, c + 1), u);
    return mix(upper, lower, v);
  }

  /** Along one row of points: what belongs to one thread or one groove. */
  double along(int row, double column) {
    int c = (int) Math.floor(column);
    return mix(point(row, c), point(row, c + 1), smooth(column - c));
  }

  private float point(int row, int column) {
    return points[(row & (rows - 1)) * columns + (column & (columns - 1))];
  }

  /** From 0 to 1 with level ends. */
  static double smooth(double t) {
    return t * t * (3 - 2 * t);
  }

  static double mix(double a, double b, double part) {
    return a + part * (b - a);
  }
}
