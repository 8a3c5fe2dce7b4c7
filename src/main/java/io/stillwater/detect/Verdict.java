package io.stillwater.detect;

import io.stillwater.window.Window;

/**
 * A window with its judgement.
 *
 * @param window what was judged
 * @param error the denoising errors behind the score
 * @param score the combination of the levels' z-values, unbounded, larger is stranger; the key's
 *     own where it has one ({@link ScoreLevel})
 * @param pValue how often normal data score at least as high
 * @param recent how often the key's own scores of the last days are at least as high ({@link
 *     io.stillwater.detect.recent.RecentJudge}); NaN where that is not known
 * @param beyond whether the score is beyond the limits
 */
public record Verdict(
    Window window, WindowError error, double score, PValue pValue, double recent, boolean beyond) {
  /** By the trained limit alone. */
  public Verdict(Window window, WindowError error, double score, PValue pValue, boolean beyond) {
    this(window, error, score, pValue, Double.NaN, beyond);
  }

  /** The same by a second limit. */
  public Verdict with(double recentPValue, boolean beyondBoth) {
    return new Verdict(window, error, score, pValue, recentPValue, beyondBoth);
  }
}
