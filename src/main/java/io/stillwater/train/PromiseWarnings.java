package io.stillwater.train;

import io.stillwater.detect.Threshold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a user should know of a threshold before relying on it. */
final class PromiseWarnings {
  /** How far the realised rate may be from the budget. */
  static final double FACTOR = 1.5;

  private PromiseWarnings() {}

  /**
   * About a budget that the data do not support.
   *
   * @param days (keys) that were held out
   */
  static List<String> ofBudget(Threshold threshold, double[] days) {
    List<String> warnings = new ArrayList<>();
    double budget = threshold.budget();
    double longest = Arrays.stream(days).max().orElse(0);
    if (!(threshold.low() >= budget / FACTOR && threshold.high() <= budget * FACTOR)) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%s cannot be promised within a factor of %s from %.1f days of %d key(s): later normal"
                  + " data will probably have %s (90 %% interval). More days of normal"
                  + " operation narrow it, and so does a larger --budget.",
              threshold.promise(),
              FACTOR,
              Arrays.stream(days).sum(),
              days.length,
              interval(threshold)));
    }
    if (longest < 1) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "no key was seen for a whole day (the longest: %.2f days): what changes over a day is"
                  + " not in the threshold. Give at least a day, better a week, of one key.",
              longest));
    }
    return warnings;
  }

  private static String interval(Threshold threshold) {
    return Double.isNaN(threshold.low())
        ? "some number that cannot be told"
        : String.format(Locale.ROOT, "between %.2g and %.2g", threshold.low(), threshold.high());
  }

  /**
   * About a p-value that too few windows could show.
   *
   * @param windows that were held out
   */
  static List<String> ofLimit(Threshold threshold, int windows) {
    return threshold.pValue() * (1.0 + windows) >= 1
        ? List.of()
        : List.of(
            TrainingInput.count(windows)
                + " windows were held out for the calibration, too few to show a p-value of "
                + threshold.pValue()
                + ": the threshold is extrapolated. More data make it firmer, and so does"
                + " --denoiser memory, which holds every window out in turn.");
  }
}
