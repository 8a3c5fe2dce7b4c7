package io.stillwater.evaluate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a method reached on a case, or on several.
 *
 * @param on the case, {@value #POOLED}, {@value #CORPUS}, {@value #OWN_LIMITS}, or words for a mean
 * @param method the method's name
 * @param seed of the run
 * @param rows judged
 * @param anomalies among them
 * @param figures what was measured; what is undefined is left out
 * @param seconds for training and scoring
 */
public record Outcome(
    String on,
    String method,
    long seed,
    int rows,
    int anomalies,
    Map<Figure, Double> figures,
    double seconds) {
  /** The rows of all cases as if they were one. */
  public static final String POOLED = "pooled";

  /**
   * NAB's score with one threshold for all, chosen with the labels at hand, as all published
   * scores.
   */
  public static final String CORPUS = "NAB, best threshold";

  /** NAB's score at the method's own limits, an alarm being the row where an episode opens. */
  public static final String OWN_LIMITS = "NAB, own limits";

  /** What stands behind the name of a method whose scores look back. */
  public static final String RETROSPECTIVE = "+retro";

  public Outcome {
    EnumMap<Figure, Double> defined = new EnumMap<>(Figure.class);
    figures.forEach(
        (figure, value) -> {
          if (!value.isNaN()) {
            defined.put(figure, value);
          }
        });
    figures = Collections.unmodifiableMap(defined);
  }

  /** One figure; NaN where it is undefined. */
  public double get(Figure figure) {
    return figures.getOrDefault(figure, Double.NaN);
  }

  /**
   * The means over outcomes of one method, each figure over those outcomes that have it; rows,
   * anomalies and seconds are sums.
   *
   * @param on what to call it
   * @param outcomes at least one
   */
  public static Outcome mean(String on, List<Outcome> outcomes) {
    EnumMap<Figure, Double> means = new EnumMap<>(Figure.class);
    for (Figure figure : Figure.values()) {
      outcomes.stream()
          .mapToDouble(o -> o.get(figure))
          .filter(value -> !Double.isNaN(value))
          .average()
          .ifPresent(mean -> means.put(figure, mean));
    }
    return new Outcome(
        on,
        outcomes.get(0).method(),
        0,
        outcomes.stream().mapToInt(Outcome::rows).sum(),
        outcomes.stream().mapToInt(Outcome::anomalies).sum(),
        means,
        outcomes.stream().mapToDouble(Outcome::seconds).sum());
  }
}
