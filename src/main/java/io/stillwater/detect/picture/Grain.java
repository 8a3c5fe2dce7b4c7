package io.stillwater.detect.picture;

import io.stillwater.window.surface.Blur;
import io.stillwater.window.tile.Plane;
import java.util.Arrays;

/**
 * The grain that a posterior mean has not: where the surface is random, the expected tile is
 * smooth. What is finer than {@value #FINE} pixels (less a Gaussian mean) comes from a place of the
 * same picture, moved by the one displacement whose grain correlates best along the border of the
 * gaps, so that streaks go on. As much is added as brings the variance in the gaps to that around
 * them; a regular texture, which the mean has found, gets none.
 */
final class Grain {
  private static final double FINE = 4;

  /** Displacements are at least so long, in pixels, along one side. */
  private static final int NEAREST = 16;

  private static final int FARTHEST = 64;

  private static final double MOST = 2.5;

  /** Of the absolute values of a standard normal distribution. */
  private static final double MEDIAN = 0.6745;

  private static final int RING = 12;
  private static final int LOOKED_AT = 100;

  /** How much of the choice is that the displaced place is no gap itself. */
  private static final double COVERED = 0.5;

  private final int height;
  private final int width;
  private final boolean[] gaps;
  private final boolean[] closed; // gaps, and what the mean mixes with them
  private final float[] fine;
  private final int[] ring;
  private final int[] inside;

  private Grain(Plane filled, boolean[] gaps) {
    this.height = filled.height();
    this.width = filled.width();
    this.gaps = gaps;
    this.closed = Gaps.grown(gaps, height, width, (int) FINE);
    this.fine = filled.values().clone();
    float[] smooth = Blur.gaussian(filled, FINE).values();
    for (int i = 0; i < fine.length; i++) {
      fine[i] -= smooth[i];
    }
    boolean[] near = Gaps.grown(gaps, height, width, RING);
    for (int i = 0; i < near.length; i++) {
      near[i] &= !closed[i];
    }
    this.ring = some(near);
    this.inside = some(gaps);
    clip();
  }

  /** Edges of the picture are no grain: beyond so many robust deviations it is cut off. */
  private void clip() {
    double[] sizes = Arrays.stream(ring).mapToDouble(i -> Math.abs(fine[i])).sorted().toArray();
    float most = sizes.length == 0 ? 0 : (float) (MOST * sizes[sizes.length / 2] / MEDIAN);
    for (int i = 0; i < fine.length; i++) {
      fine[i] = Math.max(-most, Math.min(most, fine[i]));
    }
  }

  /**
   * Adds it.
   *
   * @param filled (height, width) a picture whose gaps are filled
   * @param gaps (height, width)
   */
  static Plane added(Plane filled, boolean[] gaps) {
    Grain grain = new Grain(filled, gaps);
    double around = grain.meanSquare(grain.ring);
    if (grain.ring.length == 0 || grain.meanSquare(grain.inside) >= around) {
      return filled;
    }
    int[] by = grain.displacement();
    float[] more = new float[gaps.length];
    for (int i = 0; i < more.length; i++) {
      more[i] = gaps[i] ? grain.from(i, by) : 0;
    }
    float share = (float) grain.share(more, around);
    float[] out = filled.values().clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += share * more[i];
    }
    return new Plane(filled.height(), filled.width(), out);
  }

  private double meanSquare(int[] places) {
    double sum = 0;
    for (int i : places) {
      sum += fine[i] * fine[i] / places.length;
    }
    return sum;
  }

  /** t, at least 0, with a mean square of fine + t·more that is the one around the gaps. */
  private double share(float[] more, double around) {
    double lacking = 0;
    double product = 0;
    double square = 1e-12;
    for (int i = 0; i < more.length; i++) {
      if (gaps[i]) {
        lacking += around - fine[i] * fine[i];
        product += fine[i] * more[i];
        square += more[i] * more[i];
      }
    }
    double root = Math.sqrt(Math.max(0, product * product + square * lacking));
    return Math.max(0, Math.min(1, (root - product) / square));
  }

  /** The grain one displacement away, or as many as it takes to leave the gaps, on either side. */
  private float from(int place, int[] by) {
    for (int sign = 1; sign >= -1; sign -= 2) {
      int y = place / width;
      int x = place % width;
      do {
        y += sign * by[0];
        x += sign * by[1];
      } while (inside(y, x) && closed[y * width + x]);
      if (inside(y, x)) {
        return fine[y * width + x];
      }
    }
    return 0;
  }

  private boolean inside(int y, int x) {
    return y >= 0 && y < height && x >= 0 && x < width;
  }

  /** (y, x). */
  private int[] displacement() {
    int[] best = {NEAREST, 0};
    double highest = Double.NEGATIVE_INFINITY;
    for (int y = -FARTHEST; y <= FARTHEST; y++) {
      for (int x = -FARTHEST; x <= FARTHEST; x++) {
        if (Math.max(Math.abs(y), Math.abs(x)) >= NEAREST) {
          double score = likeness(y, x);
          if (score > highest) {
            highest = score;
            best = new int[] {y, x};
          }
        }
      }
    }
    return best;
  }

  private double likeness(int dy, int dx) {
    int covered = 0;
    for (int i : inside) {
      covered += known(i, dy, dx) ? 1 : 0;
    }
    if (covered == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double product = 0;
    double here = 1e-12;
    double there = 1e-12;
    for (int i : ring) {
      if (known(i, dy, dx)) {
        double a = fine[i];
        double b = fine[i + dy * width + dx];
        product += a * b;
        here += a * a;
        there += b * b;
      }
    }
    return product / Math.sqrt(here * there) + COVERED * covered / inside.length;
  }

  private boolean known(int i, int dy, int dx) {
    return inside(i / width + dy, i % width + dx) && !closed[i + dy * width + dx];
  }

  /** Marked places, evenly chosen. */
  private static int[] some(boolean[] marks) {
    int[] all = new int[marks.length];
    int count = 0;
    for (int i = 0; i < marks.length; i++) {
      if (marks[i]) {
        all[count++] = i;
      }
    }
    int[] some = new int[Math.min(LOOKED_AT, count)];
    for (int k = 0; k < some.length; k++) {
      some[k] = all[(int) ((long) k * count / some.length)];
    }
    return some;
  }
}
