package io.stillwater.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.window.Normalisation.Level;
import io.stillwater.window.Normalisation.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NormalisationTest {
  private static final Preprocessing KEYED = Preprocessing.DEFAULT.with(Mode.KEY);

  private static final Normalisation WORKED =
      new Normalisation(
          Preprocessing.DEFAULT,
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
    return fit(Preprocessing.DEFAULT.with(mode), List.of(readings));
  }

  /** Each reading is a window; those of a key follow each other. */
  private static Normalisation fit(Preprocessing how, List<Reading> readings) {
    LevelFitter fitter = new LevelFitter(how, readings.get(0).values().length);
    readings.stream()
        .sorted(Comparator.comparing(Reading::key))
        .forEach(reading -> fitter.add(new Window(new Reading[] {reading}, 0)));
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
            new double[] {40, 60},
            new double[] {Double.POSITIVE_INFINITY, 49.95},
            new double[] {Double.NEGATIVE_INFINITY, -60});
    float[] expected = {0, 0, 3, 2, 8.465736f, 3, 43.00451f, -1, -43.00451f, -3};
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
    fitted = fit(Mode.GLOBAL, reading("a", 1e6), reading("a", 1e6 + 1), reading("a", 1e6 - 1));
    assertEquals(Math.sqrt(2.0 / 3), fitted.pooled().scale()[0], 1e-9);
  }

  @Test
  void absurdValues_doNotSpoilTheFit() {
    Stream<Double> values = Stream.of(1.0, Double.MAX_VALUE, 3.0, 2.0);
    Normalisation fitted = fit(KEYED, values.map(value -> reading("a", value)).toList());
    assertArrayEquals(new double[] {2}, fitted.pooled().centre());
    assertEquals(Math.sqrt(2.0 / 3), fitted.pooled().scale()[0], 1e-12);
  }

  @Test
  void channelNeverSeen_countsOnceItComes() {
    Normalisation fitted = fit(Mode.GLOBAL, reading("a", Double.NaN), reading("a", Double.NaN));
    assertArrayEquals(new float[] {3}, fitted.normalise(window("a", new double[] {0.3})));
  }

  @Test
  void keysWithLevelsOfTheirOwn_areJudgedByThem() {
    Random random = new Random(1);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      readings.add(reading("low", 100 + random.nextGaussian()));
      readings.add(reading("high", 9000 + 10 * random.nextGaussian()));
    }
    Normalisation fitted = fit(KEYED, readings);
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
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      readings.add(reading("still", 5));
      readings.add(reading("moving", i % 2 == 0 ? 4 : 6));
    }
    double scale = fit(KEYED, readings).keys().get("still").scale()[0];
    assertEquals(Math.sqrt(16 * 0.5 / 64), scale, 1e-12);
  }

  @Test
  void rareExcursions_doNotHideSmallFaults() {
    Random random = new Random(2);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      double normal = random.nextGaussian();
      readings.add(reading("a", normal, i % 50 == 0 ? 100 : normal, random.nextDouble()));
    }
    double[] scale = fit(Preprocessing.DEFAULT, readings).pooled().scale();
    assertEquals(1, scale[0], 0.03, "normal: quartiles and deviation agree");
    double deviation = Math.sqrt(0.98 * (1 + 0.02 * 1e4));
    assertEquals(deviation / 2, scale[1], 0.1, "never less than half the deviation");
    assertEquals(Math.sqrt(1.0 / 12), scale[2], 0.01, "never more than the deviation");
  }

  @Test
  void scalings_areThoseOfTheTable() {
    // Three fifths lie evenly in -1..1, a fifth around 20.5 and a fifth around -10.5.
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      double even = (i % 1_000 - 499.5) / 500;
      double part = Math.abs(even);
      readings.add(reading("a", i < 3_000 ? even : i < 4_000 ? 20 + part : -10 - part));
    }
    double squares = 0.6 / 3 + 0.2 * (20.5 * 20.5 + 10.5 * 10.5 + 2.0 / 12);
    Level standard = fit(how(Scaling.STANDARD), readings).pooled();
    assertEquals(2, standard.centre()[0], 1e-6);
    assertEquals(Math.sqrt(squares - 4), standard.scale()[0], 1e-4);
    Level robust = fit(how(Scaling.ROBUST), readings).pooled();
    assertEquals(0, robust.centre()[0], 0.01);
    assertEquals(2 * 5.0 / 6 / 1.349, robust.scale()[0], 0.01);
    Level auto = fit(how(Scaling.AUTO), readings).pooled();
    assertEquals(standard.centre()[0], auto.centre()[0]);
    assertEquals(standard.scale()[0] / 2, auto.scale()[0], 1e-9);
  }

  @Test
  void robustLevels_doNotFollowAFifthOfBadReadings() {
    Random random = new Random(7);
    for (Mode mode : Mode.values()) {
      List<Reading> readings = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        double bad = random.nextInt(5) > 0 ? 0 : random.nextBoolean() ? 1_000 : -500;
        readings.add(reading(i % 2 == 0 ? "a" : "b", 50 + 2 * random.nextGaussian() + bad));
      }
      Preprocessing how = new Preprocessing(mode, Scaling.ROBUST, 1e4, false);
      Normalisation fitted = fit(how, readings);
      // The quartiles are those of 15/80 and 65/80 of the good readings: ±0.887 deviations.
      double scale = 2 * 2 * 0.887 / 1.349;
      float seen = fitted.normalise(window("a", new double[] {50 + scale}))[0];
      assertEquals(1, seen, 0.1, mode.name());
    }
  }

  @Test
  void mostlyStillChannel_isScaledByWhereItMoves() {
    assertEquals(30 / 3.290, robustScale(10), 1e-9, "between the twentieths");
    assertEquals(30 / 4.653, robustScale(40), 1e-9, "between the hundredths");
    assertEquals(30 * Math.sqrt(0.002 * 0.998), robustScale(500), 1e-9, "the deviation");
  }

  private static double robustScale(int every) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      readings.add(reading("a", i % every == 0 ? 30 : i == 1 ? 1e-6 : 0)); // more than two values
    }
    return fit(how(Scaling.ROBUST), readings).pooled().scale()[0];
  }

  @Test
  void clip_boundsEveryChannel() {
    Preprocessing clipped = new Preprocessing(Mode.GLOBAL, Scaling.AUTO, 2.5, false);
    Normalisation narrow = new Normalisation(clipped, WORKED.pooled(), WORKED.constant(), Map.of());
    Window window = window("k", new double[] {30, 60}, new double[] {10, 50.1});
    assertArrayEquals(new float[] {2.5f, 2.5f, -2.5f, 2}, narrow.normalise(window), 1e-5f);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Preprocessing(Mode.GLOBAL, Scaling.AUTO, 0, false));
  }

  @Test
  void tableOfSteps_comesOut() {
    Normalisation steps = steps(Mode.GLOBAL, 1, 2);
    Window window = column("k", 20, 25, Double.NaN, 26);
    RawBatch raw = new RawBatch(1, 4, 1);
    steps.write(window, raw, 0);
    assertArrayEquals(new float[] {0, 2, -0.5f, 0}, steps.normalise(window));
    assertArrayEquals(new float[] {0, 1, 0, 1}, raw.observed());
    assertArrayEquals(
        new double[] {20, 25, 25, 26}, steps.inUnits(window, new float[] {9, 2, -0.5f, 0}), 1e-12);
  }

  @Test
  void stepsFromNowhere_areNone() {
    Normalisation steps = steps(Mode.KEY, 0, 1);
    Window window = column("unknown", Double.NaN, Double.NaN, 7, 9);
    assertArrayEquals(new float[] {0, 0, 0, 2}, steps.normalise(window));
    assertArrayEquals(new double[] {7, 7, 7, 9}, steps.inUnits(window, new float[] {0, 0, 0, 2}));
    Window nothing = column("unknown", Double.NaN, Double.NaN, Double.NaN);
    assertArrayEquals(new float[3], steps.normalise(nothing));
  }

  @Test
  void infiniteValues_giveFiniteSteps() {
    Normalisation steps = steps(Mode.GLOBAL, 0, 1);
    Window window = column("k", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
    assertArrayEquals(new float[] {0, 43.00451f, -43.00451f}, steps.normalise(window), 1e-5f);
  }

  @Test
  void stepsOfAWalk_areFittedAndNotItsLevel() {
    Random random = new Random(3);
    LevelFitter fitter = new LevelFitter(new Preprocessing(Mode.KEY, Scaling.AUTO, 1e4, true), 2);
    for (String key : List.of("a", "b")) {
      double walk = 1e4 * random.nextGaussian();
      for (int i = 0; i < 2_000; i++) {
        double[][] rows = new double[5][];
        for (int r = 0; r < rows.length; r++) {
          walk += 0.5 + 2 * random.nextGaussian();
          rows[r] = new double[] {walk, 300};
        }
        fitter.add(window(key, rows));
      }
    }
    Normalisation fitted = fitter.fit();
    assertEquals(0.5, fitted.keys().get("a").centre()[0], 0.1);
    assertEquals(2, fitted.keys().get("b").scale()[0], 0.1);
    assertArrayEquals(new boolean[] {false, true}, fitted.constant());
    assertEquals(0.3, fitted.keys().get("a").scale()[1], 1e-12, "a thousandth of its level");
  }

  @Test
  void keyThatComesBack_isRefused() {
    LevelFitter fitter = new LevelFitter(KEYED, 1);
    fitter.add(column("a", 1));
    fitter.add(column("b", 1));
    assertThrows(IllegalStateException.class, () -> fitter.add(column("a", 1)));
  }

  private static Preprocessing how(Scaling scaling) {
    return new Preprocessing(Mode.GLOBAL, scaling, Preprocessing.CLIP, false);
  }

  private static Normalisation steps(Mode mode, double centre, double scale) {
    return new Normalisation(
        new Preprocessing(mode, Scaling.AUTO, Preprocessing.CLIP, true),
        new Level(new double[] {centre}, new double[] {scale}),
        new boolean[] {false},
        Map.of());
  }

  private static Window column(String key, double... values) {
    return window(
        key, Arrays.stream(values).mapToObj(v -> new double[] {v}).toArray(double[][]::new));
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
