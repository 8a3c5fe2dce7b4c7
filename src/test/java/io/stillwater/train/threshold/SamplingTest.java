package io.stillwater.train.threshold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.Outlook.Side;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The default promise on simulated scores, whose rows lie a millisecond to a day apart; bounds from
 * SamplingBench, which looks at more of them.
 */
class SamplingTest {
  private static final int KEYS = 6;

  private static SamplingStudy.Outcome run(double seconds, int rows) {
    return SamplingStudy.run(seconds, rows, KEYS, Promise.DEFAULT);
  }

  @Test
  void aMillisecondApart_noMoreThanOneEpisodeInAll() {
    int rows = 60_000;
    SamplingStudy.Outcome outcome = run(0.001, rows);
    assertEquals(Set.of(Side.EPISODES), outcome.decided().keySet());
    double inAll = outcome.perDay() * rows * 0.001 / 86_400;
    assertTrue(inAll < 2, "episodes in as long as the training: " + inAll);
    assertTrue(outcome.inAlarm() < 0.01, "in alarm: " + outcome.inAlarm());
  }

  @Test
  void aSecondApart_theBudgetDecides() {
    SamplingStudy.Outcome outcome = run(1, 100_000);
    assertEquals(Set.of(Side.EPISODES), outcome.decided().keySet());
    assertTrue(outcome.perDay() < 1.6, "episodes a day: " + outcome.perDay());
    assertTrue(outcome.inAlarm() < 0.001, "in alarm: " + outcome.inAlarm());
  }

  @Test
  void aMinuteApart_timeInAlarmDecides() {
    SamplingStudy.Outcome outcome = run(60, 14 * 1440);
    assertEquals(Set.of(Side.TIME), outcome.decided().keySet());
    assertTrue(
        outcome.inAlarm() > 0.005 && outcome.inAlarm() < 0.022, "in alarm: " + outcome.inAlarm());
    assertTrue(outcome.perDay() < 1.5, "episodes a day: " + outcome.perDay());
  }

  /** By their number alone, episodes of hourly rows would leave half of the time in alarm. */
  @Test
  void anHourApart_timeInAlarmDecides() {
    SamplingStudy.Outcome outcome = run(3600, 90 * 24);
    assertEquals(Set.of(Side.TIME), outcome.decided().keySet());
    assertTrue(outcome.inAlarm() < 0.02, "in alarm: " + outcome.inAlarm());
    assertTrue(outcome.pValue() < 0.01, "p-value: " + outcome.pValue());
    SamplingStudy.Outcome number = SamplingStudy.run(3600, 90 * 24, 2, Promise.DEFAULT.inAlarm(1));
    assertTrue(number.inAlarm() > 0.2, "by number alone: " + number.inAlarm());
  }

  @Test
  void aDayApart_timeInAlarmDecides() {
    SamplingStudy.Outcome outcome = run(86_400, 4 * 365);
    assertEquals(Set.of(Side.TIME), outcome.decided().keySet());
    assertTrue(outcome.inAlarm() < 0.03, "in alarm: " + outcome.inAlarm());
    assertTrue(outcome.pValue() < 0.01, "p-value: " + outcome.pValue());
  }
}
