package io.stillwater.evaluate.metric;

import java.util.SplittableRandom;

/** Random series for tests. */
final class Draws {
  private Draws() {}

  /** (rows) scores on that many levels, so that many tie. */
  static double[] scores(SplittableRandom random, int rows, int levels) {
    return random.doubles(rows).map(x -> Math.floor(levels * x) / levels).toArray();
  }

  /** (rows) ranges of random lengths, apart by random gaps, with both kinds of rows. */
  static boolean[] labels(SplittableRandom random, int rows, int longest, int widestGap) {
    boolean[] labels = new boolean[rows];
    boolean label = random.nextBoolean();
    for (int i = 0; i < rows; ) {
      int end = Math.min(rows, i + 1 + random.nextInt(label ? longest : widestGap));
      for (; i < end; i++) {
        labels[i] = label;
      }
      label = !label;
    }
    labels[rows / 3] = true;
    labels[rows / 3 + 1] = false;
    return labels;
  }
}
