package io.stillwater.train.threshold;

import io.stillwater.detect.Estimate;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.Outlook;
import io.stillwater.detect.ScoreLevel;
import io.stillwater.detect.Threshold;
import io.stillwater.train.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an anomaly begins: where the policy, run over the held-out blocks, opens as many episodes
 * as the budget allows, and has one open at no more windows than the share of time in alarm allows;
 * for each key on its own where that is to be had. Or, where there is no day of time, where the
 * windows have the p-value that was asked for, the time in alarm is kept as well, and no more than
 * one episode opens in all that was held out. The strictest decides.
 */
public final class ThresholdFit {
  /** Independent stretches that one key is cut into, and many together. */
  private static final int PIECES = 15;

  private static final int MOST_PIECES = 60;

  /** Windows above the base level that the interval of a p-value rests on. */
  private static final int EXCESSES = 100;

  private final FittedCalibration calibration;
  private final List<KeyRuns> keys;
  private final List<double[]> runs; // of all keys
  private final double days;
  private final Promise promise;
  private final Episodes episodes;
  private final int length;
  private final long seed;

  /**
   * @param calibration of the same windows
   * @param keys the scores of consecutive windows, for each key
   * @param length readings in a window
   */
  public ThresholdFit(
      FittedCalibration calibration, List<KeyRuns> keys, Promise promise, int length, long seed) {
    this.calibration = calibration;
    this.keys = keys;
    this.runs = keys.stream().flatMap(key -> key.runs().stream()).toList();
    this.days = keys.stream().mapToDouble(KeyRuns::days).sum();
    this.promise = promise;
    this.episodes = new Episodes(promise.policy());
    this.length = length;
    this.seed = seed;
  }

  /**
   * What was found.
   *
   * @param calibration with the p-values of scores as the threshold's keys make them
   * @param threshold in that score
   * @param alarms what the held-out windows have at that threshold
   */
  public record Fitted(FittedCalibration calibration, Threshold threshold, Report.Alarms alarms) {}

  /** The strictest promise, and what it leaves. */
  private record Decided(Outlook.Side side, Together.Kept kept) {
    Decided stricter(Outlook.Side other, Together.Kept than) {
      return than.score() > kept.score() ? new Decided(other, than) : this;
    }
  }

  /** By episodes in time and by time in alarm. */
  public Fitted byBudget() {
    double budget = promise.budget();
    Optional<Together> together = together(2 * budget * days);
    if (together.isEmpty()) {
      double highest = calibration.quantile(1.0 / (1 + calibration.count()));
      return fitted(calibration, unknown(highest, calibration.pValue(highest).value(), budget));
    }
    Together all = together.get();
    Decided decided = inTime(all, new Decided(Outlook.Side.EPISODES, all.byEpisodes(budget)));
    double score = decided.kept.score();
    Optional<OwnLevels.Found> own =
        OwnLevels.of(
                keys, episodes, new OwnLevels.Goal(budget, promise.timeInAlarm()), length, seed)
            .map(levels -> levels.found(score));
    Map<String, ScoreLevel> levels = own.map(OwnLevels.Found::levels).orElse(Map.of());
    FittedCalibration seen = levels.isEmpty() ? calibration : calibration.over(scores(levels));
    Estimate rates = own.map(OwnLevels.Found::episodes).orElse(decided.kept.episodes());
    Outlook outlook =
        new Outlook(
            own.map(OwnLevels.Found::decides).orElse(decided.side),
            promise.timeInAlarm(),
            rates,
            own.map(OwnLevels.Found::inAlarm).orElse(decided.kept.inAlarm()));
    double p = seen.pValue(score).value();
    return fitted(
        seen, new Threshold(score, p, budget, rates.low(), rates.high(), levels, outlook));
  }

  private Decided inTime(Together all, Decided decided) {
    return promise.timeInAlarm() < 1
        ? decided.stricter(Outlook.Side.TIME, all.byTime(promise.timeInAlarm()))
        : decided;
  }

  /**
   * By a p-value, by time in alarm, and, where there is time, by the episodes that data of less
   * than a day can show: one in all. The interval is that of the share of normal windows beyond.
   */
  public Fitted byLimit() {
    double limit = promise.limit();
    double score = calibration.quantile(limit);
    Optional<Together> together = together(0);
    if (together.isEmpty()) {
      return fitted(calibration, unknown(score, limit, Double.NaN));
    }
    Together all = together.get();
    Decided decided = inTime(all, new Decided(Outlook.Side.P_VALUE, all.at(score)));
    if (days > 0) {
      double shown = Math.max(1, promise.budget() * days);
      decided = decided.stricter(Outlook.Side.EPISODES, all.byCount(shown));
    }
    Together.Kept kept = decided.kept;
    boolean asked = decided.side == Outlook.Side.P_VALUE;
    double p = asked ? limit : calibration.pValue(kept.score()).value();
    double[] interval = interval(kept.score(), p);
    Outlook outlook =
        new Outlook(decided.side, promise.timeInAlarm(), kept.episodes(), kept.inAlarm());
    return fitted(
        calibration,
        new Threshold(kept.score(), p, Double.NaN, interval[0], interval[1], Map.of(), outlook));
  }

  private Threshold unknown(double score, double p, double budget) {
    Outlook outlook =
        new Outlook(
            Double.isNaN(budget) ? Outlook.Side.P_VALUE : Outlook.Side.EPISODES,
            promise.timeInAlarm(),
            Estimate.UNKNOWN,
            Estimate.UNKNOWN);
    return new Threshold(score, p, budget, Double.NaN, Double.NaN, Map.of(), outlook);
  }

  private Optional<Together> together(double wanted) {
    int parts = Math.min(MOST_PIECES, PIECES * keys.size());
    int size = EpisodeCurve.pieceSize(runs, parts, 4 * length);
    EpisodeCurve curve =
        new EpisodeCurve(episodes, runs, size, Math.max(2 * EpisodeRate.TAIL, wanted));
    return curve.isEmpty()
        ? Optional.empty()
        : Optional.of(new Together(curve, new AlarmCurve(episodes, runs, size), days, seed));
  }

  /** With what the held-out windows have at the threshold. */
  private Fitted fitted(FittedCalibration seen, Threshold threshold) {
    int opened = 0;
    long inAlarm = 0;
    for (KeyRuns key : keys) {
      ScoreLevel level = threshold.keys().getOrDefault(key.key(), new ScoreLevel(0, 1));
      double limit = level.offset() + level.scale() * threshold.score();
      for (double[] run : key.runs()) {
        double[] openings = episodes.openingLevels(run);
        opened += episodes.openings(List.of(run), List.of(openings), limit).size();
        inAlarm +=
            Arrays.stream(episodes.alarmLevels(run, openings)).filter(a -> a > limit).count();
      }
    }
    long windows = keys.stream().mapToLong(KeyRuns::windows).sum();
    return new Fitted(seen, threshold, new Report.Alarms(opened, days, inAlarm, windows));
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

  /** The 90 % interval of the share of normal windows beyond that score. */
  private double[] interval(double score, double limit) {
    int windows = runs.stream().mapToInt(run -> run.length).sum();
    double share = Math.min(1, Math.max(5 * limit, EXCESSES / (1.0 + windows)));
    double base = Math.min(score, calibration.quantile(share));
    List<double[]> above =
        pieces(EpisodeCurve.pieceSize(runs, MOST_PIECES, 4 * length)).stream()
            .map(piece -> Arrays.stream(piece).filter(s -> s > base).toArray())
            .toList();
    return new ExcessRate(base, windows, above).interval(score, seed);
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
