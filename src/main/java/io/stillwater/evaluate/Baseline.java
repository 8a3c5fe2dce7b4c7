package io.stillwater.evaluate;

/**
 * A detector so simple that anything else must beat it. Looks at one row at a time, so its scores
 * are causal.
 */
public interface Baseline {
  /**
   * Learns from normal rows.
   *
   * @param training (rows, columns) as they were read, without missing values; not kept, not
   *     changed
   * @param seed of what is drawn, if anything is
   */
  Fitted fit(double[][] training, long seed);

  /** What was learnt. Immutable. */
  @FunctionalInterface
  interface Fitted {
    /**
     * Judges rows.
     *
     * @param rows (rows, columns)
     * @return (rows) scores, larger is stranger
     */
    double[] score(double[][] rows);
  }
}
