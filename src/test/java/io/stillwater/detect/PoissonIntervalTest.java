package io.stillwater.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PoissonIntervalTest {
  @Test
  void ends_areHalfTheQuantilesOfChiSquare() {
    // χ²(0.95; 2)/2 = −ln 0.05; the others by the table of χ² with 6 and 8, 20 and 22 degrees.
    assertEquals(0, PoissonInterval.of(0).low());
    assertEquals(-Math.log(0.05), PoissonInterval.of(0).high(), 1e-9);
    assertEquals(1.63538 / 2, PoissonInterval.of(3).low(), 1e-5);
    assertEquals(15.50731 / 2, PoissonInterval.of(3).high(), 1e-5);
    assertEquals(10.85081 / 2, PoissonInterval.of(10).low(), 1e-5);
    assertEquals(33.92444 / 2, PoissonInterval.of(10).high(), 1e-5);
  }

  @Test
  void largeCounts_areNearTheNormalApproximation() {
    PoissonInterval interval = PoissonInterval.of(10_000);
    assertEquals(10_000 - 164.5, interval.low(), 3);
    assertEquals(10_000 + 164.5, interval.high(), 3);
  }

  @Test
  void rate_isTheCountInItsTime() {
    PoissonInterval interval = PoissonInterval.of(3).per(2);
    assertEquals(PoissonInterval.of(3).high() / 2, interval.high());
    assertThrows(IllegalArgumentException.class, () -> PoissonInterval.of(-1));
  }
}
