package io.stillwater.evaluate.metric;

/** What all figures ask of their rows. */
final class Rows {
  private Rows() {}

  /**
   * @throws IllegalArgumentException where the counts differ
   */
  static void checkCounts(String what, int count, boolean[] labels) {
    if (count != labels.length) {
      throw new IllegalArgumentException(
          "there must be a label for each of " + count + " " + what + ": were " + labels.length);
    }
  }

  /**
   * @throws IllegalArgumentException where a score is not a number
   */
  static void checkScores(double[] scores) {
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException(
            "the score of row " + i + " is not a number: give rows without a score the lowest");
      }
    }
  }

  /** How many are true. */
  static int count(boolean[] rows) {
    int count = 0;
    for (boolean row : rows) {
      count += row ? 1 : 0;
    }
    return count;
  }
}
