package io.stillwater.detect;

/**
 * The 90 % interval of the rate of rare events that were counted (Garwood 1936): below its ends,
 * and above them, a count as far out has a chance of 5 %.
 *
 * @param low 0 where nothing was counted
 * @param high above the count
 */
public record PoissonInterval(double low, double high) {
  private static final double TAIL = 0.05;

  /**
   * The interval of the expected count.
   *
   * @param count at least 0
   */
  public static PoissonInterval of(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("a count must be at least 0: was " + count);
    }
    double low = count == 0 ? 0 : mean(count - 1, 1 - TAIL);
    return new PoissonInterval(low, mean(count, TAIL));
  }

  /** The same of a rate, in so much time. */
  public PoissonInterval per(double exposure) {
    return new PoissonInterval(low / exposure, high / exposure);
  }

  /** The mean at which the chance of at most so many is that. */
  private static double mean(int count, double chance) {
    double below = 0;
    double above = 20 + 2.0 * count;
    for (int step = 0; step < 100; step++) {
      double middle = (below + above) / 2;
      if (atMost(count, middle) > chance) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return (below + above) / 2;
  }

  /** Σ e^−m·m^k/k! up to the count. */
  private static double atMost(int count, double mean) {
    double logTerm = -mean;
    double sum = Math.exp(logTerm);
    for (int k = 1; k <= count; k++) {
      logTerm += Math.log(mean / k);
      sum += Math.exp(logTerm);
    }
    return sum;
  }
}
