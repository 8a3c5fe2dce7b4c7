package io.stillwater.detect.recent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bins are hundredths of a decade: bin b has the p-value 10^(−b/100). */
class MoveTestTest {
  private static double pValue(int bin) {
    return Math.pow(10, -bin / 100.0);
  }

  private static Histogram slot(double... decades) {
    Histogram scores = new Histogram();
    for (double d : decades) {
      scores.add((int) Math.floor(100 * d), 1);
    }
    return scores;
  }

  private static Histogram all(double decades) {
    Histogram scores = new Histogram();
    scores.add((int) Math.round(100 * decades), 64);
    return scores;
  }

  /** The table of the class. */
  @ParameterizedTest
  @CsvSource({"6, 2", "3, 4", "2, 7"})
  void slotsUntilTold_areThoseOfTheTable(double decades, int slots) {
    MoveTest test = new MoveTest();
    for (int slot = 0; slot < slots - 1; slot++) {
      assertEquals(MoveTest.NONE, test.take(slot, all(decades), MoveTestTest::pValue));
    }
    assertEquals(0, test.take(slots - 1, all(decades), MoveTestTest::pValue));
  }

  /** The mixture of the calibrators κp^(κ−1), by a sum. */
  @Test
  void evidence_isTheMixtureOfAllPowers() {
    for (double p : new double[] {1e-4, 0.01, 0.2, 0.9, 0.9995}) {
      double sum = 0;
      int steps = 100_000;
      for (int i = 0; i < steps; i++) {
        double kappa = (i + 0.5) / steps;
        sum += kappa * Math.pow(p, kappa - 1) / steps;
      }
      assertEquals(Math.min(100, sum), MoveTest.evidence(p), 1e-4 * sum);
    }
  }

  /** E[e(P)] ≤ 1 for a uniform P, the less for a P that is larger. */
  @Test
  void evidence_isNoneOnAverageWhereNothingMoved() {
    double mean = 0;
    int steps = 1_000_000;
    for (int i = 0; i < steps; i++) {
      mean += MoveTest.evidence((i + 0.5) / steps) / steps;
    }
    assertTrue(mean <= 1 && mean > 0.8, "mean " + mean);
  }

  /**
   * The promise: at most one false move in 10,000 slots on average, whatever the scores of a slot
   * have to do with each other. Here they are all the same, the worst case of Markov's inequality
   * but for a factor.
   */
  @Test
  void falseMoves_areRarerThanPromised() {
    Random random = new Random(3);
    int told = 0;
    int slots = 400_000;
    MoveTest test = new MoveTest();
    for (int slot = 0; slot < slots; slot++) {
      Histogram scores = all(Math.min(12, -Math.log10(1 - random.nextDouble())));
      if (test.take(slot, scores, MoveTestTest::pValue) != MoveTest.NONE) {
        told++;
        test = new MoveTest();
      }
    }
    assertTrue(told <= slots / MoveTest.ENOUGH, told + " in " + slots);
  }

  @Test
  void aMoveIsDatedToItsFirstSlot_notToWhenItWasCertain() {
    MoveTest test = new MoveTest();
    for (int slot = 0; slot < 10; slot++) {
      test.take(slot, all(0.2), MoveTestTest::pValue);
    }
    long told = MoveTest.NONE;
    for (int slot = 10; told == MoveTest.NONE; slot++) {
      told = test.take(slot, all(2.5), MoveTestTest::pValue);
    }
    assertEquals(10, told);
  }

  @Test
  void aSlotWithFewScores_saysNothing() {
    MoveTest test = new MoveTest();
    test.take(0, slot(9, 9, 9, 9, 9, 9, 9), MoveTestTest::pValue);
    assertEquals(0, test.evidence);
  }

  @Test
  void halfASlotOfAFault_isNoMove() {
    MoveTest test = new MoveTest();
    Histogram half = new Histogram();
    half.add(20, 32);
    half.add(900, 32);
    for (int slot = 0; slot < 100; slot++) {
      assertEquals(MoveTest.NONE, test.take(slot, half, MoveTestTest::pValue));
    }
  }
}
