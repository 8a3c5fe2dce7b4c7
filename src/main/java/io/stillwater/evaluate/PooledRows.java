package io.stillwater.evaluate;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Rows that a method judged: of one case, or of several behind each other. Not thread-safe. */
final class PooledRows {
  private double[] scores = {};
  private double[] alarms = {}; // 1 for an alarm, 0 for none
  private boolean[] labels = {};
  private boolean limited = true;
  private double seconds;

  void add(Judgement judgement, boolean[] more, double taken) {
    scores = joined(scores, judgement.ranked());
    boolean[] up = judgement.alarms();
    alarms =
        joined(alarms, IntStream.range(0, up.length).mapToDouble(i -> up[i] ? 1 : 0).toArray());
    int before = labels.length;
    labels = Arrays.copyOf(labels, before + more.length);
    System.arraycopy(more, 0, labels, before, more.length);
    limited &= !Double.isNaN(judgement.limit());
    seconds += taken;
  }

  private static double[] joined(double[] first, double[] second) {
    double[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /** What counts rows, whatever their order. */
  Map<Figure, Double> rows() {
    Ranking ranking = new Ranking(scores, labels);
    EnumMap<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.AUROC, ranking.auroc());
    figures.put(Figure.AUPR, ranking.aupr());
    if (limited) {
      Ranking own = new Ranking(alarms, labels);
      figures.put(Figure.F1, own.f1(0.5));
      figures.put(Figure.FALSE_ALARMS, own.falseAlarms(0.5));
      figures.put(Figure.MISSED, own.missed(0.5));
    }
    return figures;
  }

  Outcome outcome(String on, String method, long seed, Map<Figure, Double> figures) {
    int anomalies = 0;
    for (boolean label : labels) {
      anomalies += label ? 1 : 0;
    }
    return new Outcome(on, method, seed, labels.length, anomalies, figures, seconds);
  }
}
