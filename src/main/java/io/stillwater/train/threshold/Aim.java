package io.stillwater.train.threshold;

import io.stillwater.detect.Estimate;
import java.util.Arrays;

/**
 * The rate to aim at so that later data meet the budget in the mean. A threshold found on data of
 * its own is as often too low as too high, but a low one lets more through than a high one keeps
 * out: the mean rate on later data is above the aim. How far is seen on drawings of the data: the
 * threshold of each is tried on the data as they are (the bootstrap's estimate of bias, Efron and
 * Tibshirani 1993, chapter 10).
 *
 * @param rate to aim at, in the unit of the budget
 * @param low lower end of the 90 % interval of what later data will have
 * @param high upper end of that interval
 */
record Aim(double rate, double low, double high) {
  private static final int ROUNDS = 8;
  private static final double SMALLEST = 1.0 / 30; // of the budget
  private static final double LARGEST = 1.5;

  /** How much wider than between drawings later data lie, in simulations of 1 to 28 days. */
  private static final double WIDER = 1.5;

  /** The logarithmic error that is left with any amount of data, as half an interval. */
  private static final double LEAST = 0.1;

  /** What the data have where the threshold is one that a drawing of them gives. */
  interface Realised {
    double rate(int drawing, double aim);
  }

  /**
   * What drawings do not show, as parts of the logarithm of the rate.
   *
   * @param down how much lower it may be, infinite if there is no saying
   * @param up how much higher
   */
  record Doubt(double down, double up) {
    private static final double LIGHT = 0.3;
    private static final double HEAVY = 0.2;
    private static final double BETWEEN = 0.1;

    /**
     * About a tail that was taken for exponential, so far beyond its beginning: its shape may be as
     * low as −0.3 and as high as 0.2.
     *
     * @param depth the logarithm of the rate at the beginning over the rate in question
     */
    static Doubt ofTail(double depth) {
      double light =
          LIGHT * depth < 1 ? -Math.log1p(-LIGHT * depth) / LIGHT : Double.POSITIVE_INFINITY;
      return new Doubt(light - depth, depth - Math.log1p(HEAVY * depth) / HEAVY);
    }

    /** About tails of many keys that were taken for equal: a tenth of their depth. */
    static Doubt ofKeys(double depth) {
      return new Doubt(BETWEEN * depth, BETWEEN * depth);
    }
  }

  static Aim of(double budget, int drawings, Doubt doubt, Realised realised) {
    double aim = budget;
    double[] rates = new double[drawings];
    for (int round = 0; round < ROUNDS; round++) {
      double now = aim;
      Arrays.setAll(rates, drawing -> realised.rate(drawing, now));
      double mean = Arrays.stream(rates).average().orElse(budget);
      if (round < ROUNDS - 1) {
        double next = aim * Math.min(2, Math.max(0.3, budget / mean));
        aim = Math.min(LARGEST * budget, Math.max(SMALLEST * budget, next));
      }
    }
    Estimate told = spread(rates, budget, doubt);
    return new Aim(aim, told.low(), told.high());
  }

  /** The budget itself, with what drawings say of it. */
  static Aim plain(double budget, int drawings, Doubt doubt, Realised realised) {
    double[] rates = new double[drawings];
    Arrays.setAll(rates, drawing -> realised.rate(drawing, budget));
    Estimate told = spread(rates, budget, doubt);
    return new Aim(budget, told.low(), told.high());
  }

  /**
   * What later data will have.
   *
   * @param rates (drawings) what the data have at the threshold of each
   * @param expected what they have in the mean
   */
  static Estimate spread(double[] rates, double expected, Doubt doubt) {
    double[] sorted = rates.clone();
    Arrays.sort(sorted);
    int out = sorted.length / 20;
    double low = wider(Math.log(sorted[out] / expected), doubt.down());
    double high = wider(Math.log(sorted[sorted.length - 1 - out] / expected), doubt.up());
    return new Estimate(expected, expected * Math.exp(-low), expected * Math.exp(high));
  }

  private static double wider(double logarithm, double doubt) {
    return Math.hypot(Math.hypot(WIDER * logarithm, LEAST), doubt);
  }
}
