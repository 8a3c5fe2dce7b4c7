package io.stillwater.detect;

import io.stillwater.window.Window;

/**
 * How much one channel of a window moves. Where a value was carried forward nothing is known: all
 * is NaN, and no value counts as unchanged.
 *
 * <table>
 * <caption>worked example</caption>
 * <tr><th>values</th><th>step</th><th>range</th><th>unchanged</th></tr>
 * <tr><td>1 3 2 2</td><td>(2 + 1 + 0)/3 = 1</td><td>2</td><td>1</td></tr>
 * <tr><td>2 2 2 2</td><td>0</td><td>0</td><td>3</td></tr>
 * </table>
 *
 * @param step the mean of the absolute steps from reading to reading, in the units of the input
 * @param range from the lowest to the highest value
 * @param unchanged how many of the newest readings have the value of the one before
 */
public record Activity(double step, double range, int unchanged) {
  private static final Activity UNKNOWN = new Activity(Double.NaN, Double.NaN, 0);

  /**
   * Of that channel.
   *
   * @param window of at least two readings
   */
  public static Activity of(Window window, int channel) {
    double before = window.row(0).values()[channel];
    double lowest = before;
    double highest = before;
    double steps = 0;
    int unchanged = 0;
    int length = window.length();
    for (int r = 0; r < length; r++) {
      double value = window.row(r).values()[channel];
      if (Double.isNaN(value)) {
        return UNKNOWN;
      }
      steps += Math.abs(value - before);
      unchanged = r > 0 && value == before ? unchanged + 1 : 0;
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
      before = value;
    }
    return new Activity(steps / (length - 1), highest - lowest, unchanged);
  }
}
