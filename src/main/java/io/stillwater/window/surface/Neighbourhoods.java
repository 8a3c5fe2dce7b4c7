package io.stillwater.window.surface;

import io.stillwater.window.tile.Plane;

/**
 * Maps that see large things whole: a large defect is unlike its surroundings only at its border,
 * and its inside is only somewhat strange, everywhere.
 */
public final class Neighbourhoods {
  /** Deviations of the weights around a cell, in cells: some 32, 64 and 128 pixels across. */
  private static final double[] SIGMAS = {2, 4, 8};

  private Neighbourhoods() {}

  /**
   * Each cell is as strange as the strangest of itself and the means over three neighbourhoods of
   * it, near cells weighing most (after the scale selection of Lindeberg 1998). So no cell becomes
   * less strange.
   */
  public static Plane strangest(Plane map) {
    float[] out = map.values().clone();
    for (double sigma : SIGMAS) {
      float[] smooth = Blur.gaussian(map, sigma).values();
      for (int i = 0; i < out.length; i++) {
        out[i] = Math.max(out[i], smooth[i]);
      }
    }
    return new Plane(map.height(), map.width(), out);
  }
}
