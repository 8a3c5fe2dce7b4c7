package io.stillwater.window.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.window.tile.Plane;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NeighbourhoodsTest {
  private static final int SIZE = 40;

  @Test
  void noCellBecomesLessStrange() {
    float[] values = new float[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 7919 % 101 / 50f - 1;
    }
    Plane map = new Plane(SIZE, SIZE, values);
    Plane found = Neighbourhoods.strangest(map);
    for (int i = 0; i < values.length; i++) {
      assertTrue(found.values()[i] >= values[i]);
    }
  }

  @Test
  void constant_staysThatConstant() {
    float[] values = new float[SIZE * SIZE];
    Arrays.fill(values, -0.5f);
    for (float value : Neighbourhoods.strangest(new Plane(SIZE, SIZE, values)).values()) {
      assertEquals(-0.5, value, 1e-5);
    }
  }

  @Test
  void insideOfAFrame_isFilled_andWhatIsFarAwayIsNot() {
    float[] values = new float[SIZE * SIZE];
    for (int i = 0; i < SIZE * SIZE; i++) {
      int y = i / SIZE;
      int x = i % SIZE;
      boolean within = y >= 4 && y < 12 && x >= 4 && x < 12;
      boolean inner = y >= 5 && y < 11 && x >= 5 && x < 11;
      values[i] = within && !inner ? 4 : 0;
    }
    Plane found = Neighbourhoods.strangest(new Plane(SIZE, SIZE, values));
    assertEquals(4, found.at(4, 4), 1e-6);
    assertTrue(found.at(8, 8) > 0.5, "inside " + found.at(8, 8));
    assertTrue(found.at(35, 35) < 0.1, "far away " + found.at(35, 35));
  }
}
