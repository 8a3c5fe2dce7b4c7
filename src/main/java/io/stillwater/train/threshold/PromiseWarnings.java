package io.stillwater.train.threshold;

import io.stillwater.detect.Outlook;
import io.stillwater.detect.Plain;
import io.stillwater.detect.Threshold;
import io.stillwater.train.data.TrainingInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a user should know of a threshold before relying on it. */
public final class PromiseWarnings {
  /** How far the realised rate may be from the budget. */
  static final double FACTOR = 1.5;

  /** So many false alarms a day are worth a word. */
  private static final double MANY = 3;

  private PromiseWarnings() {}

  /** How much more than was asked for the share of windows may be before it is told. */
  private static final double MORE = 3;

  /**
   * About a budget that the data do not support.
   *
   * @param days (keys) that were held out
   */
  public static List<String> ofBudget(Threshold threshold, double[] days) {
    List<String> warnings = new ArrayList<>();
    double longest = Arrays.stream(days).max().orElse(0);
    if (!kept(threshold)) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the limit is only roughly known from %.1f days of %d key(s). Asked for: %s. Later"
                  + " normal readings will probably have %s. More days of normal operation make it"
                  + " firmer, and so does a larger --budget or --time-in-alarm.",
              Arrays.stream(days).sum(),
              days.length,
              threshold.promise(),
              threshold.expected().isEmpty()
                  ? "some number of false alarms that cannot be told"
                  : threshold.expected()));
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

  /** Whether the promise that decides holds within a factor. */
  private static boolean kept(Threshold threshold) {
    Outlook outlook = threshold.outlook();
    return threshold.decides() == Outlook.Side.TIME
        ? outlook.inAlarm().within(FACTOR, outlook.timeInAlarm())
        : outlook.episodes().within(FACTOR, threshold.budget());
  }

  /**
   * About a p-value that the windows do not support.
   *
   * @param asked the limit
   * @param windows that were held out
   * @param costly whether windows are held out once instead of in turn
   */
  public static List<String> ofLimit(
      Threshold threshold, double asked, int windows, boolean costly) {
    List<String> warnings = new ArrayList<>();
    if (threshold.low() > asked || threshold.high() > MORE * asked) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the limit %s what was asked for. Asked for: at most %s normal windows beyond it."
                  + " Later normal data will probably have between %s and %s: %s windows were held"
                  + " out to find it. More data of normal operation make it firmer; a smaller --limit"
                  + " leaves fewer false alarms.",
              threshold.low() > asked ? "is not" : "may not be",
              Plain.oneIn(asked),
              Plain.oneIn(threshold.high()),
              Plain.oneIn(threshold.low()),
              TrainingInput.count(windows)));
    }
    if (threshold.outlook().episodes().known() && threshold.outlook().episodes().value() > MANY) {
      warnings.add(
          "there is less than a day of data, too little for a promise of so many false alarms a day:"
              + " expect "
              + Plain.often(threshold.outlook().episodes())
              + " for each key. Give at least a day of one key, better a week.");
    }
    if (costly && threshold.pValue() * (1.0 + windows) < 1) {
      warnings.add(
          TrainingInput.count(windows)
              + " windows were held out for the calibration, too few to show a p-value of "
              + Plain.number(threshold.pValue())
              + ": the threshold is extrapolated. More data make it firmer, and so does"
              + " --denoiser memory, which holds every window out in turn.");
    }
    return warnings;
  }
}
