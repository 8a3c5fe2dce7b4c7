package io.stillwater.evaluate.report;

import io.stillwater.evaluate.Ranking;
import java.util.stream.IntStream;

/**
 * What a method said of the rows of a case.
 *
 * @param name of the case
 * @param method its name
 * @param scores (rows), larger is stranger; NaN where there is none
 * @param limit where an alarm begins; NaN where the method has no limit
 * @param labels (rows), true where the row is anomalous
 */
public record Scored(String name, String method, double[] scores, double limit, boolean[] labels) {
  public Scored {
    if (scores.length != labels.length) {
      throw new IllegalArgumentException(
          "there must be a label for each of " + scores.length + " scores: were " + labels.length);
    }
  }

  int rows() {
    return scores.length;
  }

  boolean limited() {
    return Double.isFinite(limit);
  }

  /** With the lowest score there is for rows without one. */
  double ranked(int row) {
    return Double.isNaN(scores[row]) ? Double.NEGATIVE_INFINITY : scores[row];
  }

  /** How well it ranks its rows; NaN without rows of both kinds. */
  double auroc() {
    double[] ranked = IntStream.range(0, rows()).mapToDouble(this::ranked).toArray();
    return new Ranking(ranked, labels).auroc();
  }

  /** The highest score between two rows, both included; −∞ without any. */
  double highest(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToDouble(this::ranked)
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }
}
