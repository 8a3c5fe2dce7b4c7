package io.stillwater.train.threshold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.Estimate;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.detect.Outlook;
import io.stillwater.detect.ScoreLevel;
import io.stillwater.detect.Tail;
import io.stillwater.detect.Threshold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThresholdFitTest {
  private static final PolicySpec EVERY = new PolicySpec(1, 1, 1, 0);

  /** With one of one, independent exponential scores open 1 − e^−t of e^−t episodes a window. */
  @Test
  void exponentialScores_giveTheThresholdInClosedForm() {
    double days = 10;
    int windows = 100_000;
    List<double[]> runs = exponential(4, windows / 4, 1);
    for (double budget : new double[] {100, 10, 1, 0.01}) {
      Threshold threshold = fit(runs, days, EVERY, budget).byBudget().threshold();
      double exact = -Math.log(budget * days / windows);
      assertEquals(exact, threshold.score(), 0.05 * exact + 0.2, "for a budget of " + budget);
      assertEquals(budget, threshold.budget());
      assertTrue(threshold.low() < budget && budget < threshold.high(), threshold.toString());
    }
  }

  @Test
  void realisedEpisodes_meetTheBudgetOnNewData() {
    Threshold threshold =
        fit(exponential(5, 20_000, 2), 10, PolicySpec.DEFAULT, 5).byBudget().threshold();
    Episodes episodes = new Episodes(PolicySpec.DEFAULT);
    int realised = 0;
    for (double[] run : exponential(50, 20_000, 3)) {
      realised += EpisodesTest.opened(episodes, run, threshold.score()).size();
    }
    assertEquals(5, realised / 100.0, 2.5, "episodes a day");
  }

  @Test
  void largerBudget_givesALowerThreshold() {
    List<double[]> runs = exponential(2, 20_000, 4);
    double before = Double.POSITIVE_INFINITY;
    for (double budget = 0.001; budget < 1e5; budget *= 3) {
      double score = fit(runs, 2, PolicySpec.DEFAULT, budget).byBudget().threshold().score();
      assertTrue(score <= before, budget + " gives " + score + " after " + before);
      before = score;
    }
  }

  @Test
  void lessData_givesAWiderInterval() {
    Threshold little = fit(exponential(1, 2_000, 5), 1, EVERY, 1).byBudget().threshold();
    Threshold much = fit(exponential(1, 200_000, 5), 100, EVERY, 1).byBudget().threshold();
    assertTrue(little.high() / little.low() > much.high() / much.low(), little + " " + much);
  }

  @Test
  void limit_isTheQuantileWithItsInterval() {
    List<double[]> runs = exponential(1, 50_000, 6);
    Threshold threshold = limited(runs, 0.001).byLimit().threshold();
    assertEquals(-Math.log(0.001), threshold.score(), 0.3);
    assertEquals(0.001, threshold.pValue());
    assertTrue(Double.isNaN(threshold.budget()));
    assertTrue(threshold.low() > 5e-4 && threshold.low() < 0.001, threshold.toString());
    assertTrue(threshold.high() < 2e-3 && threshold.high() > 0.001, threshold.toString());
  }

  @Test
  void limitBeyondTheData_comesFromTheTail() {
    Threshold threshold = limited(exponential(1, 1_000, 7), 1e-6).byLimit().threshold();
    assertEquals(-Math.log(1e-6), threshold.score(), 4);
    assertTrue(threshold.low() <= threshold.high());
  }

  @Test
  void aHandfulOfWindows_stillGivesAThreshold() {
    List<double[]> runs = List.of(new double[] {1, 2, 3, 2.5, 1.5});
    assertTrue(Double.isFinite(fit(runs, 1, PolicySpec.DEFAULT, 1).byBudget().threshold().score()));
    assertTrue(Double.isFinite(limited(runs, 0.001).byLimit().threshold().score()));
  }

  /** Exponential scores of two kinds: offset + scale·E has its threshold in closed form. */
  @Test
  void keysThatDiffer_haveTheirOwnThresholdsInClosedForm() {
    List<double[]> runs = exponential(10, 20_000, 8);
    List<KeyRuns> keys = new ArrayList<>();
    for (int k = 0; k < runs.size(); k++) {
      double offset = k % 2 == 0 ? 0 : 5;
      double scale = k % 2 == 0 ? 1 : 3;
      double[] run = Arrays.stream(runs.get(k)).map(e -> offset + scale * e).toArray();
      keys.add(new KeyRuns("key-" + k, 10, List.of(run)));
    }
    ThresholdFit.Fitted fitted = fit(keys, EVERY, 3).byBudget();
    Threshold threshold = fitted.threshold();
    assertEquals(10, threshold.keys().size());
    double exact = -Math.log(3 * 10 / 20_000.0);
    for (int k = 0; k < keys.size(); k++) {
      var level = threshold.keys().get("key-" + k);
      double own = level.offset() + level.scale() * threshold.score();
      double expected = k % 2 == 0 ? exact : 5 + 3 * exact;
      assertEquals(expected, own, k % 2 == 0 ? 0.7 : 2.1, "of key " + k);
    }
    double share = 3 * 10 / 20_000.0; // one of one opens about once a window beyond
    assertEquals(share, fitted.calibration().pValue(threshold.score()).value(), 0.3 * share);
    assertEquals(threshold.pValue(), fitted.calibration().pValue(threshold.score()).value());
  }

  @Test
  void keysThatDoNotDiffer_shareOneThreshold() {
    List<KeyRuns> keys = new ArrayList<>();
    for (double[] run : exponential(8, 20_000, 9)) {
      keys.add(new KeyRuns("key-" + keys.size(), 10, List.of(run)));
    }
    assertEquals(0, fit(keys, EVERY, 1).byBudget().threshold().keys().size());
  }

  @Test
  void keysOfLessThanADay_shareOneThreshold() {
    List<KeyRuns> keys = new ArrayList<>();
    for (double[] run : exponential(8, 2_000, 9)) {
      double[] moved = Arrays.stream(run).map(e -> e + 3 * (keys.size() % 2)).toArray();
      keys.add(new KeyRuns("key-" + keys.size(), 0.5, List.of(moved)));
    }
    assertEquals(0, fit(keys, EVERY, 10).byBudget().threshold().keys().size());
  }

  /** With one of one and one quiet, an episode is open where a window is beyond: e^−t of them. */
  @Test
  void timeInAlarm_givesTheThresholdInClosedForm() {
    List<double[]> runs = exponential(4, 25_000, 10);
    for (double most : new double[] {0.05, 0.01, 0.001, 1e-5}) {
      Threshold threshold =
          fit(List.of(new KeyRuns("a", 10, runs)), new Promise(1e6, 0.5, most, EVERY))
              .byBudget()
              .threshold();
      double exact = -Math.log(most);
      assertEquals(exact, threshold.score(), 0.07 * exact + 0.1, "for a share of " + most);
      assertEquals(Outlook.Side.TIME, threshold.decides());
      Estimate inAlarm = threshold.outlook().inAlarm();
      assertTrue(inAlarm.low() < most && most < inAlarm.high(), inAlarm.toString());
      double daily = 10_000 * most * (1 - most); // episodes begin behind a window within
      assertEquals(daily, threshold.outlook().episodes().value(), 0.15 * daily);
    }
  }

  @Test
  void strictestPromise_decides() {
    List<KeyRuns> keys = List.of(new KeyRuns("a", 10, exponential(4, 25_000, 11)));
    Threshold few = fit(keys, new Promise(1, 0.001, 0.01, EVERY)).byBudget().threshold();
    Threshold many = fit(keys, new Promise(1000, 0.001, 0.01, EVERY)).byBudget().threshold();
    assertEquals(Outlook.Side.EPISODES, few.decides());
    assertEquals(Outlook.Side.TIME, many.decides());
    assertEquals(-Math.log(1e-4), few.score(), 0.5);
    assertEquals(-Math.log(0.01), many.score(), 0.2);
    assertEquals(1e-4, few.outlook().inAlarm().value(), 5e-5);
  }

  /** Episodes that never end are few: the number of them alone would allow nearly all windows. */
  @Test
  void stepsOfManyWindows_cannotBeGamed() {
    Random random = new Random(12);
    double[] run = new double[50_000];
    for (int i = 0; i < run.length; i++) {
      run[i] = i % 1000 == 0 ? -Math.log(1 - random.nextDouble()) : run[i - 1];
    }
    List<KeyRuns> keys = List.of(new KeyRuns("a", 100, List.of(run)));
    ThresholdFit.Fitted one = fit(keys, PolicySpec.DEFAULT, 1).byBudget();
    ThresholdFit.Fitted both =
        fit(keys, new Promise(1, 0.001, 0.01, PolicySpec.DEFAULT)).byBudget();
    assertTrue(one.alarms().inAlarm() > 0.3 * run.length, one.alarms().toString());
    assertTrue(both.alarms().inAlarm() <= 0.021 * run.length, both.alarms().toString());
    assertEquals(Outlook.Side.TIME, both.threshold().decides());
  }

  @Test
  void timeInAlarm_holdsWithoutAClock() {
    List<KeyRuns> keys = List.of(new KeyRuns("a", 0, exponential(4, 25_000, 13)));
    Threshold threshold = fit(keys, new Promise(1, 0.2, 0.01, EVERY)).byLimit().threshold();
    assertEquals(Outlook.Side.TIME, threshold.decides());
    assertEquals(-Math.log(0.01), threshold.score(), 0.2);
    assertEquals(0.01, threshold.pValue(), 0.002);
    assertFalse(threshold.outlook().episodes().known(), "without a clock");
    Threshold strict = fit(keys, new Promise(1, 0.001, 0.01, EVERY)).byLimit().threshold();
    assertEquals(Outlook.Side.P_VALUE, strict.decides());
    assertEquals(0.001, strict.outlook().inAlarm().value(), 3e-4);
  }

  /** Ten minutes at a kilohertz: a p-value of 0.001 would be hundreds of episodes. */
  @Test
  void muchDataOfLessThanADay_openNoMoreThanOneEpisode() {
    List<KeyRuns> keys = List.of(new KeyRuns("a", 0.007, exponential(1, 600_000, 14)));
    ThresholdFit.Fitted fitted = fit(keys, new Promise(1, 0.001, 0.01, EVERY)).byLimit();
    assertEquals(Outlook.Side.EPISODES, fitted.threshold().decides());
    assertEquals(Math.log(600_000), fitted.threshold().score(), 1.5);
    assertEquals(1, fitted.alarms().episodes());
    double inAll = 0.007 * fitted.threshold().outlook().episodes().value();
    assertTrue(inAll > 0.2 && inAll < 4, "episodes in all: " + inAll);
  }

  /** Two kinds of keys whose episodes are as many, but of other lengths. */
  @Test
  void keysWithLongEpisodes_areRaisedByThemselves() {
    List<KeyRuns> keys = new ArrayList<>();
    Random random = new Random(15);
    for (int k = 0; k < 10; k++) {
      int length = k % 2 == 0 ? 1 : 20;
      double[] run = new double[40_000];
      for (int i = 0; i < run.length; i++) {
        boolean fresh = i % length == 0;
        run[i] = fresh ? k % 2 * 5 - Math.log(1 - random.nextDouble()) : run[i - 1];
      }
      keys.add(new KeyRuns("key-" + k, 10, List.of(run)));
    }
    Threshold threshold = fit(keys, new Promise(40, 0.001, 0.01, EVERY)).byBudget().threshold();
    for (int k = 0; k < keys.size(); k++) {
      ScoreLevel level = threshold.keys().get("key-" + k);
      double own = level.offset() + level.scale() * threshold.score();
      double exact = k % 2 == 0 ? -Math.log(40 * 10 / 40_000.0) : 5 - Math.log(0.01);
      assertEquals(exact, own, 0.7, "of key " + k);
    }
    assertEquals(0.01, threshold.outlook().inAlarm().value(), 0.004);
  }

  private static ThresholdFit fit(List<KeyRuns> keys, Promise promise) {
    List<double[]> runs = keys.stream().flatMap(key -> key.runs().stream()).toList();
    double[] scores = runs.stream().flatMapToDouble(Arrays::stream).toArray();
    List<double[]> errors = Arrays.stream(scores).mapToObj(s -> new double[] {s}).toList();
    return new ThresholdFit(identity(FittedCalibration.fit(errors), scores), keys, promise, 1, 0);
  }

  private static ThresholdFit fit(List<KeyRuns> keys, PolicySpec policy, double budget) {
    return fit(keys, new Promise(budget, 0.001, 1, policy));
  }

  private static ThresholdFit fit(
      List<double[]> runs, double days, PolicySpec policy, double budget) {
    return fit(List.of(new KeyRuns("a", days, runs)), policy, budget);
  }

  /** Without a clock, and without a bound on time in alarm. */
  private static ThresholdFit limited(List<double[]> runs, double limit) {
    return fit(List.of(new KeyRuns("a", 0, runs)), new Promise(1, limit, 1, PolicySpec.DEFAULT));
  }

  /** A calibration whose scores are the given numbers themselves. */
  private static FittedCalibration identity(FittedCalibration of, double[] scores) {
    double mean = of.means()[0];
    double deviation = of.deviations()[0];
    double[] back = Arrays.stream(of.scores()).map(z -> mean + deviation * z).toArray();
    assertEquals(scores.length, of.count());
    var tail = of.tail();
    return new FittedCalibration(
        new double[] {0},
        new double[] {1},
        of.count(),
        back,
        of.ranks(),
        new Tail(mean + deviation * tail.from(), deviation * tail.scale(), tail.shape()));
  }

  private static List<double[]> exponential(int runs, int length, long seed) {
    Random random = new Random(seed);
    List<double[]> all = new ArrayList<>();
    for (int r = 0; r < runs; r++) {
      double[] run = new double[length];
      Arrays.setAll(run, i -> -Math.log(1 - random.nextDouble()));
      all.add(run);
    }
    return all;
  }
}
