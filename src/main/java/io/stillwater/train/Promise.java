package io.stillwater.train;

import io.stillwater.alert.PolicySpec;
import java.util.Objects;

/**
 * How often a bundle may be wrong.
 *
 * @param budget false-alarm episodes per key and day, above 0
 * @param limit the p-value that takes the place of the budget where there is no time, or less than
 *     a day of it; in (0, 1)
 * @param policy when an episode opens and resolves
 */
public record Promise(double budget, double limit, PolicySpec policy) {
  /** One episode per key and day, or p 0.001. */
  public static final Promise DEFAULT = new Promise(1, 0.001, PolicySpec.DEFAULT);

  public Promise {
    Objects.requireNonNull(policy, "policy");
    require(budget > 0 && budget <= 1e6, "budget must be above 0 episodes a day: was " + budget);
    require(limit > 0 && limit < 1, "limit must be a p-value between 0 and 1: was " + limit);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
