package io.stillwater.train.threshold;

import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.Outlook;
import io.stillwater.detect.Threshold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the default promise leaves at samplings from milliseconds to days: the same simulated
 * scores, of rows that lie so far apart; thresholds from some of them, false alarms on as many
 * times as many that follow.
 */
public final class SamplingStudy {
  private static final double DAY = 86_400;
  private static final int TIMES = 5;
  private static final PolicySpec POLICY = PolicySpec.DEFAULT;
  private static final Episodes EPISODES = new Episodes(POLICY);

  private SamplingStudy() {}

  /**
   * What came of it, in the mean over keys.
   *
   * @param inAlarm share of later windows at which an episode is open
   * @param perDay episodes a day
   * @param told what was expected of the share in alarm
   * @param pValue of the threshold
   * @param decided how often each promise decided
   */
  public record Outcome(
      double inAlarm,
      double perDay,
      double told,
      double pValue,
      Map<Outlook.Side, Integer> decided) {}

  /**
   * Each key in a bundle of its own.
   *
   * @param seconds between rows
   * @param rows to calibrate on
   * @param keys how many
   */
  public static Outcome run(double seconds, int rows, int keys, Promise promise) {
    double inAlarm = 0;
    double perDay = 0;
    double told = 0;
    double pValue = 0;
    Map<Outlook.Side, Integer> decided = new EnumMap<>(Outlook.Side.class);
    for (int k = 0; k < keys; k++) {
      SimulatedScores key = new SimulatedScores(77L + k, 0, 0, 0);
      Threshold threshold = threshold(key.rows(rows), rows * seconds / DAY, promise);
      double[] later = key.rows(TIMES * rows);
      double[] openings = EPISODES.openingLevels(later);
      int opened = EPISODES.openings(List.of(later), List.of(openings), threshold.score()).size();
      perDay += opened / (later.length * seconds / DAY) / keys;
      inAlarm +=
          Arrays.stream(EPISODES.alarmLevels(later, openings))
                  .filter(level -> level > threshold.score())
                  .count()
              / (double) later.length
              / keys;
      told += threshold.outlook().inAlarm().value() / keys;
      pValue += threshold.pValue() / keys;
      decided.merge(threshold.decides(), 1, Integer::sum);
    }
    return new Outcome(inAlarm, perDay, told, pValue, decided);
  }

  private static Threshold threshold(double[] scores, double days, Promise promise) {
    List<double[]> errors = new ArrayList<>();
    for (double score : scores) {
      errors.add(new double[] {score});
    }
    FittedCalibration fitted = FittedCalibration.fit(errors);
    double[] standard = Arrays.stream(scores).map(s -> fitted.score(new double[] {s})).toArray();
    KeyRuns runs = new KeyRuns("key", days, List.of(standard));
    ThresholdFit fit = new ThresholdFit(fitted, List.of(runs), promise, 16, 0);
    Threshold found = (days < 1 ? fit.byLimit() : fit.byBudget()).threshold();
    double score = fitted.means()[0] + fitted.deviations()[0] * found.score();
    return new Threshold(
        score,
        found.pValue(),
        found.budget(),
        found.low(),
        found.high(),
        found.keys(),
        found.outlook());
  }
}
