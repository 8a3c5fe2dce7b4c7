package io.stillwater.detect.recent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreScaleTest {
  private final ScoreScale scale = ScoreScale.of(RecentJudgeTest.DECADES);

  @Test
  void scaleOfDecades_beginsAtOneInTenAndCountsDecades() {
    assertEquals(1, scale.origin(), 1e-9);
    assertEquals(1, scale.unit(), 1e-9);
  }

  @Test
  void bins_ascendWithTheScoreAndAreNarrowNearTheOrigin() {
    int before = scale.bin(-1e9);
    for (double score = -10; score < 400; score += 0.01) {
      int bin = scale.bin(score);
      assertTrue(bin >= before, "at " + score);
      before = bin;
    }
    assertEquals(0, scale.bin(1));
    assertEquals(1, scale.bin(1 + 1 / 16.0));
    assertEquals(Math.round(16 * Math.log(2e6)), scale.bin(1e6 + 1));
  }

  @Test
  void aScore_liesInItsBin() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      double score = random.nextGaussian() * Math.pow(10, random.nextInt(6));
      int bin = scale.bin(score);
      assertTrue(scale.lowest(bin) <= score + 1e-9 * Math.abs(score), "lowest of " + score);
      assertTrue(scale.lowest(bin + 1) >= score - 1e-9 * Math.abs(score), "next of " + score);
      assertEquals(bin, scale.bin(scale.origin() + scale.unit() * scale.units(bin)));
    }
  }

  @Test
  void histogram_countsAsASortedArrayDoes() {
    Random random = new Random(2);
    for (int round = 0; round < 200; round++) {
      int[] values = random.ints(random.nextInt(1, 90), -40, 40).toArray();
      Histogram histogram = new Histogram();
      for (int value : values) {
        histogram.add(value, 1);
      }
      Arrays.sort(values);
      for (int bin = -41; bin < 42; bin++) {
        int b = bin;
        assertEquals(Arrays.stream(values).filter(v -> v >= b).count(), histogram.atOrAbove(bin));
      }
      for (double share : new double[] {0.01, 0.25, 0.5, 0.9, 1}) {
        int place = (int) Math.ceil(share * values.length) - 1;
        assertEquals(values[place], histogram.quantile(share));
      }
      assertEquals(values.length, histogram.total());
    }
  }

  @Test
  void holdBack_followsTheSampling() {
    long hour = 3_600_000;
    assertEquals(12 * hour, Adaptation.of(1, true).holdBackMillis());
    assertEquals(12 * hour, Adaptation.of(60_000, true).holdBackMillis());
    assertEquals(12 * hour, Adaptation.of(900_000, true).holdBackMillis());
    assertEquals(24 * hour, Adaptation.of(1_800_000, true).holdBackMillis());
    assertEquals(48 * hour, Adaptation.of(hour, true).holdBackMillis());
    assertEquals(16 * 24 * hour, Adaptation.of(24 * hour, true).holdBackMillis());
    assertEquals(720, Adaptation.of(0, false).holdBackMillis());
  }
}
