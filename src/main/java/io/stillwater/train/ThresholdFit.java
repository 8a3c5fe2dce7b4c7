package io.stillwater.train;

import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.Threshold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where an anomaly begins: where the policy, run over the held-out blocks, opens as many episodes
 * as the budget allows, by the fitted tail of their peaks; or where the windows have the p-value
 * that was asked for.
 */
final class ThresholdFit {
  /** Peaks that a tail is fitted to, if there are so many. */
  private static final int PEAKS = 60;

  /** Independent stretches that the data are cut into for the interval. */
  private static final int PIECES = 60;

  /** Windows above the base level that the interval of a p-value rests on. */
  private static final int EXCESSES = 100;

  private final FittedCalibration calibration;
  private final List<double[]> runs;
  private final List<double[]> pieces;
  private final long seed;

  /**
   * @param calibration of the same windows
   * @param runs the scores of consecutive windows of one key, for each such run
   * @param length readings in a window
   */
  ThresholdFit(FittedCalibration calibration, List<double[]> runs, int length, long seed) {
    this.calibration = calibration;
    this.runs = runs;
    this.seed = seed;
    int windows = runs.stream().mapToInt(run -> run.length).sum();
    this.pieces = pieces(Math.max(windows / PIECES + 1, 4 * length));
  }

  private List<double[]> pieces(int size) {
    List<double[]> cut = new ArrayList<>();
    for (double[] run : runs) {
      for (int from = 0; from < run.length; from += size) {
        cut.add(Arrays.copyOfRange(run, from, Math.min(run.length, from + size)));
      }
    }
    return cut;
  }

  /**
   * By the budget.
   *
   * @param budget episodes per key and day
   * @param keyDays how much time the runs cover, in key-days
   */
  Threshold byBudget(PolicySpec policy, double budget, double keyDays) {
    Episodes episodes = new Episodes(policy);
    List<double[]> levels = pieces.stream().map(episodes::openingLevels).toList();
    double base = base(episodes, levels, Math.max(PEAKS, 2 * budget * keyDays));
    ExcessRate rate = new ExcessRate(base, keyDays, peaks(episodes, levels, base));
    double score = rate.level(budget);
    double[] interval = rate.interval(score, seed);
    double pValue = calibration.pValue(score).value();
    return new Threshold(score, pValue, budget, interval[0], interval[1]);
  }

  /** The highest level at which that many episodes open, or else at which most do. */
  private double base(Episodes episodes, List<double[]> openings, double wanted) {
    double[] levels =
        openings.stream()
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    double best = levels.length == 0 ? 0 : levels[0];
    int most = -1;
    for (int above = 2; above <= levels.length; above += Math.max(1, above / 5)) {
      double level = levels[levels.length - above];
      int count = peaks(episodes, openings, level).stream().mapToInt(peaks -> peaks.length).sum();
      if (count > most) {
        most = count;
        best = level;
      }
      if (count >= wanted) {
        return level;
      }
    }
    return best;
  }

  private List<double[]> peaks(Episodes episodes, List<double[]> openings, double level) {
    List<double[]> peaks = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      List<Double> found = episodes.peaks(pieces.get(i), openings.get(i), level);
      peaks.add(found.stream().mapToDouble(Double::doubleValue).toArray());
    }
    return peaks;
  }

  /** By a p-value; the interval is that of the share of normal windows beyond it. */
  Threshold byLimit(double limit) {
    double score = calibration.quantile(limit);
    int windows = runs.stream().mapToInt(run -> run.length).sum();
    double share = Math.min(1, Math.max(5 * limit, EXCESSES / (1.0 + windows)));
    double base = Math.min(score, calibration.quantile(share));
    List<double[]> above =
        pieces.stream().map(p -> Arrays.stream(p).filter(s -> s > base).toArray()).toList();
    double[] interval = new ExcessRate(base, windows, above).interval(score, seed);
    return new Threshold(score, limit, Double.NaN, interval[0], interval[1]);
  }
}
