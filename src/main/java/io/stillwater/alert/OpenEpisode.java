package io.stillwater.alert;

import io.stillwater.detect.Verdict;
import java.util.function.Function;

/**
 * An episode in the course of a batch. What normal would have looked like costs a run of the
 * denoiser, so the peak's picture is drawn only when an alert or a commit needs it; the result is
 * the same whenever that is. Not thread-safe.
 */
public final class OpenEpisode {
  private Episode episode;
  private Verdict undrawn;

  /** An episode as it was stored. */
  public OpenEpisode(Episode episode) {
    this.episode = episode;
  }

  /**
   * The episode; its peak may be one that a stranger window has overtaken, until {@link #settle}.
   */
  public Episode episode() {
    return episode;
  }

  void change(Episode changed, Verdict stranger) {
    episode = changed;
    undrawn = stranger == null ? undrawn : stranger;
  }

  double peakScore() {
    return undrawn == null ? episode.peak().score() : undrawn.score();
  }

  /** The episode with the picture of its strangest window. */
  public Episode settle(Function<Verdict, Peak> draw) {
    if (undrawn != null) {
      episode = episode.withPeak(draw.apply(undrawn));
      undrawn = null;
    }
    return episode;
  }
}
