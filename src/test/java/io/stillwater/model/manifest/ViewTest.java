package io.stillwater.model.manifest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ViewTest {
  private static final float[] WORKED = {1, 3, 5, 7};

  @Test
  void workedTable_comesOut() {
    assertArrayEquals(WORKED, new View(4, 1).of(WORKED, 1));
    assertArrayEquals(new float[] {5, 7}, new View(2, 1).of(WORKED, 1));
    assertArrayEquals(new float[] {2, 6}, new View(2, 2).of(WORKED, 1));
  }

  @Test
  void channels_areMeantApart() {
    float[] window = {9, 90, 1, 10, 3, 30, 5, 50, 7, 70}; // 5 readings of 2 channels
    assertArrayEquals(new float[] {2, 20, 6, 60}, new View(2, 2).of(window, 2));
    assertArrayEquals(new float[] {7, 70}, new View(1, 1).of(window, 2));
    assertArrayEquals(new float[] {4, 40}, new View(1, 4).of(window, 2));
  }

  @Test
  void windowThatLooksSo_isSeenAsItWasGiven() {
    float[] seen = {2, 20, 6, 60};
    float[] window = new View(2, 2).window(seen, 5, 2);
    assertArrayEquals(new float[] {0, 0, 2, 20, 2, 20, 6, 60, 6, 60}, window);
    assertArrayEquals(seen, new View(2, 2).of(window, 2));
  }

  @Test
  void scales_areTheWholeUpTo31Readings_andTwoFrom32() {
    assertEquals(List.of(new View(1, 1)), View.scales(1));
    assertEquals(List.of(new View(16, 1)), View.scales(16));
    assertEquals(List.of(new View(31, 1)), View.scales(31));
    assertEquals(List.of(new View(16, 1), new View(16, 2)), View.scales(32));
    assertEquals(List.of(new View(16, 1), new View(16, 4)), View.scales(64));
    assertEquals(List.of(new View(16, 1), new View(16, 6)), View.scales(100));
    assertTrue(View.scales(31).get(0).isWhole(31));
    assertFalse(View.scales(32).get(1).isWhole(32));
  }

  @Test
  void text_saysReadingsOrMeans() {
    assertEquals("16 readings", new View(16, 1).text());
    assertEquals("16 means of 4 readings", new View(16, 4).text());
  }

  @Test
  void viewOfNothing_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new View(0, 1));
    String message =
        assertThrows(IllegalArgumentException.class, () -> new View(3, 0)).getMessage();
    assertTrue(message.contains("were 3 of 0"), message);
  }
}
