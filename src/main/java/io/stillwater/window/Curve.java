package io.stillwater.window;

import io.stillwater.diffusion.Normal;
import java.util.Arrays;

/**
 * Values by their ranks: what a normally distributed value of the same rank would be (normal
 * scores, van der Waerden 1952), straight between knots. Beyond the values of the training it goes
 * on by the logarithm of what is beyond, so that there is no end. Immutable.
 *
 * <table>
 * <caption>training 1, 2, 2, 10; unit 4</caption>
 * <tr><th>value</th><th>rank</th><th>score</th></tr>
 * <tr><td>1</td><td>1/8</td><td>-1.150</td></tr>
 * <tr><td>2</td><td>4/8</td><td>0</td></tr>
 * <tr><td>6</td><td></td><td>0.575</td></tr>
 * <tr><td>10</td><td>7/8</td><td>1.150</td></tr>
 * <tr><td>14</td><td></td><td>1.150 + ln 2</td></tr>
 * </table>
 *
 * @param values (knots) ascending, in the units of the channel
 * @param scores (knots) ascending
 * @param unit what counts as far beyond the values, in the units of the channel, above 0
 */
public record Curve(double[] values, double[] scores, double unit) {
  /** Knots at most. */
  static final int KNOTS = 256;

  public Curve {
    require(values.length > 0, "a curve needs at least one knot: was none");
    require(
        values.length == scores.length,
        "a score for each of " + values.length + " knots is needed: were " + scores.length);
    require(unit > 0 && Double.isFinite(unit), "the unit must be above 0: was " + unit);
    for (int i = 0; i < values.length; i++) {
      boolean rises = i == 0 || (values[i] > values[i - 1] && scores[i] > scores[i - 1]);
      require(
          rises && Double.isFinite(values[i]) && Double.isFinite(scores[i]),
          "knots must rise: number " + i + " does not");
    }
  }

  /**
   * Of training values.
   *
   * @param sorted ascending, at least one
   */
  static Curve of(double[] sorted, double unit) {
    int n = sorted.length;
    double[] values = new double[n];
    double[] scores = new double[n];
    int distinct = 0;
    for (int from = 0; from < n; ) {
      int to = from;
      while (to < n && sorted[to] == sorted[from]) {
        to++;
      }
      values[distinct] = sorted[from];
      scores[distinct++] = Normal.quantile((from + to) / 2.0 / n);
      from = to;
    }
    int kept = Math.min(distinct, KNOTS);
    double[] keptValues = new double[kept];
    double[] keptScores = new double[kept];
    for (int k = 0; k < kept; k++) {
      int at = kept == 1 ? 0 : (int) ((long) k * (distinct - 1) / (kept - 1));
      keptValues[k] = values[at];
      keptScores[k] = scores[at];
    }
    return new Curve(keptValues, keptScores, unit);
  }

  /** The score of a value. */
  double of(double value) {
    return through(value, values, scores, true);
  }

  /** The value that has that score. */
  double inverse(double score) {
    return through(score, scores, values, false);
  }

  private double through(double x, double[] from, double[] to, boolean forth) {
    int last = from.length - 1;
    if (x >= from[last]) {
      return to[last] + beyond(x - from[last], forth);
    }
    if (x <= from[0]) {
      return to[0] - beyond(from[0] - x, forth);
    }
    int above = Arrays.binarySearch(from, x);
    if (above >= 0) {
      return to[above];
    }
    above = -above - 1;
    double share = (x - from[above - 1]) / (from[above] - from[above - 1]);
    return to[above - 1] + share * (to[above] - to[above - 1]);
  }

  private double beyond(double excess, boolean forth) {
    return forth ? Math.log1p(excess / unit) : unit * Math.expm1(Math.min(excess, 200));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
