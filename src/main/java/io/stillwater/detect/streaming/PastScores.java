package io.stillwater.detect.streaming;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How often a stream's past scores were as high as the newest: (1 + those at least as high)/(1 +
 * all), which is a p-value while scores can be exchanged (Vovk, Gammerman, Shafer 2005, ch. 2).
 * Scores of old fade by e in {@link StreamingDetector#HORIZON} rows. They are counted in {@value
 * #PER_DECADE} bins to the decade, and those of one bin are as high as each other.
 *
 * <table>
 * <caption>after the scores 1, 2, 3 and 4, but for fading</caption>
 * <tr><th>score</th><td>0.5</td><td>3.5</td><td>9</td></tr>
 * <tr><th>p-value</th><td>1</td><td>2/5</td><td>1/5</td></tr>
 * </table>
 *
 * <p>Not thread-safe.
 */
final class PastScores {
  static final int PER_DECADE = 32;
  private static final int LOWEST = -6; // decades; below it all scores are one
  private static final int HIGHEST = 10;
  private static final int BINS = (HIGHEST - LOWEST) * PER_DECADE;
  private static final double GROWTH = 1 / (1 - 1.0 / StreamingDetector.HORIZON);
  private static final double LARGE = 1e100;

  private final double[] counts = new double[BINS]; // in units of what a score counted at first
  private double total;
  private double unit = 1; // what the next score counts

  /** The p-value of the next score, which then belongs to the past. */
  double next(double score) {
    int bin = bin(score);
    double atLeast = 0;
    for (int i = bin; i < BINS; i++) {
      atLeast += counts[i];
    }
    double pValue = (unit + atLeast) / (unit + total);
    counts[bin] += unit;
    total += unit;
    unit *= GROWTH;
    if (unit > LARGE) {
      shrink();
    }
    return Math.min(1, pValue);
  }

  /** Unknown digits of a fading sum are no reason to grow beyond all numbers. */
  private void shrink() {
    total = 0;
    for (int i = 0; i < BINS; i++) {
      counts[i] /= unit;
      total += counts[i];
    }
    unit = 1;
  }

  private static int bin(double score) {
    if (!(score > 0)) {
      return 0;
    }
    long bin = (long) Math.floor((Math.log10(score) - LOWEST) * PER_DECADE);
    return (int) Math.max(0, Math.min(BINS - 1, bin));
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(total);
    out.writeDouble(unit);
    int used = 0;
    for (double count : counts) {
      used += count > 0 ? 1 : 0;
    }
    out.writeInt(used);
    for (int i = 0; i < BINS; i++) {
      if (counts[i] > 0) {
        out.writeShort(i);
        out.writeDouble(counts[i]);
      }
    }
  }

  void read(DataInput in) throws IOException {
    total = in.readDouble();
    unit = in.readDouble();
    for (int left = in.readInt(); left > 0; left--) {
      int bin = in.readUnsignedShort();
      if (bin >= BINS) {
        throw new IOException("there is no bin " + bin + " of " + BINS);
      }
      counts[bin] = in.readDouble();
    }
  }
}
