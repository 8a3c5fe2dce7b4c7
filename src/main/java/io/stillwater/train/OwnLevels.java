package io.stillwater.train;

import io.stillwater.detect.ScoreLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

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
  private final double budget;
  private final double rate; // of episodes at the offset
  private final List<List<int[]>> drawings = new ArrayList<>();
  private final KeyFit plain;
  private final double weight;

  /**
   * Offers own thresholds.
   *
   * @param length readings in a window
   * @return empty where keys have too little data or do not differ
   */
  static Optional<OwnLevels> of(
      List<KeyRuns> keys, Episodes episodes, double budget, int length, long seed) {
    double[] sorted =
        keys.stream().mapToDouble(KeyRuns::days).filter(d -> d >= LEAST_DAYS).sorted().toArray();
    if (sorted.length < 2) {
      return Optional.empty();
    }
    double rate = Math.max(budget, EpisodeRate.TAIL / sorted[sorted.length / 2]);
    List<KeyRuns> known = new ArrayList<>();
    List<EpisodeCurve> curves = new ArrayList<>();
    for (KeyRuns key : keys) {
      double wanted = rate * key.days();
      if (key.days() >= LEAST_DAYS && wanted >= EpisodeRate.TAIL / 2.0) {
        int size = EpisodeCurve.pieceSize(key.runs(), PIECES, 4 * length);
        EpisodeCurve curve =
            new EpisodeCurve(
                episodes, key.runs(), size, Math.max(2 * wanted, 2 * EpisodeRate.TAIL));
        if (!curve.isEmpty() && curve.count(curve.lowest(), curve.all()) >= 0.9 * wanted) {
          known.add(key);
          curves.add(curve);
        }
      }
    }
    if (known.size() < 2) {
      return Optional.empty();
    }
    OwnLevels levels = new OwnLevels(known, curves, budget, rate, seed);
    return levels.weight < LEAST_WEIGHT ? Optional.empty() : Optional.of(levels);
  }

  private OwnLevels(
      List<KeyRuns> keys, List<EpisodeCurve> curves, double budget, double rate, long seed) {
    this.keys = keys;
    this.curves = curves;
    this.days = keys.stream().mapToDouble(KeyRuns::days).toArray();
    this.budget = budget;
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
   * @param aim with the interval of all keys together
   * @param levels of each key
   */
  record Found(Aim aim, Map<String, ScoreLevel> levels) {}

  /**
   * The levels that bring each key's threshold to one score.
   *
   * @param score that one
   */
  Found found(double score) {
    KeyFit fit = fit(curves.stream().map(EpisodeCurve::all).toList(), weight);
    List<KeyFit> drawn = drawings.stream().map(drawing -> fit(drawing, weight)).toList();
    Kept kept = new Kept(fit);
    Aim.Doubt doubt = Aim.Doubt.ofKeys(Math.log(rate / budget));
    Aim aim = Aim.of(budget, drawn.size(), doubt, (i, aimed) -> kept.rate(drawn.get(i), aimed));
    double t = fit.level(aim.rate());
    double mean = 0;
    for (int k = 0; k < days.length; k++) {
      mean += fit.scale(k) / days.length;
    }
    Map<String, ScoreLevel> levels = new TreeMap<>();
    for (int k = 0; k < days.length; k++) {
      double scale = fit.scale(k) / mean;
      levels.put(keys.get(k).key(), new ScoreLevel(fit.threshold(k, t) - scale * score, scale));
    }
    return new Found(aim, levels);
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

    double rate(KeyFit drawn, double aim) {
      double t = drawn.level(aim);
      double sum = 0;
      for (int k = 0; k < days.length; k++) {
        double threshold = drawn.threshold(k, t);
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
