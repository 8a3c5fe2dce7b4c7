package io.stillwater.evaluate;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How well scores tell anomalous rows from normal ones, whatever their scale: only their order
 * counts. Immutable.
 *
 * <table>
 * <caption>anomalous rows score 3 and 1, normal ones 2, 1 and 0</caption>
 * <tr><th>figure</th><th>value</th><th>because</th></tr>
 * <tr><td>AUROC</td><td>4.5/6</td><td>3 beats all three; 1 beats 0 and ties with 1</td></tr>
 * <tr><td>AUPR</td><td>1/2·1/1 + 1/2·2/4</td><td>one of one row from 3 up is anomalous, two of four
 * from 1 up</td></tr>
 * <tr><td>false alarms above 1</td><td>1/3</td><td>only 2 lies above</td></tr>
 * </table>
 */
public final class Ranking {
  private final double[] normal; // ascending
  private final double[] anomalous; // ascending

  /**
   * @param scores (rows), larger is stranger; infinite ones are scores like others
   * @param labels (rows), true where the row is anomalous
   * @throws IllegalArgumentException where a score is not a number, or their counts differ
   */
  public Ranking(double[] scores, boolean[] labels) {
    if (scores.length != labels.length) {
      throw new IllegalArgumentException(
          "there must be a label for each of " + scores.length + " scores: were " + labels.length);
    }
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException(
            "the score of row " + i + " is not a number: give rows without a score the lowest");
      }
    }
    this.normal = pick(scores, labels, false);
    this.anomalous = pick(scores, labels, true);
  }

  private static double[] pick(double[] scores, boolean[] labels, boolean label) {
    return IntStream.range(0, scores.length)
        .filter(i -> labels[i] == label)
        .mapToDouble(i -> scores[i] + 0.0) // −0 is 0
        .sorted()
        .toArray();
  }

  /** Anomalous rows. */
  public int anomalies() {
    return anomalous.length;
  }

  /**
   * The chance that an anomalous row scores higher than a normal one, ties counting half; NaN where
   * there is no row of either kind.
   */
  public double auroc() {
    double wins = 0;
    for (double score : anomalous) {
      wins += (below(normal, score) + upTo(normal, score)) / 2.0;
    }
    return wins / ((double) normal.length * anomalous.length);
  }

  /**
   * The average precision: walking down the distinct scores, Σ (recall − recall before) ·
   * precision, rows with one score taken together and nothing interpolated; NaN where there is no
   * row of either kind. Random scores come to the share of anomalous rows.
   */
  public double aupr() {
    double sum = normal.length == 0 ? Double.NaN : 0;
    for (int i = 0; i < anomalous.length; ) {
      int next = upTo(anomalous, anomalous[i]);
      double hits = anomalous.length - i;
      double flagged = hits + normal.length - below(normal, anomalous[i]);
      sum += (next - i) * hits / flagged;
      i = next;
    }
    return sum / anomalous.length;
  }

  /** F1 where everything above the limit is an alarm. */
  public double f1(double limit) {
    double hits = anomalous.length - upTo(anomalous, limit);
    double falseAlarms = normal.length - upTo(normal, limit);
    return 2 * hits / (hits + falseAlarms + anomalous.length);
  }

  /** The share of normal rows above the limit. */
  public double falseAlarms(double limit) {
    return 1 - (double) upTo(normal, limit) / normal.length;
  }

  /** The share of anomalous rows that are not above the limit. */
  public double missed(double limit) {
    return (double) upTo(anomalous, limit) / anomalous.length;
  }

  /** The limit above which that share of normal rows lies. */
  public double limitAt(double falseAlarms) {
    return normal[Math.min(normal.length - 1, (int) ((1 - falseAlarms) * normal.length))];
  }

  /**
   * (points, 3) the share of normal rows flagged, the share of anomalous rows flagged, and the
   * share of flagged rows that are anomalous, at limits that flag ever more rows.
   *
   * @param points at most
   */
  public double[][] curve(int points) {
    double[] all =
        DoubleStream.concat(Arrays.stream(normal), Arrays.stream(anomalous)).sorted().toArray();
    double[] limits =
        IntStream.rangeClosed(1, points)
            .mapToDouble(p -> all[all.length - (int) Math.ceil((double) p * all.length / points)])
            .distinct()
            .toArray();
    double[][] curve = new double[limits.length][];
    for (int p = 0; p < limits.length; p++) {
      double hits = anomalous.length - below(anomalous, limits[p]);
      double falseAlarms = normal.length - below(normal, limits[p]);
      curve[p] =
          new double[] {
            falseAlarms / normal.length, hits / anomalous.length, hits / (hits + falseAlarms)
          };
    }
    return curve;
  }

  /** How many are below that value. */
  private static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many are at or below that value. */
  private static int upTo(double[] sorted, double value) {
    return value == Double.POSITIVE_INFINITY ? sorted.length : below(sorted, Math.nextUp(value));
  }
}
