package io.stillwater.train.sample;

import java.util.Arrays;
import java.util.List;

/**
 * Whether what was drawn is new: how far each drawn piece is from the nearest piece of the
 * training, beside how far normal pieces are that are not of the training.
 *
 * @param drawn (pieces) root mean square distances to the nearest piece of the training
 * @param normal the median of such distances of other normal pieces
 */
public record Copies(double[] drawn, double normal) {
  /** Nearer than this share of what normal pieces are counts as a near-copy. */
  public static final double NEAR = 0.25;

  /**
   * Compares.
   *
   * @param drawn (pieces)(values)
   * @param training (pieces)(values), at least two
   */
  public static Copies of(List<float[]> drawn, List<float[]> training) {
    double[] distances = drawn.stream().mapToDouble(one -> nearest(one, training)).toArray();
    double[] others =
        training.stream().mapToDouble(one -> nearest(one, training)).sorted().toArray();
    return new Copies(distances, others[others.length / 2]);
  }

  private static double nearest(float[] one, List<float[]> others) {
    double least = Double.POSITIVE_INFINITY;
    for (float[] other : others) {
      if (other != one) {
        least = Math.min(least, distance(one, other, least));
      }
    }
    return Math.sqrt(least / one.length);
  }

  private static double distance(float[] a, float[] b, double most) {
    double sum = 0;
    for (int i = 0; i < a.length && sum < most; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  /** How many are near-copies. */
  public int count() {
    return (int) Arrays.stream(drawn).filter(distance -> distance < NEAR * normal).count();
  }

  /** The median of the drawn ones' distances. */
  public double median() {
    double[] sorted = drawn.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
