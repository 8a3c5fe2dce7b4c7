package io.stillwater.evaluate;

/**
 * What a method says of the test rows.
 *
 * @param scores (rows), larger is stranger; NaN where there was no full window yet
 * @param limit the score beyond which the method, by its training alone, raises an alarm; NaN where
 *     it has none
 */
public record Judgement(double[] scores, double limit) {
  /** (rows) the scores with the lowest there is for rows before the first full window. */
  double[] ranked() {
    double[] ranked = scores.clone();
    for (int i = 0; i < ranked.length; i++) {
      ranked[i] = Double.isNaN(ranked[i]) ? Double.NEGATIVE_INFINITY : ranked[i];
    }
    return ranked;
  }

  /** (rows) 1 for an alarm, 0 for none. */
  double[] alarms() {
    double[] alarms = new double[scores.length];
    for (int i = 0; i < alarms.length; i++) {
      alarms[i] = scores[i] > limit ? 1 : 0;
    }
    return alarms;
  }
}
