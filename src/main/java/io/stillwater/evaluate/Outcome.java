package io.stillwater.evaluate;

/**
 * What a method reached on a case.
 *
 * @param collection the collection's name in lower case
 * @param on the case, or {@value #POOLED}
 * @param method the method's name
 * @param seed of the run
 * @param rows judged
 * @param anomalies among them
 * @param auroc see {@link Ranking#auroc}
 * @param aupr see {@link Ranking#aupr}
 * @param f1 at the method's own limit; NaN where it has none
 * @param falseAlarms the share of normal rows beyond that limit
 * @param missed the share of anomalous rows within it
 * @param seconds for training and scoring
 */
public record Outcome(
    String collection,
    String on,
    String method,
    long seed,
    int rows,
    int anomalies,
    double auroc,
    double aupr,
    double f1,
    double falseAlarms,
    double missed,
    double seconds) {
  /** The rows of all cases as if they were one. */
  public static final String POOLED = "pooled";
}
