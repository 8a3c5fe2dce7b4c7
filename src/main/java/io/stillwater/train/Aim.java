package io.stillwater.train;

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

  static Aim of(double budget, int drawings, Realised realised) {
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
    Arrays.sort(rates);
    double low = wider(Math.log(rates[drawings / 20] / budget));
    double high = wider(Math.log(rates[drawings - 1 - drawings / 20] / budget));
    return new Aim(aim, budget * Math.exp(-low), budget * Math.exp(high));
  }

  private static double wider(double logarithm) {
    return Math.hypot(WIDER * logarithm, LEAST);
  }
}
