package io.stillwater.evaluate.metric;

import java.util.List;

/**
 * The part of the time axis that belongs to one labelled range.
 *
 * @param all the whole zone
 * @param range labelled, within the zone
 * @param flagged alarms within the zone, in order, apart from each other
 */
record Zone(Interval all, Interval range, List<Interval> flagged) {
  /** The mean over the flagged time of its nearness to the range; NaN where nothing is flagged. */
  double precision() {
    double sum = 0;
    double length = 0;
    double margin = Math.min(range.start() - all.start(), all.stop() - range.stop());
    for (Interval alarm : flagged) {
      sum +=
          alarm.integral(
              x -> precisionAt(x, margin),
              range.start() - margin,
              range.start(),
              range.stop(),
              range.stop() + margin);
      length += alarm.length();
    }
    return sum / length; // 0/0 is NaN
  }

  /** The chance that a random point of the zone is at least as far from the range. */
  private double precisionAt(double x, double margin) {
    double distance = Math.max(range.start() - x, x - range.stop());
    return distance <= 0
        ? 1
        : 1 - (range.length() + distance + Math.min(distance, margin)) / all.length();
  }

  /** The mean over the range of its nearness to flagged time; 0 where nothing is flagged. */
  double recall() {
    if (flagged.isEmpty()) {
      return 0;
    }
    double sum = 0;
    double before = Double.NEGATIVE_INFINITY; // where the last alarm ended
    for (Interval alarm : flagged) {
      sum += alarm.cut(range.start(), range.stop()).length();
      sum += recallBetween(before, alarm.start());
      before = alarm.stop();
    }
    return (sum + recallBetween(before, Double.POSITIVE_INFINITY)) / range.length();
  }

  /** Over the part of the range between two alarms, either of which may be missing. */
  private double recallBetween(double left, double right) {
    return range
        .cut(left, right)
        .integral(
            y -> recallAt(y, Math.min(y - left, right - y)),
            (left + right) / 2,
            (all.start() + all.stop()) / 2,
            (left + all.stop()) / 2,
            (right + all.start()) / 2);
  }

  /** The chance that a random point of the zone is at least as far from y as the nearest alarm. */
  private double recallAt(double y, double distance) {
    double margin = Math.min(y - all.start(), all.stop() - y);
    return 1 - (distance + Math.min(distance, margin)) / all.length();
  }
}
