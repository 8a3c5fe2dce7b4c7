package io.stillwater.evaluate.metric;

import java.util.Arrays;
import java.util.Comparator;

/** One slice of the volume, written as it is defined: every threshold looks at every row. */
record NaiveSlice(double roc, double pr) {
  static NaiveSlice of(double[] scores, boolean[] labels, int width, int thresholds) {
    double[] soft = soft(labels, width);
    int[] zone = zones(labels, width / 2);
    return of(scores, labels, soft, zone, thresholds, false);
  }

  /** The range AUC: fixed positives, zones where credit is to be had, precision interpolated. */
  static NaiveSlice rangeAuc(double[] scores, boolean[] labels, int width, int thresholds) {
    double[] soft = soft(labels, width);
    int[] zone = new int[soft.length];
    int number = 0;
    for (int i = 0; i < zone.length; i++) {
      number += soft[i] > 0 && (i == 0 || soft[i - 1] == 0) ? 1 : 0;
      zone[i] = soft[i] > 0 ? number : 0;
    }
    return of(scores, labels, soft, zone, thresholds, true);
  }

  private static NaiveSlice of(
      double[] scores,
      boolean[] labels,
      double[] soft,
      int[] zone,
      int thresholds,
      boolean rangeAuc) {
    int n = scores.length;
    double[] descending =
        Arrays.stream(scores)
            .boxed()
            .sorted(Comparator.reverseOrder())
            .mapToDouble(Double::doubleValue)
            .toArray();
    double fixed = 0;
    for (int i = 0; i < n; i++) {
      fixed += rangeAuc ? (soft[i] + (labels[i] ? 1 : 0)) / 2 : 0;
    }
    double roc = 0;
    double pr = 0;
    double x = 0;
    double y = 0;
    double precision = 1;
    double step = (n - 1) / (double) (thresholds - 1);
    for (int j = 0; j < thresholds; j++) {
      double threshold = descending[j == thresholds - 1 ? n - 1 : (int) (j * step)];
      double[] point = point(scores, threshold, labels, soft, zone, fixed);
      roc += (point[0] - x) * (point[1] + y) / 2;
      pr += (point[1] - y) * (rangeAuc ? (point[2] + precision) / 2 : point[2]);
      x = point[0];
      y = point[1];
      precision = point[2];
    }
    return new NaiveSlice(roc + (1 - x) * (1 + y) / 2, pr);
  }

  /** False rate, rate, precision; the positives are fixed if above 0. */
  private static double[] point(
      double[] scores,
      double threshold,
      boolean[] labels,
      double[] soft,
      int[] zone,
      double fixed) {
    int zones = Arrays.stream(zone).max().orElse(0);
    boolean[] found = new boolean[zones + 1];
    double flagged = 0;
    double hit = 0;
    double buffers = 0;
    double positives = 0;
    for (int i = 0; i < scores.length; i++) {
      positives += labels[i] ? 1 : 0;
      if (scores[i] >= threshold) {
        flagged++;
        hit += soft[i];
        buffers += labels[i] ? 0 : soft[i];
        found[zone[i]] = true;
      }
    }
    double existence = 0;
    for (int k = 1; k <= zones; k++) {
      existence += found[k] ? 1.0 / zones : 0;
    }
    double positive = fixed > 0 ? fixed : positives + buffers / 2;
    return new double[] {
      (flagged - hit) / (scores.length - positive),
      Math.min(1, hit / positive) * existence,
      hit / flagged
    };
  }

  /** Each row asks every other row whether it is an end of a range. */
  private static double[] soft(boolean[] labels, int width) {
    int n = labels.length;
    double[] soft = new double[n];
    for (int i = 0; i < n; i++) {
      for (int e = 0; e < n; e++) {
        boolean first = labels[e] && (e == 0 || !labels[e - 1]);
        boolean last = labels[e] && (e == n - 1 || !labels[e + 1]);
        int d = Math.abs(i - e);
        if (d >= 1 && d <= width / 2 && ((first && i < e) || (last && i > e))) {
          soft[i] += Math.sqrt(1 - (double) d / width);
        }
      }
      soft[i] = labels[i] ? 1 : Math.min(1, soft[i]);
    }
    return soft;
  }

  /** (rows) the number of the zone from 1, or 0: a step from row to row within one range stays. */
  private static int[] zones(boolean[] labels, int half) {
    int n = labels.length;
    int[] zone = new int[n];
    int number = 0;
    for (int i = 0; i < n; i++) {
      boolean inside = false;
      boolean goesOn = false;
      for (Range range : Range.runs(labels)) {
        boolean here = i >= range.first() - half && i <= range.last() + half;
        inside |= here;
        goesOn |= here && i > 0 && i - 1 >= range.first() - half;
      }
      number += inside && !goesOn ? 1 : 0;
      zone[i] = inside ? number : 0;
    }
    return zone;
  }
}
