package io.stillwater.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailTest {
  @Test
  void tableOfTheJavadoc_holds() {
    assertEquals(0.135, new Tail(3, 0.5, 0).survival(4), 5e-4);
    assertEquals(0.0183, new Tail(3, 0.5, 0).survival(5), 5e-5);
    assertEquals(0.25, new Tail(3, 0.5, 0.5).survival(4), 1e-12);
    assertEquals(0.111, new Tail(3, 0.5, 0.5).survival(5), 5e-4);
  }

  @Test
  void quantile_isTheInverseOfSurvival() {
    for (double shape : new double[] {0, 1e-7, 0.2, 0.5}) {
      Tail tail = new Tail(1, 2, shape);
      for (double p = 0.9; p > 1e-9; p /= 3) {
        assertEquals(p, tail.survival(tail.quantile(p)), p * 1e-7);
      }
    }
  }

  @Test
  void paretoExcesses_giveTheirShapeAndScaleBack() {
    for (double shape : new double[] {0, 0.2, 0.4}) {
      Tail fitted = Tail.fit(0, sample(new Tail(0, 2, shape), 20_000));
      assertEquals(shape, fitted.shape(), 0.05);
      assertEquals(2, fitted.scale(), 0.15);
    }
  }

  @Test
  void fallFasterThanExponential_isTakenAsExponential() {
    double[] uniform = new Random(1).doubles(5_000).sorted().toArray();
    assertEquals(0, Tail.fit(0, uniform).shape());
  }

  @Test
  void seenFromHigher_isTheConditionalTail() {
    Tail tail = new Tail(0, 1, 0.3);
    Tail higher = tail.from(2);
    for (double score = 2; score < 20; score++) {
      assertEquals(tail.survival(score) / tail.survival(2), higher.survival(score), 1e-12);
    }
  }

  @Test
  void equalScores_giveASteepTailAndNoNaN() {
    double[] equal = new double[50];
    Arrays.fill(equal, 1);
    Tail tail = Tail.fit(1, equal);
    assertTrue(tail.survival(1.1) < 1e-6 && tail.survival(1.1) >= 0);
  }

  private static double[] sample(Tail tail, int n) {
    Random random = new Random(7);
    return IntStream.range(0, n)
        .mapToDouble(i -> tail.quantile(1 - random.nextDouble()))
        .sorted()
        .toArray();
  }
}
