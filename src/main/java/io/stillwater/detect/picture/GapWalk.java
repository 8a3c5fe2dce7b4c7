package io.stillwater.detect.picture;

import io.stillwater.diffusion.MaskedMemory;
import io.stillwater.window.tile.OverlapAverage;
import io.stillwater.window.tile.Plane;
import io.stillwater.window.tile.TileSpec;
import io.stillwater.window.tile.Tiling;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills the gaps of one plane from normal tiles: partial diffusion in which observed values are put
 * back at each level (as in Lugmayr et al. 2022, "RePaint"), with D the exact posterior mean over
 * tiles whose noise differs between what is observed and what is only believed ({@link
 * MaskedMemory}).
 *
 * <pre>
 *   for σ = 1, 0.5, 0.1:
 *     z in the gaps = mean over overlapping tiles of D(z; σ in the gaps, 0.2 outside)
 * </pre>
 *
 * <p>Beside the memory's tiles those of the plane itself that touch no gap are references, so that
 * its own texture goes on. The last step takes every other tile only: a mean over many would have
 * no grain. Used once.
 */
final class GapWalk {
  private static final double[] SIGMAS = {1, 0.5, 0.1};

  /** σ of observed values, in deviations of the scale. */
  private static final double OBSERVED = 0.2;

  /** Tiles of the plane itself, at most. */
  private static final int OWN = 400;

  /** Values from tile to tile. */
  private static final int STRIDE = 4;

  /** References that are compared by all values, chosen by every fifth. */
  private static final int NEAREST = 48;

  private static final int STEP = 5;

  private final TileMemory.Scale scale;
  private final int side;
  private final Plane start;
  private final boolean[] gaps;
  private final Plane marks;
  private final Tiling tiling;
  private final List<Integer> touching = new ArrayList<>();
  private final int[][] nearest; // (tiles)
  private final MaskedMemory references;

  /**
   * @param side of a tile
   * @param start the plane, its gaps filled with a first guess
   * @param gaps (height, width)
   */
  GapWalk(TileMemory.Scale scale, int side, Plane start, boolean[] gaps) {
    this.scale = scale;
    this.side = side;
    this.start = start;
    this.gaps = gaps;
    this.marks = Gaps.marks(gaps, start.height(), start.width());
    this.tiling = new Tiling(TileSpec.square(1, side, STRIDE), start.height(), start.width());
    this.nearest = new int[tiling.count()][];
    this.references = references();
  }

  private MaskedMemory references() {
    List<Integer> whole = new ArrayList<>();
    Counts counts = new Counts(gaps, start.height(), start.width());
    for (int t = 0; t < tiling.count(); t++) {
      int gap = counts.of(tiling.top(t), tiling.left(t), side, side);
      (gap > 0 ? touching : whole).add(t);
    }
    int own = Math.min(OWN, whole.size());
    int learned = scale.tiles().length;
    float[][] all = new float[learned + own][];
    System.arraycopy(scale.tiles(), 0, all, 0, learned);
    for (int i = 0; i < own; i++) {
      float[] tile = new float[side * side];
      tiling.cut(start, whole.get((int) ((long) i * whole.size() / own)), tile, 0);
      multiply(tile, 1 / scale.deviation());
      all[learned + i] = tile;
    }
    return new MaskedMemory(all);
  }

  /** The plane with its gaps filled. */
  Plane filled() {
    Plane z = start;
    for (int s = 0; s < SIGMAS.length; s++) {
      boolean last = s == SIGMAS.length - 1;
      OverlapAverage average = new OverlapAverage(tiling);
      for (int t : touching) {
        if (!last || alternate(t)) {
          average.add(t, clean(z, t, SIGMAS[s]), 0);
        }
      }
      z = Gaps.replaced(start, average.finish(), gaps);
    }
    return z;
  }

  private boolean alternate(int t) {
    return lies(tiling.top(t), tiling.rows()) && lies(tiling.left(t), tiling.columns());
  }

  /** Whether a tile is every other one along a side, or the last. */
  private boolean lies(int begin, int length) {
    return begin % (2 * STRIDE) == 0 || begin + side >= length;
  }

  private float[] clean(Plane z, int t, double sigma) {
    float[] tile = new float[side * side];
    float[] precisions = new float[tile.length];
    tiling.cut(marks, t, precisions, 0);
    for (int i = 0; i < precisions.length; i++) {
      double own = precisions[i] > 0 ? sigma : OBSERVED;
      precisions[i] = (float) (1 / (own * own));
    }
    tiling.cut(z, t, tile, 0);
    multiply(tile, 1 / scale.deviation());
    if (nearest[t] == null) {
      nearest[t] = references.nearest(tile, precisions, STEP, NEAREST);
    }
    references.denoise(tile, precisions, nearest[t]);
    multiply(tile, scale.deviation());
    return tile;
  }

  private static void multiply(float[] tile, float by) {
    for (int i = 0; i < tile.length; i++) {
      tile[i] *= by;
    }
  }
}
