package io.stillwater.train.survey;

import io.stillwater.train.CrossFit.KeyScores;

/**
 * The rows of one key, judged.
 *
 * @param rows their scores as they were
 * @param standings (rows) how many scales of the normal ones each lies above their centre; NaN
 *     where a row has no score
 * @param strange (rows) whether they belong to a stretch that is reported
 */
public record Judged(KeyScores rows, double[] standings, boolean[] strange) {
  /** How often normal rows stand as high; NaN where the row has no score. */
  public double pValue(int row) {
    return Double.isNaN(standings[row]) ? Double.NaN : Bulk.pValue(standings[row]);
  }
}
