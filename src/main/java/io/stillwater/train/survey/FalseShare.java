package io.stillwater.train.survey;

import java.util.Arrays;

/** How far down p-values may be believed where many are looked at. */
final class FalseShare {
  private FalseShare() {}

  /**
   * The highest p-value that is still reported, so that of all that is reported at most a share is
   * false in the mean, and of readings without anything strange at most that share reports anything
   * (Benjamini and Hochberg 1995; neighbours that depend on each other do no harm, Benjamini and
   * Yekutieli 2001).
   *
   * <table>
   * <caption>share 0.1 of ten p-values</caption>
   * <tr><th>p-values</th><th>limit</th></tr>
   * <tr><td>0.005, 0.015, 0.5, 0.6, …</td><td>0.015: below 0.1 · 2/10</td></tr>
   * <tr><td>0.02, 0.3, 0.5, 0.6, …</td><td>none: 0.02 is above 0.1 · 1/10</td></tr>
   * </table>
   *
   * @param share in (0, 1)
   * @param pValues in any order; not changed
   * @return 0 where nothing is reported
   */
  static double limit(double share, double[] pValues) {
    double[] sorted = pValues.clone();
    Arrays.sort(sorted);
    double limit = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (sorted[i] <= share * (i + 1) / sorted.length) {
        limit = sorted[i];
      }
    }
    return limit;
  }
}
