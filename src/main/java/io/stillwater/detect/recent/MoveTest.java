package io.stillwater.detect.recent;

/**
 * A sequential test of whether scores have become higher for good, a step for each slot.
 *
 * <p>Of a slot the score counts that three quarters of it exceed. If scores are as in training, the
 * chance that three quarters of a slot are beyond a score with p-value p is at most p/¾, however
 * much the scores in a slot depend on each other (Markov's inequality on their share); so p/¾ is a
 * p-value of the slot. It becomes evidence by the mixture of all power calibrators, e(p) = (1 − p +
 * p ln p)/(p ln² p) (Vovk and Wang 2021, "E-values", equation 1 and below), at most {@value #MOST};
 * and the evidence of slots adds up as R ← (1 + R)·e, the e-detector of Shiryaev and Roberts (Shin,
 * Ramdas and Rinaldo 2022, definition 2.5). A move is told when R reaches {@value #ENOUGH}: where
 * slots do not depend on each other, that takes {@value #ENOUGH} slots on average if nothing moved
 * (13 years of half days), and two slots at least if something did.
 *
 * <table>
 * <caption>three quarters of each slot beyond p</caption>
 * <tr><th>p</th><td>1e-6</td><td>0.001</td><td>0.01</td><td>0.05</td></tr>
 * <tr><th>e(p/¾)</th><td>100</td><td>16.9</td><td>3.7</td><td>1.5</td></tr>
 * <tr><th>slots until told</th><td>2</td><td>4</td><td>7</td><td>19</td></tr>
 * </table>
 *
 * <p>It is told as over when a quarter of a slot at most is beyond p-value {@value #BACK}.
 *
 * <p>Not thread-safe.
 */
final class MoveTest {
  static final double ENOUGH = 10_000;
  static final double LOW = 0.25;
  static final double HIGH = 0.75;
  static final double BACK = 0.1;
  private static final double MOST = 100;
  private static final int LEAST = 8; // scores of a slot

  /** No slot. */
  static final long NONE = Long.MIN_VALUE;

  double evidence; // R
  double run = 1; // the same since the start that is most likely: CUSUM (Page 1954)
  long start = NONE; // slot at which that run began
  long since = NONE; // slot from which on normal has moved

  /** What the scores of a slot say of their p-values. */
  interface PValues {
    double of(int bin);
  }

  /**
   * Takes a slot that is over.
   *
   * @return what has changed by it, if anything: the slot since which it is so, or {@link #NONE}
   */
  long take(long slot, Histogram scores, PValues pValues) {
    if (scores.total() < LEAST) {
      return NONE;
    }
    if (since != NONE) {
      return back(slot, pValues.of(scores.quantile(HIGH)));
    }
    double e = evidence(Math.min(1, pValues.of(scores.quantile(LOW)) / (1 - LOW)));
    start = run <= 1 ? slot : start;
    run = Math.max(1, run) * e;
    evidence = (1 + evidence) * e;
    if (evidence < ENOUGH) {
      return NONE;
    }
    since = start;
    return since;
  }

  private long back(long slot, double pValue) {
    if (pValue < BACK) {
      return NONE;
    }
    evidence = 0;
    run = 1;
    since = NONE;
    start = NONE;
    return slot;
  }

  /** e(p), at most {@value #MOST}. */
  static double evidence(double p) {
    double log = Math.log(p);
    // Near 1 both sides of the fraction vanish; its series there is ½ + (1 − p)/6 + …
    double e = p > 0.999 ? 0.5 + (1 - p) / 6 : (1 - p + p * log) / (p * log * log);
    return Math.min(MOST, e);
  }
}
