package io.stillwater.bench;

import io.stillwater.train.threshold.CalibrationStudy;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Does calibration keep its promise? Simulated scores of keys that differ; bundles of one key, of
 * some, and of all; budgets b and days T. Prints realised over promised in total, the interval that
 * is told and how often it holds, and how rates differ between keys.
 *
 * <p>Arguments: keys (200), days afterwards (60), weekend (0), drift (0), spread (1).
 */
public final class CalibrationBench {
  private static final int[] DAYS = {1, 3, 7, 14, 28};
  private static final double[] BUDGETS = {0.1, 0.3, 1, 3, 10};

  private CalibrationBench() {}

  /** See above. */
  public static void main(String[] args) {
    int keys = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    int after = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    double weekend = args.length > 2 ? Double.parseDouble(args[2]) : 0;
    double drift = args.length > 3 ? Double.parseDouble(args[3]) : 0;
    double spread = args.length > 4 ? Double.parseDouble(args[4]) : 1;
    CalibrationStudy study =
        new CalibrationStudy(new CalibrationStudy.Keys(keys, spread, weekend, drift), 28, after, 1);
    for (int group : new int[] {1, 8, keys}) {
      System.out.printf("%d key(s) in a bundle, %d keys in all%n", group, keys);
      print(study, group);
    }
  }

  private static void print(CalibrationStudy study, int group) {
    System.out.printf(
        "%5s %4s %9s %17s %8s %6s   by key: %5s %5s %5s %5s %9s%n",
        "b", "T", "realised", "told", "covered", "own", "10 %", "50 %", "90 %", "most", "factor 2");
    for (double budget : BUDGETS) {
      for (int days : DAYS) {
        CalibrationStudy.Outcome outcome = study.run(days, budget, group);
        ToDoubleFunction<Double> share = q -> outcome.quantile(q) / budget;
        double own = outcome.thresholds().stream().mapToInt(t -> t.keys().size()).sum();
        System.out.printf(
            Locale.ROOT,
            "%5.1f %4d %9.2f %8.2f %8.2f %7.0f%% %6.0f           %5.2f %5.2f %5.2f %5.1f %8.0f%%%n",
            budget,
            days,
            outcome.total() / budget,
            outcome.interval()[0] / budget,
            outcome.interval()[1] / budget,
            100 * outcome.covered(),
            own,
            share.applyAsDouble(0.1),
            share.applyAsDouble(0.5),
            share.applyAsDouble(0.9),
            share.applyAsDouble(1.0),
            100 * outcome.within(2, budget));
      }
    }
  }
}
