package io.stillwater.diffusion;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Thins a large reference set, so that the cost of a memory denoiser is bounded.
 *
 * <p>Half of what stays is spread evenly over the order of the set (which is time), so that common
 * states keep their weight; the other half is chosen farthest first (Gonzalez 1985, "Clustering to
 * Minimize the Maximum Intercluster Distance"), so that rare states keep a witness.
 *
 * <p>Windows of more than {@value #PROJECTED} values are compared by so many random sums of theirs,
 * which keep distances within some 10 % (Achlioptas 2003, "Database-friendly random projections",
 * theorem 1.1): which of far ones is a little farther does not matter, and time does.
 */
public final class Coreset {
  /** The farthest-first half looks at no more than so many candidates for each place. */
  private static final int CANDIDATES_PER_PLACE = 4;

  private static final int PROJECTED = 64;

  private Coreset() {}

  /**
   * The windows that stay.
   *
   * @param windows (windows, dimension) normalised, in the order of time
   * @param limit how many may stay, at least 1
   * @return indices of those that stay, ascending, without repetition; all of them where they are
   *     no more than the limit
   */
  public static int[] choose(float[][] windows, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("the limit must be at least 1 window: was " + limit);
    }
    if (windows.length <= limit) {
      return IntStream.range(0, windows.length).toArray();
    }
    int[] even = spread(windows.length, (limit + 1) / 2);
    int[] candidates =
        spread(windows.length, Math.min(windows.length, CANDIDATES_PER_PLACE * limit));
    int[] far = farthestFirst(projected(windows), even, candidates, limit - even.length);
    return IntStream.concat(Arrays.stream(even), Arrays.stream(far)).sorted().toArray();
  }

  /** (windows, projected) sums with random signs, the same signs for all windows. */
  private static float[][] projected(float[][] windows) {
    int dimension = windows[0].length;
    if (dimension <= PROJECTED) {
      return windows;
    }
    float[] signs = signs(dimension);
    float[][] projected = new float[windows.length][];
    IntStream.range(0, windows.length)
        .parallel()
        .forEach(i -> projected[i] = project(windows[i], signs));
    return projected;
  }

  /** (dimension, projected) 1 or −1: a product with it is quicker than a choice. */
  private static float[] signs(int dimension) {
    SplittableRandom random = new SplittableRandom(0);
    float[] signs = new float[Math.multiplyExact(dimension, PROJECTED)];
    for (int j = 0; j < dimension; j++) {
      long bits = random.nextLong();
      for (int k = 0; k < PROJECTED; k++) {
        signs[j * PROJECTED + k] = (bits >>> k & 1) == 0 ? 1 : -1;
      }
    }
    return signs;
  }

  private static float[] project(float[] window, float[] signs) {
    float[] sums = new float[PROJECTED];
    for (int j = 0; j < window.length; j++) {
      float value = window[j];
      int at = j * PROJECTED;
      for (int k = 0; k < PROJECTED; k++) {
        sums[k] += value * signs[at + k];
      }
    }
    return sums;
  }

  /** {@code count} different indices below {@code size}, evenly spread. */
  private static int[] spread(int size, int count) {
    return IntStream.range(0, count).map(i -> (int) ((2L * i + 1) * size / (2L * count))).toArray();
  }

  private static int[] farthestFirst(
      float[][] windows, int[] chosen, int[] candidates, int places) {
    double[] distances = new double[candidates.length];
    IntStream.range(0, candidates.length)
        .parallel()
        .forEach(c -> distances[c] = nearest(windows, windows[candidates[c]], chosen));
    int[] far = new int[places];
    int found = 0;
    while (found < places) {
      int farthest = farthest(distances);
      if (distances[farthest] == 0) {
        break;
      }
      far[found++] = candidates[farthest];
      float[] centre = windows[candidates[farthest]];
      IntStream.range(0, candidates.length)
          .parallel()
          .forEach(
              c -> distances[c] = Math.min(distances[c], distance(windows[candidates[c]], centre)));
    }
    return Arrays.copyOf(far, found);
  }

  private static double nearest(float[][] windows, float[] window, int[] chosen) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int index : chosen) {
      nearest = Math.min(nearest, distance(windows[index], window));
    }
    return nearest;
  }

  private static int farthest(double[] distances) {
    int farthest = 0;
    for (int c = 1; c < distances.length; c++) {
      farthest = distances[c] > distances[farthest] ? c : farthest;
    }
    return farthest;
  }

  /** Four sums side by side, because the processor waits for each addition to one sum. */
  private static float distance(float[] a, float[] b) {
    float[] sums = new float[4];
    int whole = a.length & ~3;
    for (int j = 0; j < whole; j += 4) {
      for (int lane = 0; lane < 4; lane++) {
        float difference = a[j + lane] - b[j + lane];
        sums[lane] += difference * difference;
      }
    }
    for (int j = whole; j < a.length; j++) {
      sums[0] += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sums[0] + sums[1] + sums[2] + sums[3];
  }
}
