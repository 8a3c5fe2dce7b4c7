package io.stillwater.train.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * What happens to windows of the training data that are too unlike the others to be taken for
 * normal: faults would be remembered, and raise the threshold beyond themselves.
 *
 * <p>Which these are, {@link Kind#AUTO} and {@link Kind#WARN} find by the tail of the scores: it
 * continues what lies between the {@value #LOW} and the {@value #HIGH} quantile as an exponential,
 * and takes as many of the highest as keep the share of false discoveries below {@value #FALSE}
 * (Benjamini and Hochberg 1995). In clean data that are none or next to none.
 *
 * <table>
 * <caption>1,000 scores, exponential with scale 1, and ten more</caption>
 * <tr><th>the ten</th><th>found</th></tr>
 * <tr><td>6</td><td>none: chance brings two or three of a thousand there</td></tr>
 * <tr><td>8</td><td>all: chance brings a third of one there</td></tr>
 * </table>
 *
 * @param kind how they are found, and what is done
 * @param share of all windows, for {@link Kind#SHARE}; otherwise 0
 */
public record Trimming(Kind kind, double share) {
  /** How windows are found, and what is done. */
  public enum Kind {
    /** Nobody looks. */
    NONE,
    /** They are told of, and stay. */
    WARN,
    /** They go. */
    AUTO,
    /** The highest scores go, whether they are unlike the others or not. */
    SHARE
  }

  public static final Trimming NONE = new Trimming(Kind.NONE, 0);
  public static final Trimming WARN = new Trimming(Kind.WARN, 0);
  public static final Trimming AUTO = new Trimming(Kind.AUTO, 0);

  private static final double MOST = 0.2;
  private static final double LOW = 0.5;
  private static final double HIGH = 0.8;
  private static final double FALSE = 0.1;

  public Trimming {
    Objects.requireNonNull(kind, "kind");
    if (!(share >= 0 && share <= MOST)) {
      throw new IllegalArgumentException(
          "the share of the windows to leave out must be in 0.." + MOST + ": was " + share);
    }
  }

  /** That share of the windows goes. */
  public static Trimming share(double share) {
    return new Trimming(Kind.SHARE, share);
  }

  /** Whether windows may go. */
  boolean removes() {
    return kind == Kind.AUTO || kind == Kind.SHARE;
  }

  /**
   * The score beyond which windows are found; infinite for none.
   *
   * @param scores of all windows, in any order; not changed
   */
  public double limit(double[] scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    int found = kind == Kind.SHARE ? (int) (share * n) : strangers(sorted);
    return found == 0 ? Double.POSITIVE_INFINITY : sorted[n - found - 1];
  }

  private static int strangers(double[] sorted) {
    int n = sorted.length;
    double low = sorted[(int) (LOW * n)];
    double high = sorted[(int) (HIGH * n)];
    double scale = (high - low) / Math.log((1 - LOW) / (1 - HIGH));
    int found = 0;
    for (int i = 1; i <= (1 - HIGH) * n; i++) {
      double p = (1 - LOW) * Math.exp(-(sorted[n - i] - low) / scale);
      found = p <= FALSE * i / n ? i : found;
    }
    return found;
  }
}
