package io.stillwater.evaluate;

import java.util.Arrays;

/** Rows that a method judged: of one case, or of several behind each other. Not thread-safe. */
final class Judged {
  private double[] scores = {};
  private double[] alarms = {};
  private boolean[] labels = {};
  private boolean limited = true;
  private double seconds;

  void add(Judgement judgement, boolean[] more, double taken) {
    scores = joined(scores, judgement.ranked());
    alarms = joined(alarms, judgement.alarms());
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

  Outcome outcome(Collection collection, String on, String method, long seed) {
    Ranking ranking = new Ranking(scores, labels);
    Ranking own = new Ranking(alarms, labels);
    return new Outcome(
        collection.folder(),
        on,
        method,
        seed,
        labels.length,
        ranking.anomalies(),
        ranking.auroc(),
        ranking.aupr(),
        limited ? own.f1(0.5) : Double.NaN,
        limited ? own.falseAlarms(0.5) : Double.NaN,
        limited ? own.missed(0.5) : Double.NaN,
        seconds);
  }
}
