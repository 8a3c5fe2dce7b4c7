package io.stillwater.train;

import io.stillwater.alert.PolicySpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The k-of-n policy over the scores of consecutive windows, for any threshold.
 *
 * <p>An episode can open at a window only if the window itself and the k-th highest of the newest n
 * scores are beyond the threshold, so the smaller of the two is the window's <em>opening
 * level</em>: it opens at every threshold below that.
 *
 * <table>
 * <caption>2 of 3 opens; scores and opening levels</caption>
 * <tr><th>score</th><td>1</td><td>5</td><td>2</td><td>4</td><td>0</td></tr>
 * <tr><th>opening level</th><td>none</td><td>1</td><td>2</td><td>4</td><td>0</td></tr>
 * </table>
 */
final class Episodes {
  private final PolicySpec policy;

  Episodes(PolicySpec policy) {
    this.policy = policy;
  }

  /** (windows) the opening level of each window; negative infinity where fewer than k came. */
  double[] openingLevels(double[] scores) {
    double[] levels = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      levels[i] = Math.min(scores[i], highest(scores, i));
    }
    return levels;
  }

  /** The k-th highest of the newest n scores at that window. */
  private double highest(double[] scores, int i) {
    int from = Math.max(0, i - policy.n() + 1);
    double kth = Double.NEGATIVE_INFINITY;
    for (int j = from; j <= i; j++) {
      int atLeast = 0;
      for (int m = from; m <= i; m++) {
        atLeast += scores[m] >= scores[j] ? 1 : 0;
      }
      kth = atLeast >= policy.k() ? Math.max(kth, scores[j]) : kth;
    }
    return kth;
  }

  /**
   * The peaks of the episodes that open at a threshold: of each, the highest opening level before
   * it resolves.
   *
   * @param scores (windows) consecutive windows of one key
   * @param levels (windows) their opening levels
   */
  List<Double> peaks(double[] scores, double[] levels, double threshold) {
    List<Double> peaks = new ArrayList<>();
    boolean open = false;
    double peak = 0;
    int quiet = 0;
    for (int i = 0; i < scores.length; i++) {
      if (!open && levels[i] > threshold) {
        open = true;
        peak = levels[i];
        quiet = 0;
      } else if (open) {
        peak = Math.max(peak, levels[i]);
        quiet = scores[i] > threshold ? 0 : quiet + 1;
        if (quiet >= policy.quiet()) {
          peaks.add(peak);
          open = false;
        }
      }
    }
    if (open) {
      peaks.add(peak);
    }
    return peaks;
  }
}
