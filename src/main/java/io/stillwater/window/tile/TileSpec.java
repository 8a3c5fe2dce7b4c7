package io.stillwater.window.tile;

/**
 * How a plane is cut into tiles; part of the bundle, so that training and serving cut alike.
 *
 * <p>Tiles begin every {@code strideY} rows and {@code strideX} columns; the last one is moved back
 * so that it ends at the border, so no tile holds made-up values and every value is in a tile. A
 * plane smaller than a tile is continued by its mirror image, the border's own values not repeated.
 *
 * <pre>
 * length 10, tile 4, stride 3     begins 0 3 6
 * length 11, tile 4, stride 3     begins 0 3 6 7
 * length 3, tile 5                values a b c b a
 * </pre>
 *
 * @param factor the scale: tiles are cut from means over blocks of factor by factor
 * @param height of a tile, in rows of that scale
 * @param width of a tile
 * @param strideY rows from tile to tile, at most the height
 * @param strideX columns from tile to tile, at most the width
 */
public record TileSpec(int factor, int height, int width, int strideY, int strideX) {
  public TileSpec {
    require(factor >= 1, "factor must be at least 1: was " + factor);
    require(height >= 1 && width >= 1, "tiles of " + height + " x " + width);
    require(
        strideY >= 1 && strideY <= height, "strideY must be in 1.." + height + ": was " + strideY);
    require(
        strideX >= 1 && strideX <= width, "strideX must be in 1.." + width + ": was " + strideX);
  }

  /** Square tiles. */
  public static TileSpec square(int factor, int size, int stride) {
    return new TileSpec(factor, size, size, stride, stride);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
