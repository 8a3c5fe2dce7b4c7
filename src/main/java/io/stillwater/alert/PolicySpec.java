package io.stillwater.alert;

/**
 * When an episode opens and resolves.
 *
 * <p>With k = 2, n = 3, quiet = 3, windows beyond (x) and within (.) the threshold: {@code . x . x
 * . . .} opens at the fourth window and resolves at the seventh.
 *
 * @param k windows beyond the threshold that open an episode
 * @param n among the last n scored windows of the key
 * @param quiet quiet windows in a row that resolve it, at least n, so that a resolved key remembers
 *     nothing
 * @param updateMillis at most one regular update in so much event time, and in {@value
 *     #UPDATE_WINDOWS} windows
 */
public record PolicySpec(int k, int n, int quiet, long updateMillis) {
  /** Windows between two regular updates at least, so that slow data do not send one for each. */
  public static final int UPDATE_WINDOWS = 64;

  /** 2 of 3 opens, 8 quiet windows resolve, an update a minute. */
  public static final PolicySpec DEFAULT = new PolicySpec(2, 3, 8, 60_000);

  /** Every frame shows another thing: each one beyond opens, the next one within resolves. */
  public static final PolicySpec EACH = new PolicySpec(1, 1, 1, 60_000);

  public PolicySpec {
    require(k >= 1 && k <= n, "k must be in 1..n: was " + k + " of " + n);
    require(n <= 64, "n must be at most 64: was " + n);
    require(quiet >= n, "quiet must be at least n = " + n + ": was " + quiet);
    require(updateMillis >= 0, "update interval must be at least 0 ms: was " + updateMillis);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
