package io.stillwater.train.threshold;

import io.stillwater.detect.Estimate;
import io.stillwater.detect.Outlook;
import io.stillwater.detect.ScoreLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Thresholds of each key's own, where the keys' normal differs by more than chance and there is
 * enough data: each key's offset and scale come from its own episodes, how their rate falls beyond
 * from all keys together ({@link KeyFit}).
 *
 * <p>Offsets are drawn to their mean by the share of their variance that is not that between
 * drawings (empirical Bayes, Efron and Morris 1973); where that is less than half, keys share one
 * threshold.
 */
final class OwnLevels {
  private static final double LEAST_DAYS = 1;
  private static final double LEAST_WEIGHT = 0.5;
  private static final int GRID = 400;
  private static final int PIECES = 15;
  private static final int MOST_DRAWINGS = 100;
  private static final int LEAST_DRAWINGS = 20;
  private static final int DRAWN = 4_000; // keys in all drawings together

  private final List<KeyRuns> keys;
  private final List<EpisodeCurve> curves;
  private final double[] days;
  private final List<AlarmCurve> alarms;
  private final Goal goal;
  private final double rate; // of episodes at the offset
  private final List<List<int[]>> drawings = new ArrayList<>();
  private final KeyFit plain;
  private final double weight;

  /**
   * What each key's threshold is to keep.
   *
   * @param budget episodes a day
   * @param timeInAlarm share of the windows at which an episode may be open; 1 for no bound
   */
  record Goal(double budget, double timeInAlarm) {}

  /**
   * Offers own thresholds.
   *
   * @param length readings in a window
   * @return empty where keys have too little data or do not differ
   */
  static Optional<OwnLevels> of(
      List<KeyRuns> keys, Episodes episodes, Goal goal, int length, long seed) {
    List<KeyRuns> days = keys.stream().filter(key -> key.days() >= LEAST_DAYS).toList();
    if (days.size() < 2) {
      return Optional.empty();
    }
    double middle = quantile(days.stream().mapToDouble(KeyRuns::days), 0.5);
    double asked = Math.max(goal.budget, EpisodeRate.TAIL / middle);
    List<Shown> shown = days.stream().map(key -> Shown.of(key, episodes, asked, length)).toList();
    double rate = rate(asked, shown);
    List<Shown> known = shown.stream().filter(key -> key.shows(rate)).toList();
    if (known.size() < 2) {
      return Optional.empty();
    }
    Goal near = new Goal(Math.min(goal.budget, rate), goal.timeInAlarm);
    OwnLevels levels = new OwnLevels(known, near, rate, seed);
    return levels.weight < LEAST_WEIGHT ? Optional.empty() : Optional.of(levels);
  }

  /**
   * Episodes a day that keys can be compared at. Of slow data so many as a budget allows cannot
   * open, because they melt into one another; then half of what can.
   */
  private static double rate(double asked, List<Shown> shown) {
    double most = quantile(shown.stream().mapToDouble(Shown::most), 0.25);
    return most >= asked ? asked : most / 2;
  }

  private static double quantile(DoubleStream values, double share) {
    double[] sorted = values.sorted().toArray();
    return sorted[(int) (share * sorted.length)];
  }

  /**
   * What a key shows by itself.
   *
   * @param curve of its episodes
   * @param alarms of the same runs and pieces
   */
  private record Shown(KeyRuns key, EpisodeCurve curve, AlarmCurve alarms) {
    static Shown of(KeyRuns key, Episodes episodes, double rate, int length) {
      int size = EpisodeCurve.pieceSize(key.runs(), PIECES, 4 * length);
      double wanted = 2 * Math.max(rate * key.days(), EpisodeRate.TAIL);
      return new Shown(
          key,
          new EpisodeCurve(episodes, key.runs(), size, wanted),
          new AlarmCurve(episodes, key.runs(), size));
    }

    /** The most episodes a day that open at any level. */
    double most() {
      return curve.isEmpty() ? 0 : curve.count(curve.lowest(), curve.all()) / key.days();
    }

    boolean shows(double rate) {
      return rate * key.days() >= EpisodeRate.TAIL / 2.0 && most() >= 0.9 * rate;
    }
  }

  private OwnLevels(List<Shown> known, Goal goal, double rate, long seed) {
    this.keys = known.stream().map(Shown::key).toList();
    this.curves = known.stream().map(Shown::curve).toList();
    this.alarms = known.stream().map(Shown::alarms).toList();
    this.days = keys.stream().mapToDouble(KeyRuns::days).toArray();
    this.goal = goal;
    this.rate = rate;
    SplittableRandom random = new SplittableRandom(seed);
    int count = Math.min(MOST_DRAWINGS, Math.max(LEAST_DRAWINGS, DRAWN / keys.size()));
    for (int i = 0; i < count; i++) {
      drawings.add(curves.stream().map(curve -> curve.draw(random)).toList());
    }
    this.plain = fit(curves.stream().map(EpisodeCurve::all).toList(), 1);
    this.weight = weight();
  }

  private KeyFit fit(List<int[]> drawing, double own) {
    return new KeyFit(curves, drawing, days, rate, own);
  }

  private double weight() {
    double chance = 0;
    for (List<int[]> drawing : drawings) {
      KeyFit fit = fit(drawing, 1);
      for (int k = 0; k < days.length; k++) {
        double moved = fit.anchor(k) - plain.anchor(k);
        chance += moved * moved / days.length / drawings.size();
      }
    }
    double mean = 0;
    for (int k = 0; k < days.length; k++) {
      mean += plain.anchor(k) / days.length;
    }
    double variance = 0;
    for (int k = 0; k < days.length; k++) {
      variance += Math.pow(plain.anchor(k) - mean, 2) / (days.length - 1);
    }
    return variance <= chance ? 0 : 1 - chance / variance;
  }

  /**
   * What was found.
   *
   * @param episodes a day, of all keys together
   * @param inAlarm the share of windows, likewise
   * @param decides the promise that decides for most keys
   * @param levels of each key
   */
  record Found(
      Estimate episodes, Estimate inAlarm, Outlook.Side decides, Map<String, ScoreLevel> levels) {}

  /**
   * The levels that bring each key's threshold to one score.
   *
   * @param score that one
   */
  Found found(double score) {
    KeyFit fit = fit(curves.stream().map(EpisodeCurve::all).toList(), weight);
    List<KeyFit> drawn = drawings.stream().map(drawing -> fit(drawing, weight)).toList();
    Kept kept = new Kept(fit);
    Aim.Doubt doubt = Aim.Doubt.ofKeys(Math.log(rate / goal.budget));
    Aim aim =
        Aim.of(
            goal.budget,
            drawn.size(),
            doubt,
            (i, aimed) -> kept.rate(thresholds(drawn.get(i), aimed)));
    OwnTimes times = new OwnTimes(curves, alarms, drawings, goal.timeInAlarm);
    double[] budgeted = thresholds(fit, aim.rate());
    double[] found = times.raised(budgeted);
    double[] episodes = new double[drawn.size()];
    double[] inAlarm = new double[drawn.size()];
    for (int i = 0; i < episodes.length; i++) {
      double[] raised = times.raised(thresholds(drawn.get(i), aim.rate()), i);
      episodes[i] = kept.rate(raised);
      inAlarm[i] = times.share(raised);
    }
    long higher = IntStream.range(0, found.length).filter(k -> found[k] > budgeted[k]).count();
    return new Found(
        Aim.spread(episodes, mean(episodes), doubt),
        Aim.spread(inAlarm, mean(inAlarm), doubt),
        2 * higher > found.length ? Outlook.Side.TIME : Outlook.Side.EPISODES,
        levels(fit, found, score));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private double[] thresholds(KeyFit fit, double budget) {
    double t = fit.level(budget);
    return IntStream.range(0, days.length).mapToDouble(k -> fit.threshold(k, t)).toArray();
  }

  private Map<String, ScoreLevel> levels(KeyFit fit, double[] thresholds, double score) {
    double mean = 0;
    for (int k = 0; k < days.length; k++) {
      mean += fit.scale(k) / days.length;
    }
    Map<String, ScoreLevel> levels = new TreeMap<>();
    for (int k = 0; k < days.length; k++) {
      double scale = fit.scale(k) / mean;
      levels.put(keys.get(k).key(), new ScoreLevel(thresholds[k] - scale * score, scale));
    }
    return levels;
  }

  /**
   * What the data as they are have at thresholds from a drawing: counted where a key has enough
   * episodes itself, beyond that as the rate of all keys falls.
   */
  private final class Kept {
    private final KeyFit fit;
    private final double[] counts;
    private final double[] ends = new double[days.length]; // where a key's own count ends
    private final double[] there = new double[days.length]; // episodes there

    Kept(KeyFit fit) {
      this.fit = fit;
      this.counts = fit.counts(GRID);
      Arrays.setAll(ends, k -> curves.get(k).level(EpisodeRate.TAIL, curves.get(k).all()));
      Arrays.setAll(there, k -> curves.get(k).count(ends[k], curves.get(k).all()));
    }

    /** Episodes a day at such thresholds of the keys. */
    double rate(double[] thresholds) {
      double sum = 0;
      for (int k = 0; k < days.length; k++) {
        double threshold = thresholds[k];
        sum +=
            threshold <= ends[k]
                ? curves.get(k).count(threshold, curves.get(k).all())
                : there[k] * shape(fit.t(k, threshold)) / shape(fit.t(k, ends[k]));
      }
      return sum / Arrays.stream(days).sum();
    }

    private double shape(double t) {
      double place = fit.place(t, GRID);
      int below = (int) Math.min(GRID - 1.0, place);
      double counted = counts[below] + (place - below) * (counts[below + 1] - counts[below]);
      return place < GRID ? counted : Math.min(counted, fit.beyond(t));
    }
  }
}
