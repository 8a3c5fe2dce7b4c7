package io.stillwater.train.threshold;

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
   * (windows) the alarm level of each window: an episode is open once it was judged, at every
   * threshold below that. It is open where one opens there, or where one was open before and not
   * all of the newest {@code quiet} windows were within the threshold:
   *
   * <p>a(i) = max(opening(i), min(a(i − 1), highest of the newest quiet scores)).
   *
   * @param scores of consecutive windows of one key
   * @param openings their opening levels
   */
  double[] alarmLevels(double[] scores, double[] openings) {
    double[] levels = new double[scores.length];
    int[] falling = new int[scores.length]; // windows whose score no later one has reached
    int first = 0;
    int size = 0;
    for (int i = 0; i < scores.length; i++) {
      while (size > first && scores[falling[size - 1]] <= scores[i]) {
        size--;
      }
      falling[size++] = i;
      first += falling[first] <= i - policy.quiet() ? 1 : 0;
      double before = i == 0 ? Double.NEGATIVE_INFINITY : levels[i - 1];
      levels[i] = Math.max(openings[i], Math.min(before, scores[falling[first]]));
    }
    return levels;
  }

  /**
   * An episode.
   *
   * @param window at which it opens
   * @param peak the highest opening level before it resolves
   */
  record Opening(int window, double peak) {}

  /**
   * The episodes that open at a threshold.
   *
   * @param runs the scores of consecutive windows of one key, for each such run
   * @param levels their opening levels
   */
  List<Opening> openings(List<double[]> runs, List<double[]> levels, double threshold) {
    List<Opening> openings = new ArrayList<>();
    int first = 0; // windows of the runs before
    for (int r = 0; r < runs.size(); r++) {
      add(openings, first, runs.get(r), levels.get(r), threshold);
      first += runs.get(r).length;
    }
    return openings;
  }

  private void add(
      List<Opening> openings, int first, double[] scores, double[] levels, double threshold) {
    int opened = -1; // the window, while open
    double peak = 0;
    int quiet = 0;
    for (int i = 0; i < scores.length; i++) {
      if (opened < 0 && levels[i] > threshold) {
        opened = first + i;
        peak = levels[i];
        quiet = 0;
      } else if (opened >= 0) {
        peak = Math.max(peak, levels[i]);
        quiet = scores[i] > threshold ? 0 : quiet + 1;
        if (quiet >= policy.quiet()) {
          openings.add(new Opening(opened, peak));
          opened = -1;
        }
      }
    }
    if (opened >= 0) {
      openings.add(new Opening(opened, peak));
    }
  }
}
