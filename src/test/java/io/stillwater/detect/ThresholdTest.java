package io.stillwater.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThresholdTest {
  private static final double NONE = Double.NaN;

  private static Threshold threshold(double p, double budget, Outlook outlook) {
    return new Threshold(3, p, budget, 0.5, 2, Map.of(), outlook);
  }

  @Test
  void bothPromises_areToldInWords() {
    Outlook outlook =
        new Outlook(
            Outlook.Side.TIME,
            0.01,
            new Estimate(1 / 3.0, 1 / 14.0, 1),
            new Estimate(0.01, 0.004, 0.02));
    Threshold threshold = threshold(0.002, 1, outlook);
    assertEquals(
        "at most one false alarm a day for each key, and at most 1 % of the time in alarm",
        threshold.promise());
    assertEquals(
        "about one false alarm in 3 days; between one a day and one in 2 weeks for each key;"
            + " about 1 %, between 0.4 and 2 % of the time in alarm",
        threshold.expected());
    assertEquals("the time in alarm decides", threshold.decision());
  }

  @Test
  void pValue_isToldAsOneInSoMany() {
    Outlook outlook =
        new Outlook(
            Outlook.Side.P_VALUE, 0.01, Estimate.UNKNOWN, new Estimate(0.004, 0.003, 0.005));
    assertEquals(
        "at most 1 in 1,000 normal windows beyond the limit, and at most 1 % of the time in alarm",
        threshold(0.001, NONE, outlook).promise());
  }

  @Test
  void thresholdsOfBefore_promiseWhatTheyDid() {
    Threshold budget = threshold(0.002, 0.5, Outlook.UNKNOWN);
    assertEquals("at most one false alarm in 2 days for each key", budget.promise());
    assertEquals(Outlook.Side.EPISODES, budget.decides());
    Threshold limit = threshold(0.01, NONE, Outlook.UNKNOWN);
    assertEquals("at most 1 in 100 normal windows beyond the limit", limit.promise());
    assertEquals(Outlook.Side.P_VALUE, limit.decides());
  }
}
