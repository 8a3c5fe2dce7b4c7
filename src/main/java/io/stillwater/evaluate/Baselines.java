package io.stillwater.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The baselines by name. */
public final class Baselines {
  private Baselines() {}

  /** Says any number between 0 and 1: what nobody may fall below. */
  public static Baseline random() {
    return (training, seed) -> rows -> new SplittableRandom(seed).doubles(rows.length).toArray();
  }

  /** The mean of |z| over the columns. */
  public static Baseline meanDeviation() {
    return (training, seed) -> {
      Standard standard = new Standard(training);
      return rows ->
          Arrays.stream(standard.of(rows))
              .mapToDouble(row -> Arrays.stream(row).map(Math::abs).average().orElse(0))
              .toArray();
    };
  }

  /** What the principal components that carry 90 % of the variance leave over. */
  public static Baseline principal() {
    return new PrincipalBaseline();
  }

  /** The mean distance to the 5 nearest rows of the training. */
  public static Baseline neighbours() {
    return new Neighbours();
  }

  /** The matrix profile, as a method for whole files: {@code discords}. */
  public static Method discords() {
    return Method.of("discords", false, new Discords());
  }

  /** The variance of the newest 16 rows. */
  public static Baseline movingVariance() {
    return Moving.variance(Moving.ROWS);
  }

  /** The squared step from the row before. */
  public static Baseline squaredDifference() {
    return Moving.squaredDifference();
  }

  /**
   * The others as methods: {@code random}, {@code mean|z|}, {@code pca}, {@code knn}, {@code
   * variance}, {@code difference}.
   */
  public static List<Method> methods() {
    return List.of(
        Method.of("random", true, random()),
        Method.of("mean|z|", false, meanDeviation()),
        Method.of("pca", false, principal()),
        Method.of("knn", false, neighbours()),
        Method.of("variance", false, movingVariance()),
        Method.of("difference", false, squaredDifference()));
  }
}
