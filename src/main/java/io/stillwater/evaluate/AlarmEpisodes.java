package io.stillwater.evaluate;

import io.stillwater.alert.PolicySpec;
import java.util.Objects;

/**
 * When episodes open by the k-of-n policy, windows of one key coming in order. Not thread-safe.
 *
 * @see PolicySpec
 */
public final class AlarmEpisodes {
  private final PolicySpec policy;
  private long newest; // bits of the last n windows, the newest lowest
  private boolean open;
  private int quiet;

  public AlarmEpisodes(PolicySpec policy) {
    this.policy = Objects.requireNonNull(policy, "policy");
  }

  /**
   * The next window.
   *
   * @param alarm whether it is beyond the threshold
   * @return whether an episode opens with it
   */
  public boolean opens(boolean alarm) {
    newest = newest << 1 | (alarm ? 1 : 0);
    long seen = policy.n() == 64 ? newest : newest & (1L << policy.n()) - 1;
    if (open) {
      quiet = alarm ? 0 : quiet + 1;
      open = quiet < policy.quiet();
      return false;
    }
    open = alarm && Long.bitCount(seen) >= policy.k();
    quiet = 0;
    return open;
  }

  /** Whether one is open, after the newest window. */
  public boolean open() {
    return open;
  }

  /** (windows) true where an episode opens. */
  static boolean[] of(boolean[] alarms, PolicySpec policy) {
    AlarmEpisodes episodes = new AlarmEpisodes(policy);
    boolean[] opens = new boolean[alarms.length];
    for (int i = 0; i < alarms.length; i++) {
      opens[i] = episodes.opens(alarms[i]);
    }
    return opens;
  }
}
