package io.stillwater.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PulseTest {
  private static final long MINUTE = 60_000;
  private final Pulse pulse = new Pulse();

  @Test
  void aKeyThatCameOnce_isNeverSilent() {
    pulse.beat(0, 1);
    assertFalse(pulse.silent(1_000_000_000L, 1_000_000_000L));
  }

  @Test
  void afterTwentyUsualSteps_itIsSilentByTheLog() {
    for (int i = 0; i <= 10; i++) {
      pulse.beat(i * MINUTE, 0);
    }
    assertFalse(pulse.silent(30 * MINUTE, 0));
    assertTrue(pulse.silent(30 * MINUTE + 1, 0));
  }

  @Test
  void fastKeys_areGivenAMinute_andFiveByTheClockOnTheWall() {
    for (int i = 0; i < 100; i++) {
      pulse.beat(i * 100L, 5_000);
    }
    assertFalse(pulse.silent(9_900 + MINUTE, 0));
    assertTrue(pulse.silent(9_901 + MINUTE, 0));
    assertFalse(pulse.silent(9_900, 305_000));
    assertTrue(pulse.silent(9_900, 305_001));
  }

  @Test
  void aSenderOfBursts_isNotSilentBetweenThem() {
    long time = 0;
    for (int burst = 0; burst < 5; burst++) {
      for (int i = 0; i < 60; i++) {
        pulse.beat(time, 0);
      }
      time += 10 * MINUTE;
    }
    assertFalse(pulse.silent(time, 0));
  }

  @Test
  void aLongSilence_teachesNothingAtOnce() {
    for (int i = 0; i <= 10; i++) {
      pulse.beat(i * 10_000L, 0);
    }
    pulse.beat(1_000 * MINUTE, 0);
    // 20 times 2 % of 1,000 minutes, and of the ten seconds before the rest
    assertEquals(20 * (0.02 * 1_000 + 0.98 / 6) * MINUTE, pulse.silentAfter(), MINUTE);
  }
}
