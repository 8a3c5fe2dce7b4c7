package io.stillwater.train;

import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.ScoreLevel;
import io.stillwater.detect.Threshold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Where an anomaly begins: where the policy, run over the held-out blocks, opens as many episodes
 * as the budget allows, for each key on its own where that is to be had; or where the windows have
 * the p-value that was asked for.
 */
final class ThresholdFit {
  private static final int DRAWINGS = 100;

  /** Independent stretches that one key is cut into, and many together. */
  private static final int PIECES = 15;

  private static final int MOST_PIECES = 60;

  /** Windows above the base level that the interval of a p-value rests on. */
  private static final int EXCESSES = 100;

  private final FittedCalibration calibration;
  private final List<KeyRuns> keys;
  private final List<double[]> runs; // of all keys
  private final int length;
  private final long seed;

  /**
   * @param calibration of the same windows
   * @param keys the scores of consecutive windows, for each key
   * @param length readings in a window
   */
  ThresholdFit(FittedCalibration calibration, List<KeyRuns> keys, int length, long seed) {
    this.calibration = calibration;
    this.keys = keys;
    this.runs = keys.stream().flatMap(key -> key.runs().stream()).toList();
    this.length = length;
    this.seed = seed;
  }

  /**
   * What was found.
   *
   * @param calibration with the p-values of scores as the threshold's keys make them
   * @param threshold in that score
   */
  record Fitted(FittedCalibration calibration, Threshold threshold) {}

  /**
   * By the budget.
   *
   * @param budget episodes per key and day
   */
  Fitted byBudget(PolicySpec policy, double budget) {
    Episodes episodes = new Episodes(policy);
    double days = keys.stream().mapToDouble(KeyRuns::days).sum();
    int parts = Math.min(MOST_PIECES, PIECES * keys.size());
    int size = EpisodeCurve.pieceSize(runs, parts, 4 * length);
    double wanted = Math.max(2 * EpisodeRate.TAIL, 2 * budget * days);
    EpisodeCurve curve = new EpisodeCurve(episodes, runs, size, wanted);
    if (curve.isEmpty()) {
      double highest = calibration.quantile(1.0 / (1 + calibration.count()));
      double p = calibration.pValue(highest).value();
      return new Fitted(calibration, new Threshold(highest, p, budget, Double.NaN, Double.NaN));
    }
    EpisodeRate rate = new EpisodeRate(curve, curve.all(), days);
    List<EpisodeRate> drawn = drawn(curve, days);
    Aim.Doubt doubt = Aim.Doubt.ofTail(rate.depth(budget));
    Aim aim = Aim.of(budget, DRAWINGS, doubt, (i, aimed) -> rate.at(drawn.get(i).level(aimed)));
    double score = rate.level(aim.rate());
    Optional<OwnLevels.Found> own =
        OwnLevels.of(keys, episodes, budget, length, seed).map(levels -> levels.found(score));
    Aim told = own.map(OwnLevels.Found::aim).orElse(aim);
    Map<String, ScoreLevel> levels = own.map(OwnLevels.Found::levels).orElse(Map.of());
    FittedCalibration seen = levels.isEmpty() ? calibration : calibration.over(scores(levels));
    double p = seen.pValue(score).value();
    return new Fitted(seen, new Threshold(score, p, budget, told.low(), told.high(), levels));
  }

  private List<EpisodeRate> drawn(EpisodeCurve curve, double days) {
    SplittableRandom random = new SplittableRandom(seed);
    List<EpisodeRate> drawn = new ArrayList<>();
    for (int i = 0; i < DRAWINGS; i++) {
      drawn.add(new EpisodeRate(curve, curve.draw(random), days));
    }
    return drawn;
  }

  private double[] scores(Map<String, ScoreLevel> levels) {
    return keys.stream()
        .flatMapToDouble(
            key -> {
              ScoreLevel level = levels.getOrDefault(key.key(), new ScoreLevel(0, 1));
              return key.runs().stream().flatMapToDouble(Arrays::stream).map(level::own);
            })
        .toArray();
  }

  /** By a p-value; the interval is that of the share of normal windows beyond it. */
  Fitted byLimit(double limit) {
    double score = calibration.quantile(limit);
    int windows = runs.stream().mapToInt(run -> run.length).sum();
    double share = Math.min(1, Math.max(5 * limit, EXCESSES / (1.0 + windows)));
    double base = Math.min(score, calibration.quantile(share));
    List<double[]> above =
        pieces(EpisodeCurve.pieceSize(runs, MOST_PIECES, 4 * length)).stream()
            .map(piece -> Arrays.stream(piece).filter(s -> s > base).toArray())
            .toList();
    double[] interval = new ExcessRate(base, windows, above).interval(score, seed);
    return new Fitted(
        calibration, new Threshold(score, limit, Double.NaN, interval[0], interval[1]));
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
}
