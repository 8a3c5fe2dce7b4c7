package io.stillwater.detect.heat;

import java.util.ArrayList;
import java.util.List;

/**
 * Which bands of a spectrogram an error is in: those with at least a quarter of the highest band's,
 * where gaps of one or two bands are closed.
 *
 * <pre>
 * errors                    ranges (first, last)
 * 1 1 9 8 1 1 1 1           (2, 3)
 * 1 1 9 1 9 1 1 1           (2, 4)
 * 9 1 1 1 1 1 1 9           (0, 0), (7, 7)
 * 1 2 1 2 1 2 1 1           (0, 7)
 * </pre>
 */
final class BandErrors {
  private static final double SHARE = 0.25;
  private static final int GAP = 2;

  private BandErrors() {}

  /** A range of bands, both ends in it. */
  record Range(int first, int last) {}

  static List<Range> ranges(double[] errors) {
    double most = 0;
    for (double error : errors) {
      most = Math.max(most, error);
    }
    List<Range> ranges = new ArrayList<>();
    Range open = null;
    for (int b = 0; b < errors.length; b++) {
      if (!(errors[b] >= SHARE * most)) {
        continue;
      }
      if (open != null && b - open.last() > GAP + 1) {
        ranges.add(open);
        open = null;
      }
      open = new Range(open == null ? b : open.first(), b);
    }
    if (open != null) {
      ranges.add(open);
    }
    return ranges;
  }
}
