package io.stillwater.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepsTest {
  @Test
  void grids_areThoseOfTheWorkedTable() {
    assertArrayEquals(new double[] {80, 6.10, 0.1, 0}, Steps.karras(0.1, 80, 3).sigmas(), 5e-3);
    assertArrayEquals(new double[] {80, 2.83, 0.1, 0}, Steps.geometric(0.1, 80, 3).sigmas(), 5e-3);
  }

  @Test
  void karras_isEquationFive() {
    Steps steps = Steps.karras(0.002, 80, 18);
    for (int i = 0; i < 18; i++) {
      double from = Math.pow(80, 1 / 7.0);
      double to = Math.pow(0.002, 1 / 7.0);
      double expected = Math.pow(from + i / 17.0 * (to - from), 7);
      assertEquals(expected, steps.sigma(i), 1e-9 * expected);
    }
    assertEquals(0, steps.sigma(18));
    assertEquals(18, steps.count());
  }

  @ParameterizedTest
  @EnumSource(Technique.class)
  void everySchedule_isWalkedFromItsLargestToItsSmallestLevel(Technique technique) {
    Schedule schedule = technique.schedule();
    for (int count : new int[] {1, 2, 50, 1000}) {
      Steps steps = Steps.of(schedule, count);
      assertEquals(count, steps.count());
      assertEquals(schedule.max(), steps.first());
      assertTrue(count == 1 || steps.sigma(count - 1) == schedule.min());
    }
  }

  @Test
  void scheduleInAllItsSteps_isTheScheduleBackwards() {
    DiscreteSchedule schedule = DiscreteSchedule.linear(1e-4, 0.02, 1000);
    Steps steps = Steps.of(schedule, 1000);
    for (int i = 0; i < 1000; i++) {
      assertEquals(schedule.sigma(999 - i), steps.sigma(i));
    }
  }

  @Test
  void walksThatMakeNoSense_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Steps(1));
    assertThrows(IllegalArgumentException.class, () -> new Steps(1, 2));
    assertThrows(IllegalArgumentException.class, () -> new Steps(1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Steps(1, -1));
    assertThrows(IllegalArgumentException.class, () -> new Steps(Double.NaN, 0));
    assertThrows(IllegalArgumentException.class, () -> new Steps(1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Steps.karras(1, 0.1, 5));
    assertThrows(IllegalArgumentException.class, () -> Steps.geometric(0.1, 1, 0));
  }
}
