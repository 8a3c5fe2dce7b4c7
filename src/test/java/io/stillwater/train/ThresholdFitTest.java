package io.stillwater.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.FittedCalibration;
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
      Threshold threshold = fit(runs, days).byBudget(EVERY, budget).threshold();
      double exact = -Math.log(budget * days / windows);
      assertEquals(exact, threshold.score(), 0.05 * exact + 0.2, "for a budget of " + budget);
      assertEquals(budget, threshold.budget());
      assertTrue(threshold.low() < budget && budget < threshold.high(), threshold.toString());
    }
  }

  @Test
  void realisedEpisodes_meetTheBudgetOnNewData() {
    Threshold threshold =
        fit(exponential(5, 20_000, 2), 10).byBudget(PolicySpec.DEFAULT, 5).threshold();
    Episodes episodes = new Episodes(PolicySpec.DEFAULT);
    int realised = 0;
    for (double[] run : exponential(50, 20_000, 3)) {
      realised += EpisodesTest.opened(episodes, run, threshold.score()).size();
    }
    assertEquals(5, realised / 100.0, 2.5, "episodes a day");
  }

  @Test
  void largerBudget_givesALowerThreshold() {
    ThresholdFit fit = fit(exponential(2, 20_000, 4), 2);
    double before = Double.POSITIVE_INFINITY;
    for (double budget = 0.001; budget < 1e5; budget *= 3) {
      double score = fit.byBudget(PolicySpec.DEFAULT, budget).threshold().score();
      assertTrue(score <= before, budget + " gives " + score + " after " + before);
      before = score;
    }
  }

  @Test
  void lessData_givesAWiderInterval() {
    Threshold little = fit(exponential(1, 2_000, 5), 1).byBudget(EVERY, 1).threshold();
    Threshold much = fit(exponential(1, 200_000, 5), 100).byBudget(EVERY, 1).threshold();
    assertTrue(little.high() / little.low() > much.high() / much.low(), little + " " + much);
  }

  @Test
  void limit_isTheQuantileWithItsInterval() {
    List<double[]> runs = exponential(1, 50_000, 6);
    Threshold threshold = fit(runs, 1).byLimit(0.001).threshold();
    assertEquals(-Math.log(0.001), threshold.score(), 0.3);
    assertEquals(0.001, threshold.pValue());
    assertTrue(Double.isNaN(threshold.budget()));
    assertTrue(threshold.low() > 5e-4 && threshold.low() < 0.001, threshold.toString());
    assertTrue(threshold.high() < 2e-3 && threshold.high() > 0.001, threshold.toString());
  }

  @Test
  void limitBeyondTheData_comesFromTheTail() {
    Threshold threshold = fit(exponential(1, 1_000, 7), 1).byLimit(1e-6).threshold();
    assertEquals(-Math.log(1e-6), threshold.score(), 4);
    assertTrue(threshold.low() <= threshold.high());
  }

  @Test
  void aHandfulOfWindows_stillGivesAThreshold() {
    List<double[]> runs = List.of(new double[] {1, 2, 3, 2.5, 1.5});
    assertTrue(Double.isFinite(fit(runs, 1).byBudget(PolicySpec.DEFAULT, 1).threshold().score()));
    assertTrue(Double.isFinite(fit(runs, 1).byLimit(0.001).threshold().score()));
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
    ThresholdFit.Fitted fitted = fit(keys).byBudget(EVERY, 3);
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
    assertEquals(0, fit(keys).byBudget(EVERY, 1).threshold().keys().size());
  }

  @Test
  void keysOfLessThanADay_shareOneThreshold() {
    List<KeyRuns> keys = new ArrayList<>();
    for (double[] run : exponential(8, 2_000, 9)) {
      double[] moved = Arrays.stream(run).map(e -> e + 3 * (keys.size() % 2)).toArray();
      keys.add(new KeyRuns("key-" + keys.size(), 0.5, List.of(moved)));
    }
    assertEquals(0, fit(keys).byBudget(EVERY, 10).threshold().keys().size());
  }

  private static ThresholdFit fit(List<KeyRuns> keys) {
    List<double[]> runs = keys.stream().flatMap(key -> key.runs().stream()).toList();
    double[] scores = runs.stream().flatMapToDouble(Arrays::stream).toArray();
    List<double[]> errors = Arrays.stream(scores).mapToObj(s -> new double[] {s}).toList();
    return new ThresholdFit(identity(FittedCalibration.fit(errors), scores), keys, 1, 0);
  }

  private static ThresholdFit fit(List<double[]> runs, double days) {
    return fit(List.of(new KeyRuns("a", days, runs)));
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
