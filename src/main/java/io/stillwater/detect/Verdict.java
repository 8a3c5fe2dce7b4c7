package io.stillwater.detect;

import io.stillwater.window.Window;

/**
 * A window with its judgement.
 *
 * <p>A window stays strange for as long as it holds strange readings. Where its newest readings are
 * judged by themselves, a window <em>trails</em> that is beyond the threshold only by readings of
 * an event that is over: its newest readings are calm, and it still holds readings from before its
 * <em>mark</em>, the newest reading of the last window that was {@link #fresh}.
 *
 * @param window what was judged
 * @param error the denoising errors behind the score
 * @param score the combination of the levels' z-values, unbounded, larger is stranger; the key's
 *     own where it has one ({@link ScoreLevel})
 * @param pValue how often normal data score at least as high
 * @param recent how often the key's own scores of the last days are at least as high ({@link
 *     io.stillwater.detect.recent.RecentJudge}); NaN where that is not known
 * @param beyond whether the score is beyond the limits
 * @param newest what its newest readings alone say; null where nothing judges them
 */
public record Verdict(
    Window window,
    WindowError error,
    double score,
    PValue pValue,
    double recent,
    boolean beyond,
    Newest newest) {
  /** The mark where no window was fresh. */
  public static final long UNMARKED = Long.MIN_VALUE;

  /** By the trained limit alone. */
  public Verdict(
      Window window,
      WindowError error,
      double score,
      PValue pValue,
      boolean beyond,
      Newest newest) {
    this(window, error, score, pValue, Double.NaN, beyond, newest);
  }

  /** By the trained limit alone, where nothing judges the newest readings. */
  public Verdict(Window window, WindowError error, double score, PValue pValue, boolean beyond) {
    this(window, error, score, pValue, beyond, null);
  }

  /** The same by a second limit. */
  public Verdict with(double recentPValue, boolean beyondBoth) {
    return new Verdict(window, error, score, pValue, recentPValue, beyondBoth, newest);
  }

  /** Whether it is beyond the limits, and its newest readings are not calm. */
  public boolean fresh() {
    return beyond && newest != null && !newest.calm();
  }

  /**
   * Whether it holds readings up to the mark, and none that are strange after it.
   *
   * @param mark offset of the newest reading of the last fresh window
   */
  public boolean trails(long mark) {
    return newest != null && newest.calm() && window.row(0).offset() <= mark;
  }

  /** The mark after this window. */
  public long mark(long before) {
    return fresh() ? window.last().offset() : before;
  }
}
