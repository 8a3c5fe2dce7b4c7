package io.stillwater.alert;

import io.stillwater.detect.Verdict;

/**
 * Decides when an episode opens, speaks again and resolves. Without state of its own: a function of
 * the key's memory, its open episode and the verdict.
 */
public final class EpisodePolicy {
  private final PolicySpec spec;
  private final double thresholdPValue;

  /**
   * @param spec k of n, quiet, update interval
   * @param thresholdPValue the p-value of the threshold, to measure severity by
   */
  public EpisodePolicy(PolicySpec spec, double thresholdPValue) {
    this.spec = spec;
    this.thresholdPValue = thresholdPValue;
  }

  /**
   * Whether this window opens an episode; the memory must hold it already.
   *
   * @param oldest windows that ended before this record time no longer count
   */
  public boolean opens(PolicyMemory memory, Verdict verdict, long oldest) {
    return verdict.beyond() && memory.count(oldest) >= spec.k();
  }

  /**
   * The episode that this window opens, with its first alert counted; the caller draws the peak.
   */
  public OpenEpisode open(String id, Verdict verdict, long seen) {
    long time = verdict.window().endTime();
    Severity severity = severity(verdict);
    OpenEpisode open =
        new OpenEpisode(
            new Episode(
                id, verdict.window().key(), 1, severity, time, time, time, seen, 1, 1, 0, null));
    open.change(open.episode(), verdict);
    return open;
  }

  /**
   * Takes one more window into an open episode.
   *
   * @return what to send: {@code UPDATED}, {@code RESOLVED} or null for nothing; the sequence is
   *     counted up already
   */
  public AlertState advance(OpenEpisode open, Verdict verdict, long seen) {
    Episode before = open.episode();
    Severity severity = max(before.severity(), verdict.beyond() ? severity(verdict) : null);
    Episode after = before.after(verdict, severity, seen);
    AlertState state = state(before, after);
    boolean stranger = verdict.score() > open.peakScore();
    open.change(state == null ? after : after.alerted(), stranger ? verdict : null);
    return state;
  }

  /** Ends an episode whose key is no longer watched. */
  public void abandon(OpenEpisode open) {
    open.change(open.episode().alerted(), null);
  }

  private AlertState state(Episode before, Episode after) {
    if (after.quiet() >= spec.quiet()) {
      return AlertState.RESOLVED;
    }
    boolean due = after.lastTime() - after.alertedAt() >= spec.updateMillis();
    return due || after.severity() != before.severity() ? AlertState.UPDATED : null;
  }

  private Severity severity(Verdict verdict) {
    return Severity.of(verdict.pValue().value(), thresholdPValue);
  }

  private static Severity max(Severity before, Severity now) {
    return now != null && now.compareTo(before) > 0 ? now : before;
  }
}
