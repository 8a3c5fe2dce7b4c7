package io.stillwater.model.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GapShiftTest {
  private static final int LENGTH = 64;

  /** A channel three deviations above what the model knows: the gap is filled at its level. */
  @Test
  void levelThatIsNew_isThatOfTheGap() {
    float[] y = new float[LENGTH * 2];
    float[] marks = new float[y.length];
    Arrays.fill(marks, 1);
    for (int r = 0; r < LENGTH; r++) {
      y[2 * r] = 3;
      marks[2 * r] = r >= 20 && r < 23 ? 0 : 1;
    }
    float[] clean = new float[y.length];
    new GapShift(y, marks, clean, 2, LENGTH).add(0);
    for (int r = 0; r < LENGTH; r++) {
      assertEquals(r >= 20 && r < 23 ? 3 : 0, clean[2 * r], 0.1, "reading " + r);
      assertEquals(0, clean[2 * r + 1], "the other channel");
    }
  }

  /** One gap between residuals of 1 and 3, in a channel that is otherwise as expected. */
  @Test
  void shift_isTheFormula() {
    float[] y = new float[LENGTH];
    float[] marks = new float[LENGTH];
    Arrays.fill(marks, 1);
    marks[30] = 0;
    y[29] = 1;
    y[31] = 3;
    float[] clean = new float[LENGTH];
    new GapShift(y, marks, clean, 1, LENGTH).add(0);
    double weights = 0.05;
    for (int r = 0; r < LENGTH; r++) {
      weights += r == 30 || Math.abs(r - 30) > 14 ? 0 : Math.exp(-Math.abs(r - 30) / 2.0);
    }
    double expected = 4 * Math.exp(-0.5) / weights;
    assertEquals(expected, clean[30], 1e-6);
  }

  /** A channel that fell silent: what the others tell of it counts. */
  @Test
  void farFromWhatWasObserved_nothingIsShifted() {
    float[] y = new float[LENGTH];
    float[] marks = new float[LENGTH];
    Arrays.fill(y, 3);
    Arrays.fill(marks, 0, 32, 1);
    float[] clean = new float[LENGTH];
    new GapShift(y, marks, clean, 1, LENGTH).add(0);
    assertEquals(3, clean[32], 0.2);
    for (int r = 48; r < LENGTH; r++) {
      assertEquals(0, clean[r], "reading " + r);
    }
  }

  @Test
  void windowWithoutGaps_andChannelWithoutValues_areLeftAlone() {
    Random random = new Random(1);
    float[] y = new float[2 * LENGTH * 3];
    float[] marks = new float[y.length];
    float[] clean = new float[y.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = (float) random.nextGaussian();
      clean[i] = (float) random.nextGaussian();
      marks[i] = i >= LENGTH * 3 && i % 3 == 1 ? 0 : 1;
    }
    float[] before = clean.clone();
    GapShift shift = new GapShift(y, marks, clean, 3, LENGTH);
    shift.add(0);
    shift.add(LENGTH * 3);
    assertArrayEquals(before, clean);
  }
}
