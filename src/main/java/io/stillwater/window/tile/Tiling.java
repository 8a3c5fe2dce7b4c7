package io.stillwater.window.tile;

import java.util.stream.IntStream;

/** The tiles of planes of one size: where they begin, and their values. Immutable. */
public final class Tiling {
  private final TileSpec spec;
  private final int rows;
  private final int columns;
  private final int[] tops;
  private final int[] lefts;

  /**
   * @param rows of the plane that is cut, on its own finest scale
   * @param columns of that plane
   */
  public Tiling(TileSpec spec, int rows, int columns) {
    this.spec = spec;
    this.rows = Plane.blocks(rows, spec.factor());
    this.columns = Plane.blocks(columns, spec.factor());
    this.tops = begins(this.rows, spec.height(), spec.strideY());
    this.lefts = begins(this.columns, spec.width(), spec.strideX());
  }

  public TileSpec spec() {
    return spec;
  }

  /** Tiles in all. */
  public int count() {
    return tops.length * lefts.length;
  }

  /** Rows of the plane on the spec's scale. */
  public int rows() {
    return rows;
  }

  /** Columns of the plane on the spec's scale. */
  public int columns() {
    return columns;
  }

  /** The row in which a tile begins, on the spec's scale. Tiles are numbered row by row. */
  public int top(int tile) {
    return tops[tile / lefts.length];
  }

  /** The column in which a tile begins. */
  public int left(int tile) {
    return lefts[tile % lefts.length];
  }

  /**
   * Copies one tile, row by row.
   *
   * @param plane on the spec's scale: {@link Plane#averaged}
   * @param to where the tile's height times width values go, from {@code offset} on
   */
  public void cut(Plane plane, int tile, float[] to, int offset) {
    if (plane.height() != rows || plane.width() != columns) {
      throw new IllegalArgumentException(
          "the plane is %d x %d: expected %d x %d, the scale of %s"
              .formatted(plane.height(), plane.width(), rows, columns, spec));
    }
    int at = offset;
    for (int y = 0; y < spec.height(); y++) {
      int row = mirrored(top(tile) + y, rows);
      for (int x = 0; x < spec.width(); x++) {
        to[at++] = plane.at(row, mirrored(left(tile) + x, columns));
      }
    }
  }

  /** Every begin of a tile along one side. */
  private static int[] begins(int length, int tile, int stride) {
    int last = Math.max(0, length - tile);
    int whole = last / stride + 1;
    boolean rest = last % stride != 0;
    return IntStream.range(0, whole + (rest ? 1 : 0))
        .map(i -> Math.min(i * stride, last))
        .toArray();
  }

  /** The place that lies there when a line of that length is continued by its mirror image. */
  static int mirrored(int place, int length) {
    if (length == 1) {
      return 0;
    }
    int period = 2 * (length - 1);
    int within = place % period;
    return within < length ? within : period - within;
  }
}
