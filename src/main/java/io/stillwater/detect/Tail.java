package io.stillwater.detect;

/**
 * How the frequency of high scores falls beyond the highest that was seen: a generalised Pareto
 * distribution, by Pickands (1975) the limit of every excess over a high level.
 *
 * <p>S(x) = (1 + shape·x/scale)^(−1/shape) for the excess x over {@code from}, and exp(−x/scale)
 * for shape 0. The shape is held to [0, {@value #MAX_SHAPE}]: a negative one would give scores
 * beyond its end point no p-value, and the log errors that scores are made of have light tails.
 *
 * <table>
 * <caption>from 3, scale 0.5</caption>
 * <tr><th>score</th><th>shape 0</th><th>shape 0.5</th></tr>
 * <tr><td>3</td><td>1</td><td>1</td></tr>
 * <tr><td>4</td><td>0.135</td><td>0.25</td></tr>
 * <tr><td>5</td><td>0.0183</td><td>0.111</td></tr>
 * </table>
 *
 * @param from the score where the tail begins
 * @param scale in units of the score, above 0
 * @param shape 0 is exponential, larger is heavier
 */
public record Tail(double from, double scale, double shape) {
  /** The heaviest tail that is believed. */
  public static final double MAX_SHAPE = 0.5;

  private static final double MIN_SCALE = 1e-3;
  private static final int FEW = 10;
  private static final double STANDARD_ERROR = 1.15; // of the shape at 0, times √n, ibid. section 4

  public Tail {
    require(Double.isFinite(from), "a tail must begin at a finite score: was " + from);
    require(scale > 0 && scale < 1e300, "scale of a tail must be above 0: was " + scale);
    require(shape >= 0 && shape <= MAX_SHAPE, "shape must be in 0..0.5: was " + shape);
  }

  /**
   * Fits the tail by probability-weighted moments (Hosking and Wallis 1987, section 4): with a0 the
   * mean excess and a1 the mean of (1 − p)·x, the shape is 2 − a0/(a0 − 2·a1) with its sign turned
   * to ours, and the scale follows from the mean. The shape is taken one standard error lower,
   * because a chance excess of it multiplies what lies far beyond the data; fewer than {@value
   * #FEW} scores say nothing of it.
   *
   * @param from the score that all others are above
   * @param ascending the scores above, sorted; none gives a tail that falls at once
   */
  public static Tail fit(double from, double[] ascending) {
    int n = ascending.length;
    double mean = 0;
    double weighted = 0;
    for (int i = 0; i < n; i++) {
      double excess = ascending[i] - from;
      double rank = (i + 1 - 0.35) / n;
      mean += excess / n;
      weighted += (1 - rank) * excess / n;
    }
    double shape = n < FEW || mean <= 0 ? 0 : 2 - mean / (mean - 2 * weighted);
    shape = Double.isFinite(shape) ? shape - STANDARD_ERROR / Math.sqrt(n) : 0;
    shape = Math.min(MAX_SHAPE, Math.max(0, shape));
    return new Tail(from, Math.max(MIN_SCALE, mean * (1 - shape)), shape);
  }

  /**
   * The same tail seen from a higher score: the excesses of a generalised Pareto distribution over
   * a higher level follow one with the same shape and scale + shape·step (Pickands 1975).
   */
  Tail from(double higher) {
    return new Tail(higher, scale + shape * (higher - from), shape);
  }

  /** S: the share of excesses beyond that score; 1 at {@code from}. */
  public double survival(double score) {
    double x = (score - from) / scale;
    return shape < 1e-9 ? Math.exp(-x) : Math.exp(-Math.log1p(shape * x) / shape);
  }

  /** The score with that survival; the inverse of {@link #survival}. */
  public double quantile(double survival) {
    double y = -Math.log(survival);
    return from + scale * (shape < 1e-9 ? y : Math.expm1(shape * y) / shape);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
