package io.stillwater.train.threshold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.Estimate;
import io.stillwater.detect.Outlook;
import io.stillwater.detect.Threshold;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PromiseWarningsTest {
  private static Threshold limit(double low, double high, Estimate episodes) {
    Outlook outlook =
        new Outlook(Outlook.Side.P_VALUE, 0.01, episodes, new Estimate(0.002, 0.001, 0.004));
    return new Threshold(2, 0.001, Double.NaN, low, high, Map.of(), outlook);
  }

  private static Threshold budget(Outlook.Side decides, Estimate episodes, Estimate inAlarm) {
    Outlook outlook = new Outlook(decides, 0.01, episodes, inAlarm);
    return new Threshold(2, 0.001, 1, episodes.low(), episodes.high(), Map.of(), outlook);
  }

  /** The figures of a bundle that said nothing, and had 2.6 times as much. */
  @Test
  void limitThatItsOwnIntervalDoesNotHold_isWarnedOf() {
    List<String> warnings =
        PromiseWarnings.ofLimit(limit(0.00168, 0.00835, Estimate.UNKNOWN), 0.001, 3_937, false);
    assertEquals(1, warnings.size());
    assertTrue(
        warnings
            .get(0)
            .startsWith(
                "the limit is not what was asked for. Asked for: at most 1 in 1,000 normal windows"
                    + " beyond it. Later normal data will probably have between 1 in 120 and 1 in"
                    + " 600"),
        warnings.get(0));
  }

  @Test
  void limitThatMayBeFarOff_isWarnedOf() {
    List<String> warnings =
        PromiseWarnings.ofLimit(limit(0.0002, 0.0034, Estimate.UNKNOWN), 0.001, 3_937, false);
    assertTrue(warnings.get(0).startsWith("the limit may not be"), warnings.toString());
  }

  @Test
  void limitThatHolds_needsNoWord() {
    assertEquals(
        List.of(),
        PromiseWarnings.ofLimit(limit(0.0007, 0.0014, Estimate.UNKNOWN), 0.001, 99_999, false));
  }

  @Test
  void manyFalseAlarmsADay_areToldWhereThereIsLessThanOne() {
    List<String> warnings =
        PromiseWarnings.ofLimit(
            limit(0.0007, 0.0014, new Estimate(300, 150, 600)), 0.001, 99_999, false);
    assertTrue(
        warnings
            .get(0)
            .contains("about 13 false alarms an hour; between 25 an hour and 6.3 an hour"),
        warnings.toString());
  }

  @Test
  void promiseThatDecides_isTheOneThatIsLookedAt() {
    Estimate wide = new Estimate(0.2, 0.05, 0.9);
    Estimate narrow = new Estimate(0.01, 0.008, 0.012);
    double[] days = {14};
    assertEquals(
        List.of(), PromiseWarnings.ofBudget(budget(Outlook.Side.TIME, wide, narrow), days));
    List<String> warnings =
        PromiseWarnings.ofBudget(
            budget(Outlook.Side.EPISODES, new Estimate(1, 0.2, 4), narrow), days);
    assertEquals(1, warnings.size());
    assertTrue(
        warnings.get(0).contains("about one false alarm a day; between 4 a day and one in 5 days"),
        warnings.get(0));
  }
}
