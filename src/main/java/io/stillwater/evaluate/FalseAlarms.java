package io.stillwater.evaluate;

import io.stillwater.alert.PolicySpec;
import io.stillwater.event.Reading;
import java.util.Arrays;
import java.util.List;

/**
 * What somebody who answers alarms has of normal rows: the policy runs over the rows as the service
 * would run it, and an episode that overlaps no labelled row is a false alarm. One that never ends
 * is one episode, but all its normal rows are in alarm.
 *
 * <table>
 * <caption>1 of 1 opens, 2 quiet rows resolve; labels 0 0 0 0 0 1 0 0 0, beyond x . . . x . . . .</caption>
 * <tr><th>figure</th><th>value</th><th>because</th></tr>
 * <tr><td>episodes</td><td>1</td><td>rows 0 and 1; rows 4 and 5 overlap the label</td></tr>
 * <tr><td>in alarm</td><td>3</td><td>rows 0, 1 and 4 are normal</td></tr>
 * <tr><td>normal</td><td>8</td><td></td></tr>
 * </table>
 *
 * @param episodes that overlap no labelled row
 * @param inAlarm normal rows at which an episode is open
 * @param normal rows that are not labelled
 * @param days that normal rows cover; NaN without a clock
 * @param open (rows) whether an episode is open once the row was judged
 */
record FalseAlarms(int episodes, int inAlarm, int normal, double days, boolean[] open) {
  private static final double DAY = 86_400_000;

  /** Steps between rows that are longer than so many typical ones are gaps. */
  private static final int GAP = 20;

  /**
   * Counts.
   *
   * @param said of the rows
   * @param policy of its episodes
   */
  static FalseAlarms of(Judgement said, Table rows, PolicySpec policy) {
    boolean[] labels = rows.labels();
    boolean[] opens = said.opens(policy);
    boolean[] open = said.open(policy);
    int episodes = 0;
    int inAlarm = 0;
    int normal = 0;
    boolean overlaps = true; // whether the newest episode has met a labelled row
    for (int i = 0; i < labels.length; i++) {
      if (opens[i]) {
        episodes++;
        overlaps = false;
      }
      if (labels[i] && !overlaps && (open[i] || opens[i])) {
        episodes--;
        overlaps = true;
      }
      normal += labels[i] ? 0 : 1;
      inAlarm += open[i] && !labels[i] ? 1 : 0;
    }
    return new FalseAlarms(
        episodes, inAlarm, normal, rows.timed() ? days(rows.rows(), labels) : Double.NaN, open);
  }

  private static double days(List<Reading> rows, boolean[] labels) {
    long[] steps = new long[Math.max(0, rows.size() - 1)];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = Math.max(0, rows.get(i + 1).time() - rows.get(i).time());
    }
    long[] sorted = Arrays.stream(steps).sorted().toArray();
    long longest = sorted.length == 0 ? 0 : GAP * sorted[sorted.length / 2];
    double millis = 0;
    for (int i = 0; i < steps.length; i++) {
      boolean counts = !labels[i] && !labels[i + 1] && steps[i] <= longest;
      millis += counts ? steps[i] : 0;
    }
    return millis / DAY;
  }

  /** The share of normal rows in alarm; NaN where there is none. */
  double share() {
    return (double) inAlarm / normal;
  }
}
