package io.stillwater.detect.streaming;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HabituationTest {
  @Test
  void workedExample_isTheOneInTheText() {
    Habituation habituation = new Habituation();
    double[] errors = {0.5, 0.5, 0.8, 0.1};
    double[] scores = new double[4];
    boolean[] told = new boolean[4];
    for (int i = 0; i < 4; i++) {
      StreamingScore said = habituation.next(errors[i]);
      scores[i] = said.score();
      told[i] = said.told();
    }
    assertArrayEquals(new double[] {5, 0.83, 1.33, 0.07}, scores, 0.005);
    assertArrayEquals(new boolean[] {true, false, true, false}, told);
  }

  @Test
  void burst_isToldAgainOnlyAfterTheSpan() {
    Habituation habituation = new Habituation();
    assertTrue(habituation.next(1).told());
    for (int i = 1; i <= Habituation.WITHIN; i++) {
      assertFalse(habituation.next(i == 1 ? 0.5 : 0).told(), "row " + i);
    }
    assertTrue(habituation.next(0.9).told(), "the first is out of sight, 0.5 is not");
  }

  @Test
  void surprise_fadesByEInItsSpan() {
    Habituation habituation = new Habituation();
    habituation.next(3); // counts as 1
    for (int i = 1; i < Habituation.FADING; i++) {
      habituation.next(0);
    }
    double bar = Habituation.PRIOR + Math.exp(-(Habituation.FADING - 1.0) / Habituation.FADING);
    assertEquals(0.2 / bar, habituation.next(0.2).score(), 1e-9);
  }

  @Test
  void toldRows_areThoseOfTheDefinition() {
    Random random = new Random(4);
    double[] errors = random.doubles(3000).map(u -> Math.exp(-8 * u)).toArray();
    Habituation habituation = new Habituation();
    for (int i = 0; i < errors.length; i++) {
      double highest = 0;
      for (int j = Math.max(0, i - Habituation.WITHIN); j < i; j++) {
        highest = Math.max(highest, errors[j]);
      }
      boolean expected = errors[i] > Habituation.RISE * highest;
      assertEquals(expected, habituation.next(errors[i]).told(), "row " + i);
    }
  }
}
