package io.stillwater.train.threshold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.train.threshold.Aim.Doubt;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AimTest {
  private static final Doubt NONE = new Doubt(0, 0);

  /** Rates that are off by factors: the aim is the budget over their mean. */
  @Test
  void aim_meetsTheBudgetInTheMean() {
    Random random = new Random(1);
    double[] factors = random.doubles(200).map(u -> Math.exp(random.nextGaussian())).toArray();
    Aim aim = Aim.of(3, factors.length, NONE, (i, rate) -> factors[i] * rate);
    double mean = Arrays.stream(factors).average().orElseThrow();
    assertTrue(mean > 1.4, "a low threshold lets more through than a high one keeps out: " + mean);
    assertEquals(3 / mean, aim.rate(), 1e-9);
  }

  @Test
  void interval_isHalfAsWideAgainAsThatOfTheDrawings() {
    double[] factors = new double[101];
    Arrays.setAll(factors, i -> Math.exp(2 * (i - 50) / 50.0)); // quantiles exp(±1.8) at 5 and 95 %
    Aim aim = Aim.of(1, factors.length, NONE, (i, rate) -> factors[i]);
    assertEquals(Math.exp(-Math.hypot(1.5 * 1.8, 0.1)), aim.low(), 1e-12);
    assertEquals(Math.exp(Math.hypot(1.5 * 1.8, 0.1)), aim.high(), 1e-12);
  }

  @Test
  void tailFollowedTooFar_saysNothingOfTheLowerEnd() {
    assertEquals(new Doubt(0, 0), Doubt.ofTail(0));
    assertTrue(Doubt.ofTail(1).down() > 0 && Doubt.ofTail(1).down() < 0.5);
    assertEquals(0, Aim.of(1, 10, Doubt.ofTail(4), (i, rate) -> rate).low());
    assertTrue(Aim.of(1, 10, Doubt.ofTail(4), (i, rate) -> rate).high() < 5);
  }

  @Test
  void plainAim_isTheBudget_withItsInterval() {
    double[] factors = {0.5, 1, 1, 1, 1, 1, 1, 1, 1, 40};
    Aim plain = Aim.plain(3, factors.length, NONE, (i, rate) -> factors[i] * rate);
    assertEquals(3, plain.rate());
    assertTrue(plain.low() < 1.5 && plain.high() > 120, plain.toString());
  }
}
