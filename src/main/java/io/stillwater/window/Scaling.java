package io.stillwater.window;

/**
 * How centre and scale of a channel are found that takes more than two values; where there are two,
 * the scale is their distance.
 *
 * <table>
 * <caption>standard deviation 10, mean 2, median 0</caption>
 * <tr><th>quartiles</th><th>STANDARD</th><th>ROBUST</th><th>AUTO</th></tr>
 * <tr><td>-6.745, 6.745</td><td>2 ± 10</td><td>0 ± 10</td><td>2 ± 10</td></tr>
 * <tr><td>-5.396, 5.396</td><td>2 ± 10</td><td>0 ± 8</td><td>2 ± 8</td></tr>
 * <tr><td>-2.698, 2.698</td><td>2 ± 10</td><td>0 ± 4</td><td>2 ± 5</td></tr>
 * <tr><td>-8.094, 8.094</td><td>2 ± 10</td><td>0 ± 12</td><td>2 ± 10</td></tr>
 * </table>
 */
public enum Scaling {
  /** Mean and standard deviation. */
  STANDARD,

  /**
   * Median, and what the quartiles say of the deviation: their distance over 1.349, as for a normal
   * distribution; so how far off the outer quarters are does not matter. Where the quartiles are
   * one, because the channel mostly stands still, the outer twentieths say it, or the hundredths.
   */
  ROBUST,

  /**
   * Mean, and the smaller of the two deviations, but no less than half the standard one: a few
   * large excursions in the training data must not hide small faults, and a channel that mostly
   * stands still must not drown the others.
   */
  AUTO,

  /**
   * No level, but every value by its rank among those of the training, as {@link Curve}: what is
   * rare is far, however skewed the values are. One level for all keys only.
   */
  RANK
}
