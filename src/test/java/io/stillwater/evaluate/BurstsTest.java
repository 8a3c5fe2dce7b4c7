package io.stillwater.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BurstsTest {
  private static final double NOT = Double.NEGATIVE_INFINITY;

  @Test
  void tableOfTheDocumentation_isTold() {
    double[] scores = {1, 5, 4, 5, 2, 3, 6};
    assertArrayEquals(new double[] {1, 5, NOT, NOT, NOT, NOT, 6}, Bursts.once(scores, 3));
  }

  @Test
  void burst_isToldAgainAfterTheWhile() {
    double[] scores = {5, 0, 0, 0, 5};
    assertEquals(NOT, Bursts.once(scores, 4)[4]);
    assertEquals(5, Bursts.once(scores, 3)[4]);
  }

  @Test
  void randomScores_areToldAsTheDefinitionSays() {
    Random random = new Random(1);
    double[] scores = random.ints(500, 0, 40).asDoubleStream().toArray();
    for (int within : new int[] {0, 1, 7, 60, 1_000}) {
      double[] told = Bursts.once(scores, within);
      for (int i = 0; i < scores.length; i++) {
        boolean first = true;
        for (int j = Math.max(0, i - within); j < i; j++) {
          first &= scores[j] < scores[i];
        }
        assertEquals(first ? scores[i] : NOT, told[i], "row " + i + " within " + within);
      }
    }
  }
}
