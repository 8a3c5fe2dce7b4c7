package io.stillwater.train.survey;

import java.util.Arrays;

/**
 * What most of some scores are like, however strange the others are: the lower end of a normal
 * distribution, by which centre and scale are found, and above it a tail that falls slower than
 * normal.
 *
 * <p>Centre and scale are those of the normal distribution whose {@value #LOW} and {@value #HIGH}
 * quantiles these scores have, as in the empirical null of Efron (2004): strange scores lie above
 * and hardly move them. Beyond {@value #BEND} scales the p-value falls as 10^−1 · exp(−{@value
 * #RATE} · (z − {@value #BEND})), because normal scores have heavier tails than a normal
 * distribution.
 *
 * <table>
 * <caption>how often normal rows lie z scales above the centre</caption>
 * <tr><th>z</th><td>0</td><td>1.28</td><td>3</td><td>6</td></tr>
 * <tr><th>p</th><td>0.5</td><td>0.1</td><td>0.018</td><td>0.0009</td></tr>
 * </table>
 *
 * @param centre of the normal scores
 * @param scale above 0
 */
public record Bulk(double centre, double scale) {
  private static final double LOW = 0.10;
  private static final double HIGH = 0.25;
  private static final double LOW_Z = -1.281552;
  private static final double HIGH_Z = -0.674490;
  private static final double BEND = 1.281552;
  private static final double RATE = 1.0;
  private static final double LEAST = 1e-9;

  public Bulk {
    if (!Double.isFinite(centre) || !(scale > 0) || !Double.isFinite(scale)) {
      throw new IllegalArgumentException(
          "the bulk of scores needs a finite centre and a scale above 0: was "
              + (centre + " and " + scale));
    }
  }

  /**
   * That of some scores.
   *
   * @param scores finite, in any order, at least one; not changed
   */
  public static Bulk of(double[] scores) {
    if (scores.length == 0) {
      throw new IllegalArgumentException("the bulk of scores needs at least one: was none");
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double low = sorted[(int) (LOW * (sorted.length - 1))];
    double high = sorted[(int) (HIGH * (sorted.length - 1))];
    double scale = Math.max(LEAST, (high - low) / (HIGH_Z - LOW_Z));
    return new Bulk(high - HIGH_Z * scale, scale);
  }

  /** How many scales a score lies above the centre. */
  public double standing(double score) {
    return (score - centre) / scale;
  }

  /**
   * How often normal rows stand as high.
   *
   * @param standing what {@link #standing} gave
   * @return in (0, 1]
   */
  public static double pValue(double standing) {
    return standing < BEND
        ? upper(standing)
        : Math.max(Double.MIN_NORMAL, 0.1 * Math.exp(-RATE * (standing - BEND)));
  }

  /**
   * The standing with that p-value; the inverse of {@link #pValue}.
   *
   * @param pValue in (0, 1)
   */
  static double standingAt(double pValue) {
    if (pValue <= 0.1) {
      return BEND - Math.log(pValue / 0.1) / RATE;
    }
    double low = -9;
    double high = BEND;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      boolean above = pValue(middle) > pValue;
      low = above ? middle : low;
      high = above ? high : middle;
    }
    return high;
  }

  /** 1 − Φ(z), by Abramowitz and Stegun (1964), 26.2.17; its error is below 8e-8. */
  private static double upper(double z) {
    if (z < 0) {
      return 1 - upper(-z);
    }
    double t = 1 / (1 + 0.2316419 * z);
    double sum =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * sum;
  }
}
