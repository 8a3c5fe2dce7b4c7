package io.stillwater.benchmark.media;

import io.stillwater.evaluate.Figure;
import io.stillwater.evaluate.Outcome;
import io.stillwater.evaluate.Ranking;
import io.stillwater.evaluate.metric.PixelRanking;
import io.stillwater.evaluate.report.Scored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What one method said of files, and what it is worth. Files that could not be read are left out of
 * the figures. Not thread-safe.
 */
final class MediaMeasures {
  /** All files that were judged. */
  static final String ALL = "all files";

  private final String method;
  private final long seed;
  private final List<LabelledItem> items = new ArrayList<>();
  private final List<Double> scores = new ArrayList<>();
  private final PixelRanking pixels; // null where there are no masks
  private double limit = Double.NaN;
  private double seconds;

  /**
   * @param masked whether pixels are ranked
   */
  MediaMeasures(String method, long seed, boolean masked) {
    this.method = method;
    this.seed = seed;
    this.pixels = masked ? new PixelRanking() : null;
  }

  void add(LabelledItem item, double score) {
    items.add(item);
    scores.add(score);
  }

  /** The ranking that maps go into. */
  PixelRanking pixels() {
    return pixels;
  }

  void limit(double limit) {
    this.limit = limit;
  }

  void seconds(double seconds) {
    this.seconds = seconds;
  }

  /** Of all files, then of each kind of anomaly against all normal files. */
  List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    Map<Figure, Double> all = figures(item -> true);
    if (pixels != null) {
      all.put(Figure.PIXEL_AUROC, pixels.auroc());
      all.put(Figure.PIXEL_AUPR, pixels.aupr());
      all.put(Figure.AUPRO, pixels.aupro(PixelRanking.LIMIT));
    }
    outcomes.add(outcome(ALL, item -> true, all));
    List<String> kinds =
        items.stream().filter(LabelledItem::anomalous).map(LabelledItem::kind).distinct().toList();
    for (String kind : kinds.size() > 1 ? kinds : List.<String>of()) {
      Predicate<LabelledItem> chosen = item -> !item.anomalous() || item.kind().equals(kind);
      outcomes.add(outcome(kind, chosen, figures(chosen)));
    }
    return outcomes;
  }

  private Map<Figure, Double> figures(Predicate<LabelledItem> chosen) {
    int[] places = places(chosen);
    double[] ranked = new double[places.length];
    boolean[] labels = new boolean[places.length];
    for (int i = 0; i < places.length; i++) {
      ranked[i] = scores.get(places[i]);
      labels[i] = items.get(places[i]).anomalous();
    }
    Ranking ranking = new Ranking(ranked, labels);
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.AUROC, ranking.auroc());
    figures.put(Figure.AUPR, ranking.aupr());
    if (!Double.isNaN(limit)) {
      figures.put(Figure.FALSE_ALARMS, ranking.falseAlarms(limit));
      figures.put(Figure.MISSED, ranking.missed(limit));
    }
    return figures;
  }

  private int[] places(Predicate<LabelledItem> chosen) {
    return IntStream.range(0, items.size()).filter(i -> chosen.test(items.get(i))).toArray();
  }

  private Outcome outcome(String on, Predicate<LabelledItem> chosen, Map<Figure, Double> figures) {
    int[] places = places(chosen);
    long anomalies = Arrays.stream(places).filter(i -> items.get(i).anomalous()).count();
    return new Outcome(
        on, method, seed, places.length, (int) anomalies, figures, on.equals(ALL) ? seconds : 0);
  }

  /** Promise and count; null where nothing is promised. */
  FilePromise promise(double promised) {
    if (Double.isNaN(promised) || Double.isNaN(limit)) {
      return null;
    }
    int normal = 0;
    int alarms = 0;
    for (int i = 0; i < items.size(); i++) {
      if (!items.get(i).anomalous()) {
        normal++;
        alarms += scores.get(i) > limit ? 1 : 0;
      }
    }
    return new FilePromise(method, promised, normal, alarms);
  }

  /** For a page. */
  Scored scored() {
    boolean[] labels = new boolean[items.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = items.get(i).anomalous();
    }
    return new Scored(
        ALL, method, scores.stream().mapToDouble(Double::doubleValue).toArray(), limit, labels);
  }
}
