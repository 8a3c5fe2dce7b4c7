package io.stillwater.detect;

import java.util.Arrays;
import java.util.List;

/**
 * How surprising a number is among those of normal files: the negative logarithm of its p-value, so
 * that numbers of different kinds can be compared. Beyond the highest tenth an exponential tail
 * takes the place of ranks, also among the numbers it was fitted to: what is new is not surprising
 * only because it was not among them.
 *
 * <table>
 * <caption>of 999 numbers</caption>
 * <tr><th>above it</th><th>surprise</th></tr>
 * <tr><td>half</td><td>0.69</td></tr>
 * <tr><td>a tenth</td><td>2.3</td></tr>
 * <tr><td>none, at e times the mean excess over the highest tenth</td><td>5.0</td></tr>
 * </table>
 *
 * @param body of the numbers, one level
 * @param beyond from the highest tenth on, on the scale of the body's scores; without shape
 */
public record Surprise(FittedCalibration body, Tail beyond) {
  private static final int LEAST = 10;

  public Surprise {
    if (body.means().length != 1 || beyond.shape() != 0) {
      throw new IllegalArgumentException("a surprise has one level and an exponential tail");
    }
  }

  /** Fits it to the numbers of normal files, at least one, all finite, in any order. */
  public static Surprise fit(double[] values) {
    List<double[]> levels = Arrays.stream(values).mapToObj(value -> new double[] {value}).toList();
    FittedCalibration body = FittedCalibration.fit(levels);
    double[] scores =
        Arrays.stream(values).map(value -> body.score(new double[] {value})).sorted().toArray();
    int n = scores.length;
    int most = Math.max(Math.min(n - 1, LEAST), n / 10);
    double from = scores[Math.max(0, n - most - 1)];
    double excess = 0;
    for (int i = n - most; i < n; i++) {
      excess += (scores[i] - from) / most;
    }
    return new Surprise(body, new Tail(from, Math.max(1e-3, excess), 0));
  }

  /** How surprising, at least 0. */
  public double of(double value) {
    double score = body.score(new double[] {value});
    double more = score > beyond.from() ? (score - beyond.from()) / beyond.scale() : 0;
    return more - Math.log(body.pValue(Math.min(score, beyond.from())).value());
  }

  /** The number from which on that much is reached. */
  public double inverse(double surprise) {
    double within = -Math.log(body.pValue(beyond.from()).value());
    double score =
        surprise >= within
            ? beyond.from() + beyond.scale() * (surprise - within)
            : body.quantile(Math.exp(-Math.max(0, surprise)));
    return body.means()[0] + body.deviations()[0] * score;
  }
}
