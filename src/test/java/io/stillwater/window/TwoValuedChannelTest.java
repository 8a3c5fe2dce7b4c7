package io.stillwater.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.window.Normalisation.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TwoValuedChannelTest {
  private static final double GAP = Double.NaN;

  private static Preprocessing how(Mode mode, Scaling scaling) {
    return new Preprocessing(mode, scaling, Preprocessing.CLIP, false);
  }

  private static void add(LevelFitter fitter, String key, double... values) {
    for (int i = 0; i < values.length; i++) {
      Reading reading = Reading.ofRow(key, i, new double[] {values[i]}, i);
      fitter.add(new Window(new Reading[] {reading}, 0));
    }
  }

  private static double scale(Scaling scaling, double... values) {
    LevelFitter fitter = new LevelFitter(how(Mode.GLOBAL, scaling), 1);
    add(fitter, "k", values);
    return fitter.fit().pooled().scale()[0];
  }

  /** That many zeros, then the others. */
  private static double[] zerosThen(int zeros, double... others) {
    double[] values = new double[zeros + others.length];
    System.arraycopy(others, 0, values, zeros, others.length);
    return values;
  }

  @ParameterizedTest
  @EnumSource(value = Scaling.class, mode = EnumSource.Mode.EXCLUDE, names = "RANK")
  void distanceOfTheTwo_isTheScaleHoweverRareOneIs(Scaling scaling) {
    assertEquals(1, scale(scaling, 0, 0, 0, 1));
    assertEquals(60, scale(scaling, zerosThen(99, 60)));
    assertEquals(2.5, scale(scaling, zerosThen(9_999, -2.5)));
  }

  @Test
  void gapsAndAbsurdValues_areNoValuesOfTheirOwn() {
    assertEquals(1, scale(Scaling.AUTO, GAP, 0, GAP, 1, 0, GAP, Double.POSITIVE_INFINITY, 1e200));
    assertEquals(1, scale(Scaling.AUTO, 0.0, -0.0, 1), "zero has no sign");
  }

  @Test
  void thirdValue_makesItOrdinary() {
    assertEquals(Math.sqrt(2.75 / 4), scale(Scaling.STANDARD, 0, 0, 1, 2), 1e-12);
    LevelFitter fitter = new LevelFitter(how(Mode.GLOBAL, Scaling.STANDARD), 1);
    add(fitter, "k", zerosThen(99, 60));
    assertEquals(60, fitter.fit().pooled().scale()[0]);
    add(fitter, "k", 59.999);
    assertEquals(60 * Math.sqrt(2 * 99.0) / 101, fitter.fit().pooled().scale()[0], 1e-3);
  }

  @Test
  void oneValue_isConstant() {
    LevelFitter fitter = new LevelFitter(how(Mode.GLOBAL, Scaling.AUTO), 1);
    add(fitter, "k", 7, GAP, 7);
    assertTrue(fitter.fit().constant()[0]);
    assertEquals(0.007, fitter.fit().pooled().scale()[0], 1e-12);
  }

  @Test
  void keys_shareTheScaleAndHaveTheirOwnCentre() {
    LevelFitter fitter = new LevelFitter(how(Mode.KEY, Scaling.AUTO), 1);
    add(fitter, "a", 0, 0, 0, 10);
    add(fitter, "b", 10, 10);
    Normalisation fitted = fitter.fit();
    assertEquals(10, fitted.pooled().scale()[0]);
    assertEquals(2.5, fitted.keys().get("a").centre()[0]);
    assertEquals(10, fitted.keys().get("a").scale()[0]);
    assertEquals(10, fitted.keys().get("b").scale()[0], "also where it stood still");
  }

  @Test
  void keysThatEachStandStill_areConstant() {
    LevelFitter fitter = new LevelFitter(how(Mode.KEY, Scaling.AUTO), 1);
    add(fitter, "a", 5, 5, 5);
    add(fitter, "b", 9, 9, 9);
    assertTrue(fitter.fit().constant()[0]);
  }

  @Test
  void keysWithTwoValuesEach_areOrdinaryWhereThoseAreNotTheSame() {
    LevelFitter fitter = new LevelFitter(how(Mode.KEY, Scaling.STANDARD), 1);
    add(fitter, "a", 0, 1);
    add(fitter, "b", 0, 2);
    Normalisation fitted = fitter.fit();
    assertFalse(fitted.constant()[0]);
    assertEquals(Math.sqrt(2.5 / 4), fitted.pooled().scale()[0], 1e-12);
  }
}
