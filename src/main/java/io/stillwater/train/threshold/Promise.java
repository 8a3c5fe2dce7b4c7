package io.stillwater.train.threshold;

import io.stillwater.alert.PolicySpec;
import java.util.Objects;

/**
 * How often a bundle may be wrong. Both sides hold, and the stricter decides: an episode that never
 * ends is one, but is in alarm all the time.
 *
 * @param budget false-alarm episodes per key and day, above 0
 * @param limit the p-value that takes the place of the budget where there is no time, or less than
 *     a day of it; in (0, 1)
 * @param timeInAlarm the share of a key's scored windows at which an episode may be open, with or
 *     without a clock; in (0, 1], 1 for no such bound
 * @param policy when an episode opens and resolves
 */
public record Promise(double budget, double limit, double timeInAlarm, PolicySpec policy) {
  /** One episode per key and day, or p 0.001, and 1 % of the time in alarm. */
  public static final Promise DEFAULT = new Promise(1, 0.001, 0.01, PolicySpec.DEFAULT);

  /**
   * The p-value of files (images, sounds) that is usual: with the 100 to 300 that people have, a
   * smaller one would lie far beyond all that was seen.
   */
  public static final double FILES = 0.01;

  public Promise {
    Objects.requireNonNull(policy, "policy");
    require(budget > 0 && budget <= 1e6, "budget must be above 0 episodes a day: was " + budget);
    require(limit > 0 && limit < 1, "limit must be a p-value between 0 and 1: was " + limit);
    require(
        timeInAlarm > 0 && timeInAlarm <= 1,
        "time in alarm must be a share above 0, at most 1: was " + timeInAlarm);
  }

  /** With the default share of time in alarm. */
  public Promise(double budget, double limit, PolicySpec policy) {
    this(budget, limit, DEFAULT.timeInAlarm, policy);
  }

  /** The same with another bound of the time in alarm. */
  public Promise inAlarm(double share) {
    return new Promise(budget, limit, share, policy);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
