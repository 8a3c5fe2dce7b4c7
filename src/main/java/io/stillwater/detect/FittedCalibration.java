package io.stillwater.detect;

import java.util.Arrays;
import java.util.Collection;

/**
 * A calibration from held-out normal windows; part of the manifest. Safe to share between threads:
 * nobody writes to the arrays.
 *
 * <p>score = mean over levels of (log error − mean) / deviation, each level against its own
 * held-out windows. The p-value of a score is (1 + held-out windows at or above) / (1 + N), the
 * conformal p-value (Vovk et al. 2005, equation 2.20). Beyond the highest held-out score that would
 * stay at 1/(1 + N), so it goes on as S(score)/(1 + N) with the survival S of the fitted {@link
 * Tail}: continuous where they join, strictly falling until doubles end.
 *
 * <table>
 * <caption>held-out scores 1, 2, 3; tail from 3, scale 0.5, shape 0</caption>
 * <tr><th>score</th><th>p-value</th><th>extrapolated</th></tr>
 * <tr><td>0.9</td><td>4/4</td><td>no</td></tr>
 * <tr><td>2.0</td><td>3/4</td><td>no</td></tr>
 * <tr><td>2.1</td><td>2/4</td><td>no</td></tr>
 * <tr><td>3.0</td><td>2/4</td><td>no</td></tr>
 * <tr><td>3.5</td><td>0.368/4</td><td>yes</td></tr>
 * </table>
 *
 * <p>At most {@value #KEPT} scores are kept: all of the highest {@value #EXACT}, and of the others
 * an even selection, between which ranks are interpolated.
 *
 * @param means (levels) of the log errors of held-out windows
 * @param deviations (levels) of the same, above 0
 * @param count N: held-out windows behind the p-values
 * @param scores (kept) their scores, ascending
 * @param ranks (kept) how many held-out windows score lower than that place in the full order: the
 *     place itself, from 0
 * @param tail how it goes on beyond the highest score
 */
public record FittedCalibration(
    double[] means, double[] deviations, int count, double[] scores, int[] ranks, Tail tail)
    implements Calibration {
  static final int KEPT = 2048;
  static final int EXACT = 1024;
  private static final double MIN_DEVIATION = 1e-3;
  private static final int MAX_TAIL = 500;
  private static final double SLACK = 1e-9; // p·(1 + N) rounds

  public FittedCalibration {
    require(means.length > 0, "a calibration needs at least one level: was none");
    require(
        means.length == deviations.length,
        "a deviation for each of " + means.length + " levels: were " + deviations.length);
    require(scores.length > 0, "a calibration needs at least one score: was none");
    require(
        scores.length == ranks.length,
        "a rank for each of " + scores.length + " scores: were " + ranks.length);
    for (double deviation : deviations) {
      require(deviation > 0, "deviations must be above 0: was " + deviation);
    }
    for (int i = 1; i < scores.length; i++) {
      require(scores[i - 1] <= scores[i], "scores must ascend: " + scores[i] + " does not");
      require(ranks[i - 1] < ranks[i], "ranks must ascend: " + ranks[i] + " does not");
    }
    require(
        ranks[ranks.length - 1] == count - 1,
        "the highest score must have rank " + (count - 1) + ": was " + ranks[ranks.length - 1]);
  }

  /** Fits everything to the (windows)(levels) log errors of held-out windows, in any order. */
  public static FittedCalibration fit(Collection<double[]> logLevels) {
    require(!logLevels.isEmpty(), "a calibration needs held-out windows: there are none");
    int levels = logLevels.iterator().next().length;
    double[] means = new double[levels];
    for (double[] errors : logLevels) {
      for (int k = 0; k < levels; k++) {
        require(Double.isFinite(errors[k]), "log errors must be finite: was " + errors[k]);
        means[k] += errors[k] / logLevels.size();
      }
    }
    double[] deviations = new double[levels];
    for (double[] errors : logLevels) {
      for (int k = 0; k < levels; k++) {
        deviations[k] += (errors[k] - means[k]) * (errors[k] - means[k]) / logLevels.size();
      }
    }
    for (int k = 0; k < levels; k++) {
      deviations[k] = Math.max(MIN_DEVIATION, Math.sqrt(deviations[k]));
    }
    double[] scores =
        logLevels.stream().mapToDouble(errors -> score(errors, means, deviations)).toArray();
    return ofScores(means, deviations, scores);
  }

  /** With the level statistics given; {@code scores} in any order. */
  static FittedCalibration ofScores(double[] means, double[] deviations, double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    int inTail = Math.min(MAX_TAIL, Math.max(Math.min(n - 1, 20), n / 10));
    double[] highest = Arrays.copyOfRange(sorted, n - inTail, n);
    Tail tail = Tail.fit(sorted[Math.max(0, n - inTail - 1)], highest).from(sorted[n - 1]);
    int[] ranks = ranks(n);
    double[] kept = Arrays.stream(ranks).mapToDouble(rank -> sorted[rank]).toArray();
    return new FittedCalibration(means, deviations, n, kept, ranks, tail);
  }

  /** The same levels, with the p-values of other scores, in any order. */
  public FittedCalibration over(double[] others) {
    return ofScores(means, deviations, others);
  }

  private static int[] ranks(int n) {
    int[] ranks = new int[Math.min(n, KEPT)];
    int selected = ranks.length - Math.min(n, EXACT);
    int below = n - Math.min(n, EXACT);
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = i < selected ? (int) ((long) i * below / selected) : n - (ranks.length - i);
    }
    return ranks;
  }

  @Override
  public double score(double[] logLevels) {
    return score(logLevels, means, deviations);
  }

  private static double score(double[] errors, double[] means, double[] deviations) {
    require(
        errors.length == means.length,
        "expected log errors of " + means.length + " levels: were " + errors.length);
    double sum = 0;
    for (int k = 0; k < means.length; k++) {
      sum += (errors[k] - means[k]) / deviations[k];
    }
    return sum / means.length;
  }

  @Override
  public PValue pValue(double score) {
    if (score > scores[scores.length - 1]) {
      double value = tail.survival(score) / (1.0 + count);
      return new PValue(Math.max(Double.MIN_NORMAL, value), true);
    }
    return new PValue((1.0 + atOrAbove(score)) / (1.0 + count), false);
  }

  /** How many held-out windows score at least as high. */
  private double atOrAbove(double score) {
    int first = firstAtOrAbove(score);
    double above = count - ranks[first];
    if (first == 0 || scores[first] == score) {
      return first == 0 ? count : above;
    }
    int between = ranks[first] - ranks[first - 1] - 1; // not kept, somewhere between the two
    double share = (scores[first] - score) / (scores[first] - scores[first - 1]);
    return above + between * share;
  }

  private int firstAtOrAbove(double score) {
    int low = 0;
    int high = scores.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (scores[middle] < score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The score beyond which the p-value is at most {@code p}: every higher score has a p-value of at
   * most p.
   *
   * @param p in (0, 1]
   */
  public double quantile(double p) {
    require(p > 0 && p <= 1, "a p-value must be in (0, 1]: was " + p);
    double mayReach = p * (1.0 + count) - 1; // windows at or above that p allows
    if (mayReach < 0) {
      return tail.quantile(p * (1.0 + count));
    }
    int first = scores.length; // the lowest kept score that so many windows reach
    while (first > 0 && count - ranks[first - 1] <= mayReach + SLACK) {
      first--;
    }
    if (first == scores.length || first == 0) {
      return first == 0 ? Math.nextDown(scores[0]) : scores[first - 1];
    }
    int between = ranks[first] - ranks[first - 1] - 1;
    double spare = mayReach - (count - ranks[first]);
    double share = between == 0 ? 1 : Math.min(1, Math.max(0, spare) / between);
    return scores[first] - share * (scores[first] - scores[first - 1]);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
