package io.stillwater.train.threshold;

import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.ScoreLevel;
import io.stillwater.detect.Threshold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Realised against promised false alarms on simulated scores: thresholds from the last T days
 * before, episodes on the days after.
 */
public final class CalibrationStudy {
  private static final PolicySpec POLICY = PolicySpec.DEFAULT;
  private static final int SOME = 7;
  private static final Episodes EPISODES = new Episodes(POLICY);

  private final int longest;
  private final int after;
  private final List<double[]> before = new ArrayList<>(); // of each key
  private final List<double[]> later = new ArrayList<>();
  private final List<double[]> openings = new ArrayList<>(); // levels, of what is later

  /**
   * The keys.
   *
   * @param keys how many
   * @param spread how much they differ, see {@link SimulatedScores}
   * @param weekend how much quieter weekends are
   * @param drift how much they drift over days
   */
  public record Keys(int keys, double spread, double weekend, double drift) {}

  /**
   * What came of one budget.
   *
   * @param rates (keys) episodes a day on later data
   * @param thresholds of each bundle
   * @param covered share of the bundles whose rate lies in their interval, of those that tell one
   */
  public record Outcome(double[] rates, List<Threshold> thresholds, double covered) {
    /** Mean rate of the keys. */
    public double total() {
      return Arrays.stream(rates).average().orElse(Double.NaN);
    }

    /** The rate that this share of the keys stays below. */
    public double quantile(double share) {
      double[] sorted = rates.clone();
      Arrays.sort(sorted);
      return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }

    /** The share of keys within a factor of the budget. */
    public double within(double factor, double budget) {
      return Arrays.stream(rates).filter(r -> r <= factor * budget && r >= budget / factor).count()
          / (double) rates.length;
    }

    /** Means of the ends of the intervals. */
    public double[] interval() {
      return new double[] {
        thresholds.stream().mapToDouble(Threshold::low).average().orElse(Double.NaN),
        thresholds.stream().mapToDouble(Threshold::high).average().orElse(Double.NaN)
      };
    }
  }

  /**
   * @param longest days to calibrate on at most
   * @param after days after them
   */
  public CalibrationStudy(Keys keys, int longest, int after, long seed) {
    this.longest = longest;
    this.after = after;
    for (int k = 0; k < keys.keys(); k++) {
      SimulatedScores key =
          new SimulatedScores(seed * 1_000_003L + k, keys.spread(), keys.weekend(), keys.drift());
      before.add(key.next(longest));
      later.add(key.next(after));
      openings.add(EPISODES.openingLevels(later.get(k)));
    }
  }

  /**
   * Calibrates and counts.
   *
   * @param days to calibrate on
   * @param budget episodes per key and day
   * @param group keys that share a bundle
   */
  public Outcome run(int days, double budget, int group) {
    double[] rates = new double[before.size()];
    List<Threshold> thresholds = new ArrayList<>();
    double covered = 0;
    for (int from = 0; from < before.size(); from += group) {
      int to = Math.min(before.size(), from + group);
      ThresholdFit.Fitted fitted = fit(from, to, days, budget);
      Threshold threshold = fitted.threshold();
      for (int k = from; k < to; k++) {
        rates[k] = realised(k, fitted);
      }
      double mean = Arrays.stream(rates, from, to).average().orElse(0);
      thresholds.add(threshold);
      covered += mean >= threshold.low() && mean <= threshold.high() ? to - from : 0;
    }
    return new Outcome(rates, thresholds, covered / before.size());
  }

  private ThresholdFit.Fitted fit(int from, int to, int days, double budget) {
    List<double[]> data =
        IntStream.range(from, to)
            .mapToObj(
                k ->
                    Arrays.copyOfRange(
                        before.get(k),
                        (longest - days) * SimulatedScores.PER_DAY,
                        longest * SimulatedScores.PER_DAY))
            .toList();
    FittedCalibration calibration = calibration(data);
    List<KeyRuns> runs = new ArrayList<>();
    for (int k = from; k < to; k++) {
      runs.add(SimulatedScores.runs("key-" + k, scores(calibration, data.get(k - from))));
    }
    return new ThresholdFit(calibration, runs, promise(budget), 16, 0).byBudget();
  }

  /** Nothing is promised of the time in alarm. */
  private static Promise promise(double budget) {
    return new Promise(budget, 0.001, 1, POLICY);
  }

  private static double[] scores(FittedCalibration calibration, double[] logs) {
    return Arrays.stream(logs).map(log -> calibration.score(new double[] {log})).toArray();
  }

  /** Of some of the scores: means and deviations are all that is needed of it. */
  private static FittedCalibration calibration(List<double[]> data) {
    List<double[]> some = new ArrayList<>();
    for (double[] logs : data) {
      for (int i = 0; i < logs.length; i += SOME) {
        some.add(new double[] {logs[i]});
      }
    }
    return FittedCalibration.fit(some);
  }

  /** Counted at the key's threshold in its own logarithms: one threshold beyond both maps. */
  private double realised(int key, ThresholdFit.Fitted fitted) {
    Threshold threshold = fitted.threshold();
    ScoreLevel level = threshold.keys().getOrDefault("key-" + key, new ScoreLevel(0, 1));
    double score = level.offset() + level.scale() * threshold.score();
    FittedCalibration calibration = fitted.calibration();
    double log = calibration.means()[0] + calibration.deviations()[0] * score;
    int episodes =
        EPISODES.openings(List.of(later.get(key)), List.of(openings.get(key)), log).size();
    return episodes / (double) after;
  }
}
