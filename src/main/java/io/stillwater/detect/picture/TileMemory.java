package io.stillwater.detect.picture;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Normal tiles at several scales, without their means: {@code tiles.bin} of a bundle.
 *
 * <p>The file, big-endian: the bytes STIL, the format 1, the side of a tile, the light (a float),
 * the number of scales; for each the factor, the deviation (a float) and the number of tiles; then
 * all tiles, a byte for each value, in the same order.
 *
 * @param side values on a side of a tile
 * @param light mean over the images, in logarithms
 * @param scales the coarsest first
 */
public record TileMemory(int side, float light, List<Scale> scales) {
  /** Values in a byte's step, in deviations of the scale. */
  private static final float STEP = 0.05f;

  private static final int MAGIC = 0x5354494c;
  private static final int FORMAT = 1;
  private static final int HEAD = 20;
  private static final int LARGEST_SIDE = 64;
  private static final int MOST_SCALES = 16;
  private static final int MOST_TILES = 100_000;

  /**
   * Tiles of one scale.
   *
   * @param factor of the scale: means over factor by factor pixels
   * @param deviation of the tiles' values, in logarithms of light
   * @param tiles (tiles)(side * side) in deviations, each with a mean of 0
   */
  public record Scale(int factor, float deviation, float[][] tiles) {
    public Scale {
      require(factor >= 1 && factor <= 1024, "the factor must be in 1..1024: was " + factor);
      require(deviation > 0 && deviation < 100, "the deviation must be above 0: was " + deviation);
      require(
          tiles.length >= 1 && tiles.length <= MOST_TILES,
          "expected 1 to " + MOST_TILES + " tiles: were " + tiles.length);
    }
  }

  public TileMemory {
    scales = List.copyOf(scales);
    require(side >= 2 && side <= LARGEST_SIDE, "the side must be in 2..64: was " + side);
    require(
        !scales.isEmpty() && scales.size() <= MOST_SCALES,
        "expected 1 to " + MOST_SCALES + " scales: were " + scales.size());
    require(Float.isFinite(light), "the light must be a number: was " + light);
    int factor = Integer.MAX_VALUE;
    for (Scale scale : scales) {
      require(scale.factor() < factor, "scales must become finer: " + scale.factor() + " follows");
      factor = scale.factor();
      for (float[] tile : scale.tiles()) {
        require(tile.length == side * side, "a tile has " + tile.length + " values");
      }
    }
  }

  /** The bytes of the file. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(FORMAT);
      out.writeInt(side);
      out.writeFloat(light);
      out.writeInt(scales.size());
      for (Scale scale : scales) {
        out.writeInt(scale.factor());
        out.writeFloat(scale.deviation());
        out.writeInt(scale.tiles().length);
      }
      for (Scale scale : scales) {
        for (float[] tile : scale.tiles()) {
          for (float value : tile) {
            out.writeByte(Math.max(-127, Math.min(127, Math.round(value / STEP))));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException where it is not one
   */
  public static TileMemory of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    require(bytes.length >= HEAD && in.getInt() == MAGIC, "it does not begin as a file of tiles");
    int format = in.getInt();
    require(format == FORMAT, "its format is " + format + ", this version reads " + FORMAT);
    int side = in.getInt();
    float light = in.getFloat();
    int count = in.getInt();
    require(side >= 2 && side <= LARGEST_SIDE, "the side must be in 2..64: was " + side);
    require(count >= 1 && count <= MOST_SCALES, "it has " + count + " scales");
    require(in.remaining() >= 12 * count, "it ends too early");
    List<Scale> heads = new ArrayList<>();
    long expected = HEAD + 12L * count;
    for (int s = 0; s < count; s++) {
      int factor = in.getInt();
      float deviation = in.getFloat();
      int tiles = in.getInt();
      require(tiles >= 1 && tiles <= MOST_TILES, "a scale has " + tiles + " tiles");
      expected += (long) tiles * side * side;
      require(expected <= bytes.length, "it ends too early");
      heads.add(new Scale(factor, deviation, new float[tiles][side * side]));
    }
    require(expected == bytes.length, "it has " + bytes.length + " bytes: expected " + expected);
    for (Scale scale : heads) {
      for (float[] tile : scale.tiles()) {
        for (int i = 0; i < tile.length; i++) {
          tile[i] = STEP * in.get();
        }
      }
    }
    return new TileMemory(side, light, heads);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
