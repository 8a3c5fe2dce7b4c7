package io.stillwater.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NoiseLevelsTest {
  @Test
  void geometric_stepsInEqualRatios() {
    double[] sigmas = NoiseLevels.geometric(0.1, 0.4, 3).sigmas();
    assertArrayEquals(new double[] {0.1, 0.2, 0.4}, sigmas, 1e-15);
  }

  @Test
  void geometricOfOne_isTheLowest() {
    assertEquals(new NoiseLevels(0.25), NoiseLevels.geometric(0.25, 9, 1));
  }

  @Test
  void levelsThatAreNotAscending_areRefusedWithTheValues() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> new NoiseLevels(0.2, 0.1)).getMessage();
    assertTrue(message.contains("[0.2, 0.1]"), message);
    assertThrows(IllegalArgumentException.class, () -> new NoiseLevels(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new NoiseLevels());
    assertThrows(IllegalArgumentException.class, () -> new NoiseLevels(1, Double.NaN));
  }

  @Test
  void levels_cannotBeChangedFromOutside() {
    double[] given = {0.1, 1};
    NoiseLevels levels = new NoiseLevels(given);
    given[0] = 9;
    levels.sigmas()[0] = 9;
    assertEquals(0.1, levels.sigma(0));
  }
}
