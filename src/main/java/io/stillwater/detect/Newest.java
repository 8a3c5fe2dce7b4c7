package io.stillwater.detect;

/**
 * What a window's newest readings alone say: whether its strangeness goes on, or is that of
 * readings which are only still in the window.
 *
 * @param score as {@link Verdict#score}, over the levels that see the newest readings only
 * @param pValue how often normal data score at least as high there
 * @param calm whether they are as normal readings are
 * @param beyond whether they alone are as rare as the threshold asks
 */
public record Newest(double score, PValue pValue, boolean calm, boolean beyond) {
  /**
   * Normal readings are calm but for this share of them, or that of the threshold where it is
   * larger: what ends an alarm need not be as rare as what begins one.
   */
  public static final double RESTLESS = 0.01;

  static Newest of(double score, PValue pValue, Threshold threshold) {
    double p = pValue.value();
    return new Newest(
        score, pValue, p > Math.max(RESTLESS, threshold.pValue()), p <= threshold.pValue());
  }
}
