package io.stillwater.window.surface;

/** The median without sorting all: partitions until the middle is in its place (Hoare 1961). */
public final class Median {
  private Median() {}

  /** The middle of the values, or the mean of both middles; they stay as they are. */
  public static float of(float[] values) {
    float[] work = values.clone();
    int n = work.length;
    float upper = selected(work, n / 2);
    if (n % 2 == 1) {
      return upper;
    }
    // All that lies before that place now is at most as large.
    float lower = work[0];
    for (int i = 1; i < n / 2; i++) {
      lower = Math.max(lower, work[i]);
    }
    return (lower + upper) / 2;
  }

  /**
   * The value that belongs at a place; afterwards none before it is larger, none behind smaller.
   */
  private static float selected(float[] work, int place) {
    int left = 0;
    int right = work.length - 1;
    while (left < right) {
      float pivot = middle(work[left], work[(left + right) >>> 1], work[right]);
      int i = left;
      int j = right;
      while (i <= j) {
        while (work[i] < pivot) {
          i++;
        }
        while (work[j] > pivot) {
          j--;
        }
        if (i <= j) {
          float value = work[i];
          work[i++] = work[j];
          work[j--] = value;
        }
      }
      right = place <= j ? j : right;
      left = place >= i ? i : left;
      if (place > j && place < i) {
        return work[place];
      }
    }
    return work[place];
  }

  private static float middle(float a, float b, float c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
