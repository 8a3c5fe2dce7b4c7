package io.stillwater.evaluate.metric;

import java.util.Arrays;
import java.util.List;

/**
 * What somebody who answers alarms sees: which labelled ranges were found, how late, and how often
 * there was nothing.
 *
 * <table>
 * <caption>labels 0 0 0 1 1 1 0 0 0 0, alarms 1 0 1 0 1 1 1 0 0 1, quiet 2</caption>
 * <tr><th>figure</th><th>value</th><th>because</th></tr>
 * <tr><td>recall</td><td>1</td><td>rows 4 and 5 are alarms within the only range</td></tr>
 * <tr><td>delay</td><td>1 row</td><td>the range begins with row 3, its first alarm is row 4</td></tr>
 * <tr><td>false episodes</td><td>3</td><td>rows 0 to 2 with one quiet row, row 6, row 9</td></tr>
 * <tr><td>false-alarm rate</td><td>4/7</td><td>rows 0, 2, 6 and 9 of seven normal ones</td></tr>
 * </table>
 *
 * @param ranges labelled
 * @param found those with at least one alarm
 * @param medianDelay rows from the start of a range to its first alarm, over the found ones; NaN
 *     where none is
 * @param meanDelay likewise
 * @param falseEpisodes runs of alarms on normal rows, those with fewer than the quiet count of rows
 *     between them as one; alarms that go on behind a labelled range are a run like others
 * @param falseAlarmRate share of the normal rows that are alarms; NaN where all rows are labelled
 */
public record EventScore(
    int ranges,
    int found,
    double medianDelay,
    double meanDelay,
    int falseEpisodes,
    double falseAlarmRate) {
  /**
   * Alarms against labels.
   *
   * @param alarms (rows), true where an alarm is up
   * @param labels (rows), true where the row is anomalous
   * @param quiet rows without a false alarm that end an episode; 0 or 1: each run is one
   * @throws IllegalArgumentException where the counts differ or {@code quiet} is negative
   */
  public static EventScore of(boolean[] alarms, boolean[] labels, int quiet) {
    Rows.checkCounts("alarms", alarms.length, labels);
    if (quiet < 0) {
      throw new IllegalArgumentException("quiet must be at least 0 rows: was " + quiet);
    }
    List<Range> ranges = Range.runs(labels);
    double[] delays =
        ranges.stream()
            .mapToDouble(range -> delay(alarms, range))
            .filter(delay -> delay >= 0)
            .sorted()
            .toArray();
    boolean[] wrong = new boolean[alarms.length];
    for (int i = 0; i < wrong.length; i++) {
      wrong[i] = alarms[i] && !labels[i];
    }
    return new EventScore(
        ranges.size(),
        delays.length,
        median(delays),
        Arrays.stream(delays).average().orElse(Double.NaN),
        episodes(wrong, quiet),
        (double) Rows.count(wrong) / (labels.length - Rows.count(labels)));
  }

  /** Share of the labelled ranges that were found; NaN where there is none. */
  public double recall() {
    return (double) found / ranges;
  }

  /** −1 where there is no alarm. */
  private static int delay(boolean[] alarms, Range range) {
    for (int i = range.first(); i <= range.last(); i++) {
      if (alarms[i]) {
        return i - range.first();
      }
    }
    return -1;
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static int episodes(boolean[] wrong, int quiet) {
    int episodes = 0;
    Range before = null;
    for (Range run : Range.runs(wrong)) {
      boolean apart = before == null || run.first() - before.last() - 1 >= quiet;
      episodes += apart ? 1 : 0;
      before = run;
    }
    return episodes;
  }
}
