package io.stillwater.train.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BulkTest {
  @Test
  void normalScores_giveTheirCentreAndScale() {
    Bulk bulk = Bulk.of(normal(1, 100_000));
    assertEquals(5, bulk.centre(), 0.05);
    assertEquals(2, bulk.scale(), 0.05);
  }

  @Test
  void aThirdOfStrangeScores_movesItByLessThanAScale() {
    double[] scores =
        DoubleStream.concat(
                DoubleStream.of(normal(2, 20_000)), DoubleStream.generate(() -> 1e6).limit(10_000))
            .toArray();
    Bulk bulk = Bulk.of(scores);
    assertTrue(Math.abs(bulk.centre() - 5) < 2, "centre " + bulk.centre());
    assertTrue(bulk.scale() > 1.5 && bulk.scale() < 3, "scale " + bulk.scale());
  }

  @Test
  void pValues_areNormalBelowTheBendAndExponentialAbove() {
    assertEquals(0.5, Bulk.pValue(0), 1e-6);
    assertEquals(0.841345, Bulk.pValue(-1), 1e-6);
    assertEquals(0.158655, Bulk.pValue(1), 1e-6);
    assertEquals(0.1, Bulk.pValue(1.281552), 1e-6);
    assertEquals(Math.E, Bulk.pValue(3) / Bulk.pValue(4), 1e-9);
  }

  @Test
  void standingAt_isTheInverse() {
    for (double p : new double[] {1e-9, 0.001, 0.1, 0.3, 0.9}) {
      assertEquals(p, Bulk.pValue(Bulk.standingAt(p)), 1e-6 * p + 1e-9);
    }
  }

  @Test
  void nothing_hasNoBulk() {
    assertThrows(IllegalArgumentException.class, () -> Bulk.of(new double[0]));
    assertThrows(IllegalArgumentException.class, () -> new Bulk(0, 0));
  }

  private static double[] normal(int seed, int count) {
    Random random = new Random(seed);
    return DoubleStream.generate(() -> 5 + 2 * random.nextGaussian()).limit(count).toArray();
  }
}
