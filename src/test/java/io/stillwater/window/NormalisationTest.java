package io.stillwater.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.window.Normalisation.Level;
import io.stillwater.window.Normalisation.Mode;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NormalisationTest {
  private static final Normalisation WORKED =
      new Normalisation(
          Mode.GLOBAL,
          new Level(new double[] {20, 50}, new double[] {2, 0.05}),
          new boolean[] {false, true},
          Map.of());

  private static Window window(String key, double[]... rows) {
    Reading[] readings = new Reading[rows.length];
    for (int r = 0; r < rows.length; r++) {
      readings[r] = Reading.ofRow(key, r, rows[r], r);
    }
    return new Window(readings, 0);
  }

  private static Normalisation fit(Mode mode, Reading... readings) {
    LevelFitter fitter = new LevelFitter(mode, readings[0].values().length);
    for (Reading reading : readings) {
      fitter.add(reading);
    }
    return fitter.fit();
  }

  private static Reading reading(String key, double... values) {
    return Reading.ofRow(key, 0, values, 0);
  }

  @Test
  void workedTable_comesOut() {
    Window window =
        window(
            "k",
            new double[] {20, 50},
            new double[] {26, 50.1},
            new double[] {Double.POSITIVE_INFINITY, 60},
            new double[] {Double.NEGATIVE_INFINITY, -60});
    float[] expected = {0, 0, 3, 2, 1e4f, 5, -1e4f, -5};
    assertArrayEquals(expected, WORKED.normalise(window), 1e-5f);
  }

  @Test
  void valueThatCannotBeCarried_becomesTheCentreAndIsNotObserved() {
    Window window = window("k", new double[] {Double.NaN, 50}, new double[] {22, Double.NaN});
    RawBatch raw = new RawBatch(1, 2, 2);
    WORKED.write(window, raw, 0);
    assertArrayEquals(new double[] {20, 50, 22, 50}, raw.values());
    assertArrayEquals(new float[] {0, 1, 1, 0}, raw.observed());
  }

  @Test
  void fit_givesMeanAndDeviationWithoutMissingValues() {
    Normalisation fitted =
        fit(
            Mode.GLOBAL,
            reading("a", 1, 7),
            reading("b", 3, Double.NaN),
            reading("c", 5, Double.POSITIVE_INFINITY));
    assertArrayEquals(new double[] {3, 7}, fitted.pooled().centre());
    assertEquals(Math.sqrt(8.0 / 3), fitted.pooled().scale()[0], 1e-12);
    assertEquals(0.007, fitted.pooled().scale()[1], 1e-12);
    assertArrayEquals(new boolean[] {false, true}, fitted.constant());
  }

  @Test
  void fitFarFromZero_losesNoPrecision() {
    Normalisation fitted = fit(Mode.GLOBAL, reading("a", 1e9 + 1), reading("a", 1e9 - 1));
    assertTrue(fitted.constant()[0], "a part in 1e9 counts as standing still");
    fitted = fit(Mode.GLOBAL, reading("a", 1e6 + 1), reading("a", 1e6 - 1));
    assertEquals(1, fitted.pooled().scale()[0], 1e-9);
  }

  @Test
  void absurdValues_doNotSpoilTheFit() {
    Normalisation fitted =
        fit(Mode.KEY, reading("a", 1), reading("a", Double.MAX_VALUE), reading("a", 3));
    assertArrayEquals(new double[] {2}, fitted.pooled().centre());
    assertEquals(1, fitted.pooled().scale()[0], 1e-12);
  }

  @Test
  void channelNeverSeen_countsOnceItComes() {
    Normalisation fitted = fit(Mode.GLOBAL, reading("a", Double.NaN), reading("a", Double.NaN));
    assertArrayEquals(new float[] {5}, fitted.normalise(window("a", new double[] {0.3})));
  }

  @Test
  void keysWithLevelsOfTheirOwn_areJudgedByThem() {
    Random random = new Random(1);
    LevelFitter fitter = new LevelFitter(Mode.KEY, 1);
    for (int i = 0; i < 20_000; i++) {
      fitter.add(reading("low", 100 + random.nextGaussian()));
      fitter.add(reading("high", 9000 + 10 * random.nextGaussian()));
    }
    Normalisation fitted = fitter.fit();
    assertEquals(2, fitted.normalise(window("low", new double[] {102}))[0], 0.1);
    assertEquals(2, fitted.normalise(window("high", new double[] {9020}))[0], 0.1);
    assertEquals(Math.sqrt(101 / 2.0), fitted.pooled().scale()[0], 0.1);
  }

  @Test
  void unknownKey_takesTheLevelOfItsWindowAndThePooledScale() {
    Normalisation fitted =
        fit(Mode.KEY, reading("a", 9), reading("a", 11), reading("b", 99), reading("b", 101));
    Window unknown =
        window("new", new double[] {500}, new double[] {504}, new double[] {Double.NaN});
    assertArrayEquals(new float[] {-2, 2, 2}, fitted.normalise(unknown));
  }

  @Test
  void keyThatStoodStill_isNotJudgedByAScaleOfZero() {
    LevelFitter fitter = new LevelFitter(Mode.KEY, 1);
    for (int i = 0; i < 48; i++) {
      fitter.add(reading("still", 5));
      fitter.add(reading("moving", i % 2 == 0 ? 4 : 6));
    }
    double scale = fitter.fit().keys().get("still").scale()[0];
    assertEquals(Math.sqrt(16 * 0.5 / 64), scale, 1e-12);
  }

  @Test
  void rareExcursions_doNotHideSmallFaults() {
    Random random = new Random(2);
    LevelFitter fitter = new LevelFitter(Mode.GLOBAL, 3);
    for (int i = 0; i < 30_000; i++) {
      double normal = random.nextGaussian();
      fitter.add(reading("a", normal, i % 50 == 0 ? 100 : normal, random.nextDouble()));
    }
    double[] scale = fitter.fit().pooled().scale();
    assertEquals(1, scale[0], 0.03, "normal: quartiles and deviation agree");
    double deviation = Math.sqrt(0.98 * (1 + 0.02 * 1e4));
    assertEquals(deviation / 2, scale[1], 0.1, "never less than half the deviation");
    assertEquals(Math.sqrt(1.0 / 12), scale[2], 0.01, "never more than the deviation");
  }

  @Test
  void windowOfAnotherShape_isRefusedWithBothShapes() {
    RawBatch raw = new RawBatch(1, 2, 2);
    Window narrow = window("k", new double[] {1}, new double[] {2});
    String message =
        assertThrows(IllegalArgumentException.class, () -> WORKED.write(narrow, raw, 0))
            .getMessage();
    assertTrue(message.contains("2×2") && message.contains("2×1"), message);
  }

  @Test
  void scaleOfZero_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new Level(new double[] {1}, new double[] {0}));
  }
}
