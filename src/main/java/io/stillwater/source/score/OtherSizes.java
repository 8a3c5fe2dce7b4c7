package io.stillwater.source.score;

import java.util.List;
import java.util.Locale;

/** Counts images of other sizes than those of training. One thread. */
final class OtherSizes {
  private long files;
  private long others;
  private double smallest = 1;
  private double largest = 1;

  /**
   * Takes a file.
   *
   * @param times as large as any of training; 1 where it is not of another size
   */
  void add(double times) {
    files++;
    others += times == 1 ? 0 : 1;
    smallest = Math.min(smallest, times);
    largest = Math.max(largest, times);
  }

  /** What a person should know. */
  List<String> sentences() {
    if (others == 0) {
      return List.of();
    }
    StringBuilder ends = new StringBuilder();
    if (smallest < 1) {
      ends.append(
          String.format(Locale.ROOT, "down to %.2f times the smallest one's area", smallest));
    }
    if (largest > 1) {
      ends.append(ends.isEmpty() ? "" : ", ");
      ends.append(String.format(Locale.ROOT, "up to %.1f times the largest one's area", largest));
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "%,d of %,d images are of another size than those of training (%s): their limit does"
                + " not hold. Cut them alike, or train with images of such sizes too.",
            others,
            files,
            ends));
  }
}
