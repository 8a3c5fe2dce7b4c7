package io.stillwater.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.train.threshold.CalibrationStudy;
import io.stillwater.train.threshold.CalibrationStudy.Keys;
import io.stillwater.train.threshold.CalibrationStudy.Outcome;
import org.junit.jupiter.api.Test;

/** The promise on simulated scores; bounds from CalibrationBench, which looks at more of them. */
class CalibrationTest {
  private static final CalibrationStudy STUDY =
      new CalibrationStudy(new Keys(24, 1, 0, 0), 7, 28, 5);

  @Test
  void rateOfAllKeys_isWithinAFactorOfThePromise() {
    for (double budget : new double[] {0.3, 1, 10}) {
      double together = STUDY.run(7, budget, 24).total() / budget;
      assertTrue(together > 1 / 1.5 && together < 1.5, budget + " became " + together);
      double alone = STUDY.run(7, budget, 1).total() / budget;
      assertTrue(alone > 1 / 1.5 && alone < 1.5, budget + " became " + alone);
    }
  }

  @Test
  void keysThatDiffer_eachHaveTheRate() {
    Outcome outcome = STUDY.run(7, 3, 24);
    assertEquals(24, outcome.thresholds().get(0).keys().size());
    assertTrue(outcome.within(2, 3) >= 0.8, "of the keys: " + outcome.within(2, 3));
    assertTrue(outcome.quantile(1) < 9, "the worst: " + outcome.quantile(1));
  }

  @Test
  void interval_holdsForMostBundles() {
    double covered = STUDY.run(7, 3, 1).covered();
    assertTrue(covered >= 0.75, "of the bundles: " + covered);
  }

  @Test
  void lessData_widensTheInterval() {
    double[] day = STUDY.run(1, 1, 1).interval();
    double[] week = STUDY.run(7, 1, 1).interval();
    assertTrue(day[1] / day[0] > 1.5 * week[1] / week[0]);
  }
}
