package io.stillwater.train.media;

import io.stillwater.detect.picture.Restoration;
import io.stillwater.detect.picture.TileMemory;
import io.stillwater.diffusion.Coreset;
import io.stillwater.window.tile.Plane;
import io.stillwater.window.tile.TileSpec;
import io.stillwater.window.tile.Tiling;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes a {@link TileMemory} of normal images: tiles from everywhere, thinned by a coreset. */
public final class TileMemoryFit {
  private static final int SIDE = 12;
  private static final int[] FACTORS = {8, 4, 2, 1};

  /** Tiles that stay in each scale, and those they are chosen from. */
  private static final int TILES = 600;

  private static final int CANDIDATES = 6_000;

  private TileMemoryFit() {}

  /**
   * Learns.
   *
   * @param images normal ones, from 0 to 1, at least one
   */
  public static TileMemory fit(List<Plane> images, long seed) {
    List<TileMemory.Scale> scales = new ArrayList<>();
    for (int factor : FACTORS) {
      scales.add(scale(images, factor, new SplittableRandom(seed + factor)));
    }
    return new TileMemory(SIDE, light(images), scales);
  }

  private static float light(List<Plane> images) {
    double sum = 0;
    for (Plane image : images) {
      double mean = 0;
      for (float value : Restoration.light(image).values()) {
        mean += value;
      }
      sum += mean / image.values().length;
    }
    return (float) (sum / images.size());
  }

  private static TileMemory.Scale scale(List<Plane> images, int factor, SplittableRandom random) {
    float[][] tiles = new float[Math.max(CANDIDATES, images.size())][SIDE * SIDE];
    double square = 0;
    int at = 0;
    for (int i = 0; i < images.size(); i++) {
      Plane plane = Restoration.light(images.get(i)).averaged(factor);
      Tiling tiling = new Tiling(TileSpec.square(1, SIDE, 1), plane.height(), plane.width());
      int end = (int) ((i + 1L) * tiles.length / images.size());
      for (; at < end; at++) {
        tiling.cut(plane, random.nextInt(tiling.count()), tiles[at], 0);
        square += centred(tiles[at]);
      }
    }
    // Even images have no deviation; any unit will do for them.
    float deviation = (float) Math.max(1e-3, Math.sqrt(square / tiles.length));
    for (float[] tile : tiles) {
      for (int j = 0; j < tile.length; j++) {
        tile[j] /= deviation;
      }
    }
    int[] chosen = Coreset.choose(tiles, TILES);
    float[][] kept = new float[chosen.length][];
    for (int k = 0; k < kept.length; k++) {
      kept[k] = tiles[chosen[k]];
    }
    return new TileMemory.Scale(factor, deviation, kept);
  }

  /** Takes the mean away, and tells the mean square of what is left. */
  public static double centred(float[] tile) {
    double mean = 0;
    for (float value : tile) {
      mean += value / tile.length;
    }
    double square = 0;
    for (int j = 0; j < tile.length; j++) {
      tile[j] -= (float) mean;
      square += tile[j] * tile[j] / tile.length;
    }
    return square;
  }
}
