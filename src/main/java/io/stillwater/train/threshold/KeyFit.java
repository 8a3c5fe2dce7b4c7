package io.stillwater.train.threshold;

import io.stillwater.detect.Tail;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Levels of each key's own, for one drawing of each key's pieces, and how often episodes open in
 * all of them together where the threshold of key k is offset(k) + scale(k)·t.
 *
 * <p>The offset is where the key opens as many episodes a day as were asked for; it is drawn to the
 * mean of the keys by a weight. The scale is the mean excess of their peaks, as if {@value #PRIOR}
 * peaks with that of all keys had been there too.
 */
final class KeyFit {
  private static final double PRIOR = 10;
  private static final int HALVINGS = 40;

  private final List<EpisodeCurve> curves;
  private final List<int[]> drawings;
  private final double days;
  private final double[] anchors;
  private final double[] offsets;
  private final double[] scales;
  private final double count;
  private final Tail tail;

  /**
   * @param curves of each key
   * @param drawings of each key's pieces
   * @param days of each key
   * @param rate episodes a day at the offset
   * @param weight of the key's own offset, 0 to 1
   */
  KeyFit(
      List<EpisodeCurve> curves, List<int[]> drawings, double[] days, double rate, double weight) {
    this.curves = curves;
    this.drawings = drawings;
    this.days = Arrays.stream(days).sum();
    this.anchors = new double[curves.size()];
    Arrays.setAll(anchors, k -> curves.get(k).level(rate * days[k], drawings.get(k)));
    double mean = Arrays.stream(anchors).average().orElse(0);
    this.offsets = Arrays.stream(anchors).map(a -> mean + weight * (a - mean)).toArray();
    this.scales = scales();
    double base = level(EpisodeRate.TAIL + 0.5, bottom(), top());
    this.count = count(base);
    double excess = 0;
    for (int k = 0; k < scales.length; k++) {
      excess += curves.get(k).excess(threshold(k, base), drawings.get(k)) / scales[k];
    }
    this.tail = EpisodeRate.exponential(base, excess, count);
  }

  private double[] scales() {
    double[] excess = new double[anchors.length];
    double[] counts = new double[anchors.length];
    Arrays.setAll(excess, k -> curves.get(k).excess(anchors[k], drawings.get(k)));
    Arrays.setAll(counts, k -> curves.get(k).count(anchors[k], drawings.get(k)));
    double all = Arrays.stream(excess).sum() / Math.max(1, Arrays.stream(counts).sum());
    double pooled = Math.max(1e-3, all);
    double[] own = new double[anchors.length];
    Arrays.setAll(own, k -> (excess[k] + PRIOR * pooled) / (counts[k] + PRIOR));
    return own;
  }

  private double bottom() {
    return IntStream.range(0, scales.length)
        .mapToDouble(k -> (curves.get(k).lowest() - offsets[k]) / scales[k])
        .min()
        .orElse(0);
  }

  private double top() {
    return IntStream.range(0, scales.length)
        .mapToDouble(k -> (curves.get(k).highest() - offsets[k]) / scales[k])
        .max()
        .orElse(0);
  }

  /** The lowest t at which no more than that many open. */
  private double level(double wanted, double bottom, double top) {
    double low = bottom;
    double high = top;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (count(middle) > wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private double count(double t) {
    double sum = 0;
    for (int k = 0; k < scales.length; k++) {
      sum += curves.get(k).count(threshold(k, t), drawings.get(k));
    }
    return sum;
  }

  /** Where the key opens as many a day as were asked for, by its own data alone. */
  double anchor(int key) {
    return anchors[key];
  }

  double threshold(int key, double t) {
    return offsets[key] + scales[key] * t;
  }

  /** The t of that key's threshold. */
  double t(int key, double threshold) {
    return (threshold - offsets[key]) / scales[key];
  }

  double scale(int key) {
    return scales[key];
  }

  /** The t at which so many open a day and key. */
  double level(double rate) {
    double wanted = rate * days;
    return wanted >= count || count == 0
        ? level(wanted, bottom(), tail.from())
        : tail.quantile(wanted / count);
  }

  /** How many open in all keys at each of {@code size} + 1 levels from the lowest to the tail. */
  double[] counts(int size) {
    double[] counts = new double[size + 1];
    Arrays.setAll(counts, i -> count(bottom() + (tail.from() - bottom()) * i / size));
    return counts;
  }

  /** Where a t lies among those levels, from 0 to {@code size}. */
  double place(double t, int size) {
    double share = (t - bottom()) / Math.max(1e-9, tail.from() - bottom());
    return size * Math.min(1, Math.max(0, share));
  }

  /** How many open beyond the tail's beginning. */
  double beyond(double t) {
    return count * tail.survival(Math.max(t, tail.from()));
  }
}
