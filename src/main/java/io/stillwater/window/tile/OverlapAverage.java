package io.stillwater.window.tile;

import java.util.Arrays;

/**
 * Maps of tiles become one map: where tiles overlap, their values are averaged with weights that
 * fall from a tile's middle to its edges as a tent does and add up to one everywhere, so that seams
 * do not show and a constant stays that constant. Not thread-safe; used once.
 */
public final class OverlapAverage {
  private final Tiling tiling;
  private final double[] sums;
  private final double[] weights;
  private final double[] tentY;
  private final double[] tentX;

  public OverlapAverage(Tiling tiling) {
    this.tiling = tiling;
    this.sums = new double[tiling.rows() * tiling.columns()];
    this.weights = new double[sums.length];
    this.tentY = tent(tiling.spec().height());
    this.tentX = tent(tiling.spec().width());
  }

  /**
   * Adds the map of one tile.
   *
   * @param map the tile's height times width values, from {@code offset} on
   */
  public void add(int tile, float[] map, int offset) {
    int height = tiling.spec().height();
    int width = tiling.spec().width();
    // What a small plane's mirror image holds is there already.
    int bottom = Math.min(height, tiling.rows() - tiling.top(tile));
    int right = Math.min(width, tiling.columns() - tiling.left(tile));
    for (int y = 0; y < bottom; y++) {
      int row = (tiling.top(tile) + y) * tiling.columns() + tiling.left(tile);
      for (int x = 0; x < right; x++) {
        double weight = tentY[y] * tentX[x];
        sums[row + x] += weight * map[offset + y * width + x];
        weights[row + x] += weight;
      }
    }
  }

  /** Adds a tile that has one value for all its places. */
  public void add(int tile, float value) {
    float[] map = new float[tiling.spec().height() * tiling.spec().width()];
    Arrays.fill(map, value);
    add(tile, map, 0);
  }

  /** The map on the spec's scale; NaN where no tile was added. */
  public Plane finish() {
    float[] out = new float[sums.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (sums[i] / weights[i]);
    }
    return new Plane(tiling.rows(), tiling.columns(), out);
  }

  /** 1, 2, …, 2, 1: positive everywhere, symmetric. */
  private static double[] tent(int length) {
    double[] tent = new double[length];
    for (int i = 0; i < length; i++) {
      tent[i] = Math.min(i + 1, length - i);
    }
    return tent;
  }
}
