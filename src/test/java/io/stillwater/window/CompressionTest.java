package io.stillwater.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.window.Normalisation.Level;
import io.stillwater.window.Normalisation.Mode;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CompressionTest {
  @Test
  void table_comesOut() {
    double[] values = {-3, 5, 6, -20, 1e4};
    double[] expected = {
      -3, 5, 5 + 5 * Math.log(1.2), -5 - 5 * Math.log(4), 5 + 5 * Math.log(2000)
    };
    for (int i = 0; i < values.length; i++) {
      assertEquals(expected[i], Compression.of(values[i]), 1e-12);
    }
  }

  @Test
  void withinTheBound_valuesStay() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      double value = -5 + 10 * random.nextDouble();
      assertEquals(value, Compression.of(value));
      assertEquals(value, Compression.inverse(value));
    }
  }

  @Test
  void anyTwoValues_keepTheirOrderAndComeNoFurtherApart() {
    Random random = new Random(2);
    for (int i = 0; i < 100_000; i++) {
      double low = anyValue(random);
      double high = low + Math.exp(-20 + 25 * random.nextDouble());
      double rise = Compression.of(high) - Compression.of(low);
      assertTrue(rise >= 0, low + " and " + high + " changed places");
      assertTrue(rise <= high - low + 1e-14 * (1 + Math.abs(high)), "a jump at " + low);
      assertEquals(-Compression.of(low), Compression.of(-low));
    }
  }

  @Test
  void whereItBegins_thereIsNeitherJumpNorKink() {
    double step = 1e-6;
    double slope = (Compression.of(5 + step) - Compression.of(5)) / step;
    assertEquals(1, slope, 1e-5);
  }

  @Test
  void inverse_givesTheValueBack() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      double value = anyValue(random);
      double back = Compression.inverse(Compression.of(value));
      assertEquals(value, back, 1e-12 * (1 + Math.abs(value)));
    }
  }

  @Test
  void inverseOfWhatNothingBecomes_isTheLargestThereIs() {
    assertEquals(1e4, Compression.inverse(1e9));
    assertEquals(-1e4, Compression.inverse(Double.NEGATIVE_INFINITY));
  }

  @Test
  void windowIsToldInItsUnitsAgain_howeverWildItsValues() {
    Normalisation normalisation =
        new Normalisation(
            new Preprocessing(Mode.GLOBAL, Scaling.AUTO, 1e4, false),
            new Level(new double[] {20}, new double[] {2}),
            new boolean[] {false},
            Map.of());
    double[] values = {20, 29.9, 30.1, -15, 420, -19_000};
    Reading[] rows = new Reading[values.length];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = Reading.ofRow("k", r, new double[] {values[r]}, r);
    }
    Window window = new Window(rows, 0);
    double[] back = normalisation.inUnits(window, normalisation.normalise(window));
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], back[i], 1e-5 * (1 + Math.abs(values[i])));
    }
  }

  @Test
  void steps_areExpandedBeforeTheyAreAddedUp() {
    Normalisation steps =
        new Normalisation(
            new Preprocessing(Mode.GLOBAL, Scaling.AUTO, 1e4, true),
            new Level(new double[] {0}, new double[] {1}),
            new boolean[] {false},
            Map.of());
    Reading[] rows = new Reading[3];
    double[] values = {1, 101, 41};
    for (int r = 0; r < rows.length; r++) {
      rows[r] = Reading.ofRow("k", r, new double[] {values[r]}, r);
    }
    Window window = new Window(rows, 0);
    assertArrayEquals(values, steps.inUnits(window, steps.normalise(window)), 1e-3);
  }

  private static double anyValue(Random random) {
    double size = Math.exp(-3 + random.nextDouble() * (3 + Math.log(1e4)));
    return random.nextBoolean() ? size : -size;
  }
}
