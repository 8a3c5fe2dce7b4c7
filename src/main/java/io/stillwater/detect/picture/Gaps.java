package io.stillwater.detect.picture;

import io.stillwater.window.tile.Plane;

/** Places of a plane that are to be filled in. */
final class Gaps {
  private Gaps() {}

  /** Whether there is none. */
  static boolean none(boolean[] gaps) {
    for (boolean gap : gaps) {
      if (gap) {
        return false;
      }
    }
    return true;
  }

  /** 1 in gaps, 0 elsewhere. */
  static Plane marks(boolean[] gaps, int height, int width) {
    float[] marks = new float[gaps.length];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = gaps[i] ? 1 : 0;
    }
    return new Plane(height, width, marks);
  }

  /** The plane, but for its gaps, which come from another one. */
  static Plane replaced(Plane plane, Plane other, boolean[] gaps) {
    float[] out = plane.values().clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = gaps[i] ? other.values()[i] : out[i];
    }
    return new Plane(plane.height(), plane.width(), out);
  }

  /**
   * How much of what fills the gaps is shown: 0 outside of them, and inside from 1/seam next to
   * their borders to 1 from {@code seam} places on.
   */
  static float[] shares(boolean[] gaps, int height, int width, int seam) {
    boolean[] rest = new boolean[gaps.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = !gaps[i];
    }
    float[] shares = new float[gaps.length];
    for (int d = 0; d < seam; d++) {
      boolean[] near = grown(rest, height, width, d);
      for (int i = 0; i < shares.length; i++) {
        shares[i] += near[i] ? 0 : 1f / seam;
      }
    }
    return shares;
  }

  /** Blocks of factor by factor places that hold a gap. */
  static boolean[] coarse(boolean[] gaps, int height, int width, int factor) {
    int rows = (height + factor - 1) / factor;
    int columns = (width + factor - 1) / factor;
    boolean[] out = new boolean[rows * columns];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (gaps[y * width + x]) {
          out[y / factor * columns + x / factor] = true;
        }
      }
    }
    return out;
  }

  /** Every place that is at most so many rows and columns away from a gap. */
  static boolean[] grown(boolean[] gaps, int height, int width, int by) {
    boolean[] across = new boolean[gaps.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int u = Math.max(0, x - by);
            gaps[y * width + x] && u <= Math.min(width - 1, x + by);
            u++) {
          across[y * width + u] = true;
        }
      }
    }
    boolean[] out = new boolean[gaps.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int v = Math.max(0, y - by);
            across[y * width + x] && v <= Math.min(height - 1, y + by);
            v++) {
          out[v * width + x] = true;
        }
      }
    }
    return out;
  }

  /**
   * Fills gaps smoothly: with the means of ever larger blocks, each between the middles of blocks.
   * What is nothing but gaps becomes 0.
   */
  static Plane filled(Plane plane, boolean[] gaps) {
    if (none(gaps) || plane.values().length == 1) {
      return plane;
    }
    int rows = (plane.height() + 1) / 2;
    int columns = (plane.width() + 1) / 2;
    float[] means = new float[rows * columns];
    int[] counts = new int[rows * columns];
    for (int i = 0; i < gaps.length; i++) {
      if (!gaps[i]) {
        int block = i / plane.width() / 2 * columns + i % plane.width() / 2;
        means[block] += plane.values()[i];
        counts[block]++;
      }
    }
    boolean[] empty = new boolean[counts.length];
    for (int b = 0; b < counts.length; b++) {
      empty[b] = counts[b] == 0;
      means[b] /= Math.max(1, counts[b]);
    }
    Plane coarse = filled(new Plane(rows, columns, means), empty);
    Plane smooth = coarse.enlarged(2, plane.height(), plane.width());
    float[] out = plane.values().clone();
    for (int i = 0; i < out.length; i++) {
      out[i] = gaps[i] ? smooth.values()[i] : out[i];
    }
    return new Plane(plane.height(), plane.width(), out);
  }
}
