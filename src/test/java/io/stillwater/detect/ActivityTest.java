package io.stillwater.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ActivityTest {
  private static Window window(double... values) {
    Reading[] rows = new Reading[values.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Reading.ofRow("k", i, new double[] {7, values[i]}, i);
    }
    return new Window(rows, 0);
  }

  @Test
  void tableOfTheJavadoc_holds() {
    assertEquals(new Activity(1, 2, 1), Activity.of(window(1, 3, 2, 2), 1));
    assertEquals(new Activity(0, 0, 3), Activity.of(window(2, 2, 2, 2), 1));
  }

  @Test
  void valueThatWasCarriedForward_isNotUnchanged() {
    Activity activity = Activity.of(window(2, 2, Double.NaN, Double.NaN), 1);
    assertEquals(new Activity(Double.NaN, Double.NaN, 0), activity);
    Stillness any = new Stillness(1, 1e9, 1e9, 1);
    assertFalse(any.still(window(2, 2, Double.NaN, Double.NaN)));
    assertTrue(any.still(window(2, 2, 2, 2)));
  }

  @Test
  void eachLimit_aloneTellsStillness_andNoneSaysNothing() {
    Window slow = window(2, 2.5, 3, 3);
    assertTrue(new Stillness(1, 0.34, 0, 0).still(slow));
    assertFalse(new Stillness(1, 0.33, 0, 0).still(slow));
    assertTrue(new Stillness(1, 0, 1.1, 0).still(slow));
    assertFalse(new Stillness(1, 0, 1, 0).still(slow));
    assertTrue(new Stillness(1, 0, 0, 1).still(slow));
    assertFalse(new Stillness(1, 0, 0, 2).still(slow));
    assertFalse(new Stillness(1, 0, 0, 0).still(window(2, 2, 2, 2)));
  }

  @Test
  void windowsThatMove_areKnownBySomeReadings_asByAll() {
    Random random = new Random(3);
    int still = 0;
    for (int round = 0; round < 20_000; round++) {
      double[] values = new double[2 + random.nextInt(9)];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextInt(20) == 0 ? Double.NaN : random.nextInt(3) / 3.0;
      }
      int unchanged = random.nextInt(4);
      Stillness limits =
          new Stillness(1, random.nextInt(3) / 6.0, random.nextInt(3) / 3.0, unchanged);
      Activity all = Activity.of(window(values), 1);
      boolean expected =
          all.step() < limits.step()
              || all.range() < limits.range()
              || (unchanged > 0 && all.unchanged() >= unchanged);
      assertEquals(expected, limits.still(window(values)), () -> Arrays.toString(values) + limits);
      still += expected ? 1 : 0;
    }
    assertTrue(still > 2_000 && still < 18_000, "still windows: " + still);
  }

  @Test
  void limitBelowZero_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Stillness(0, -1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Stillness(0, Double.NaN, 0, 0));
  }
}
