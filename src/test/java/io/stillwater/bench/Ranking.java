package io.stillwater.bench;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How well scores tell anomalous rows from normal ones. */
public final class Ranking {
  private final double[] normal; // ascending
  private final double[] anomalous; // ascending

  /**
   * @param scores (rows), larger is stranger
   * @param labels (rows)
   */
  public Ranking(double[] scores, boolean[] labels) {
    this.normal = pick(scores, labels, false);
    this.anomalous = pick(scores, labels, true);
  }

  private static double[] pick(double[] scores, boolean[] labels, boolean label) {
    return IntStream.range(0, scores.length)
        .filter(i -> labels[i] == label)
        .mapToDouble(i -> scores[i])
        .sorted()
        .toArray();
  }

  /** The chance that an anomalous row scores higher than a normal one, ties counting half. */
  public double auroc() {
    double wins = 0;
    for (double score : anomalous) {
      wins += (below(normal, score) + upTo(normal, score)) / 2.0;
    }
    return wins / ((double) normal.length * anomalous.length);
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

  private static int upTo(double[] sorted, double value) {
    return below(sorted, Math.nextUp(value));
  }

  /** The median of each value and the four before it. */
  public static double[] medianOfFive(double[] values) {
    double[] medians = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double[] last = Arrays.copyOfRange(values, Math.max(0, i - 4), i + 1);
      Arrays.sort(last);
      int half = last.length / 2;
      medians[i] = last.length % 2 == 1 ? last[half] : (last[half - 1] + last[half]) / 2;
    }
    return medians;
  }
}
