package io.stillwater.evaluate.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Labelled ranges with a buffer on both sides, in which a detection earns part of its credit: at
 * distance d from a range √(1 − d/w), up to d = ⌊w/2⌋, ranges adding up, at most 1 (Paparrizos et
 * al. 2022). Immutable.
 */
final class SoftLabels {
  private final int rows;
  private final List<Range> ranges;
  private final int width;

  /**
   * @param rows of the series
   * @param ranges labelled, in order, apart from each other
   * @param width w of the buffers, at least 0; half of it lies on either side of a range
   */
  SoftLabels(int rows, List<Range> ranges, int width) {
    this.rows = rows;
    this.ranges = ranges;
    this.width = width;
  }

  /** (rows) from 0 to 1; 1 on labelled rows. */
  double[] values() {
    double[] values = new double[rows];
    for (int d = 1; d <= width / 2; d++) {
      double credit = Math.sqrt(1 - (double) d / width);
      for (Range range : ranges) {
        if (range.first() - d >= 0) {
          values[range.first() - d] += credit;
        }
        if (range.last() + d < rows) {
          values[range.last() + d] += credit;
        }
      }
    }
    for (int i = 0; i < rows; i++) {
      values[i] = Math.min(1, values[i]);
    }
    for (Range range : ranges) {
      Arrays.fill(values, range.first(), range.last() + 1, 1);
    }
    return values;
  }

  /**
   * Ranges with their buffers. Those that share a row are one zone; those that only adjoin are two.
   */
  List<Range> zones() {
    int half = width / 2;
    List<Range> zones = new ArrayList<>();
    int first = 0;
    for (int k = 0; k < ranges.size(); k++) {
      Range range = ranges.get(k);
      boolean joined = k > 0 && ranges.get(k - 1).last() + half >= range.first() - half;
      first = joined ? first : Math.max(0, range.first() - half);
      int last = (int) Math.min(rows - 1, (long) range.last() + half);
      if (joined) {
        zones.set(zones.size() - 1, new Range(first, last));
      } else {
        zones.add(new Range(first, last));
      }
    }
    return zones;
  }
}
