package io.stillwater.evaluate.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How near alarms lie to labelled ranges and ranges to alarms, against alarms at random (Huet et
 * al. 2022). The time axis is cut in the middle between labelled ranges into one zone each, and in
 * each zone a distance d counts as the chance that a random point of the zone lies at least as far
 * away. Alarms at random therefore earn about a half in precision: put them beside every figure.
 *
 * @param precision mean over the zones that hold an alarm; NaN where none does, and without
 *     labelled rows
 * @param recall mean over all zones, 0 for those without an alarm; NaN without labelled rows
 * @param f1 harmonic mean of both; NaN where one of them is
 */
public record Affiliation(double precision, double recall, double f1) {
  private static final double NO_DIVISION_BY_ZERO = 1e-15; // as in the published figures

  /**
   * Alarms against labels.
   *
   * @param alarms (rows), true where an alarm is up
   * @param labels (rows), true where the row is anomalous
   * @throws IllegalArgumentException where the counts differ
   */
  public static Affiliation of(boolean[] alarms, boolean[] labels) {
    List<Zone> zones = zones(alarms, labels);
    double precision = mean(zones, Zone::precision);
    double recall = mean(zones, Zone::recall);
    double f1 = 2 * precision * recall / (precision + recall + NO_DIVISION_BY_ZERO);
    return new Affiliation(precision, recall, f1);
  }

  /** One for each labelled range, in order. */
  static List<Zone> zones(boolean[] alarms, boolean[] labels) {
    Rows.checkCounts("alarms", alarms.length, labels);
    List<Range> alarmed = Range.runs(alarms);
    List<Range> ranges = Range.runs(labels);
    List<Zone> zones = new ArrayList<>();
    double start = 0;
    int next = 0; // the first run of alarms that ends in this zone or behind it
    for (int k = 0; k < ranges.size(); k++) {
      Range range = ranges.get(k);
      boolean isLast = k == ranges.size() - 1;
      double stop = isLast ? labels.length : (range.last() + 1 + ranges.get(k + 1).first()) / 2.0;
      while (next < alarmed.size() && alarmed.get(next).last() + 1 <= start) {
        next++;
      }
      List<Interval> flagged = new ArrayList<>();
      for (int i = next; i < alarmed.size() && alarmed.get(i).first() < stop; i++) {
        Interval alarm = Interval.of(alarmed.get(i));
        flagged.add(new Interval(Math.max(start, alarm.start()), Math.min(stop, alarm.stop())));
      }
      zones.add(new Zone(new Interval(start, stop), Interval.of(range), flagged));
      start = stop;
    }
    return zones;
  }

  /** Over the zones where it is a number; NaN where it is none anywhere. */
  private static double mean(List<Zone> zones, ToDoubleFunction<Zone> figure) {
    return zones.stream()
        .mapToDouble(figure)
        .filter(x -> !Double.isNaN(x))
        .average()
        .orElse(Double.NaN);
  }
}
