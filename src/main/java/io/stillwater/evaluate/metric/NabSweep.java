package io.stillwater.evaluate.metric;

import java.util.Arrays;
import java.util.List;

/**
 * Raw scores of a corpus at every threshold that makes a difference, from silence down. A lower
 * threshold adds rows: one outside windows adds its weight, one within a window what it betters the
 * best so far there. So all thresholds together cost one sort.
 *
 * @param thresholds descending; at the first there is no detection
 * @param raw (thresholds) scores
 */
record NabSweep(double[] thresholds, double[] raw) {
  /** The threshold of NAB for silence, where scores lie below it. */
  private static final double SILENT = 1.1;

  static NabSweep of(List<NabSeries> corpus, NabProfile profile) {
    NabRows rows = NabRows.of(corpus, profile);
    double[] ascending = Arrays.stream(rows.scores()).sorted().distinct().toArray();
    int levels = ascending.length;
    int[][] byLevel = byLevel(rows.scores(), ascending);
    double[] best = new double[rows.windows()]; // earned so far
    Arrays.fill(best, -profile.falseNegative());
    double[] thresholds = new double[levels + 1];
    double[] raw = new double[levels + 1];
    double top = levels == 0 ? 0 : ascending[levels - 1];
    thresholds[0] = top < SILENT ? SILENT : Math.nextUp(top);
    raw[0] = -profile.falseNegative() * rows.windows();
    for (int j = 1; j <= levels; j++) {
      thresholds[j] = ascending[levels - j];
      raw[j] = raw[j - 1];
      for (int i : byLevel[levels - j]) {
        int window = rows.window()[i];
        double weight = rows.weights()[i];
        if (window < 0) {
          raw[j] += weight;
        } else if (weight > best[window]) {
          raw[j] += weight - best[window];
          best[window] = weight;
        }
      }
    }
    return new NabSweep(thresholds, raw);
  }

  /** (levels) the rows with each score. */
  private static int[][] byLevel(double[] scores, double[] ascending) {
    int[] level = new int[scores.length];
    int[] counts = new int[ascending.length];
    for (int i = 0; i < scores.length; i++) {
      level[i] = Arrays.binarySearch(ascending, scores[i]);
      counts[level[i]]++;
    }
    int[][] rows = new int[ascending.length][];
    Arrays.setAll(rows, k -> new int[counts[k]]);
    for (int i = 0; i < scores.length; i++) {
      rows[level[i]][--counts[level[i]]] = i;
    }
    return rows;
  }

  /** The threshold with the highest raw score; the highest one where several have it. */
  double best() {
    int best = 0;
    for (int j = 1; j < raw.length; j++) {
      best = raw[j] > raw[best] ? j : best;
    }
    return thresholds[best];
  }
}
