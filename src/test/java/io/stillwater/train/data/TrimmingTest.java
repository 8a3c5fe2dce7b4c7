package io.stillwater.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrimmingTest {
  /** The quantiles of an exponential distribution: what 1,000 scores would be without chance. */
  private static final double[] EXPONENTIAL =
      IntStream.range(0, 1_000).mapToDouble(i -> -Math.log((i + 0.5) / 1_000)).toArray();

  @Test
  void tableOfTheJavadoc_comesOut() {
    assertEquals(0, found(Trimming.AUTO, withTen(6)));
    assertEquals(10, found(Trimming.AUTO, withTen(8)));
  }

  @Test
  void cleanScores_keepNearlyAll() {
    Random random = new Random(1);
    long found = 0;
    for (int run = 0; run < 50; run++) {
      double[] normal = DoubleStream.generate(random::nextGaussian).limit(2_000).toArray();
      found += found(Trimming.AUTO, normal);
    }
    assertEquals(0, found, "of 100,000 normal scores");
  }

  @Test
  void contamination_isFoundUpToATwentieth() {
    for (int bad : new int[] {5, 20, 50}) {
      double[] scores =
          DoubleStream.concat(
                  Arrays.stream(EXPONENTIAL), DoubleStream.generate(() -> 20).limit(bad))
              .toArray();
      long found = found(Trimming.AUTO, scores);
      assertTrue(found >= bad && found <= bad + Math.max(1, bad / 9), found + " of " + bad);
    }
  }

  @Test
  void share_takesTheHighest() {
    assertEquals(20, found(Trimming.share(0.02), EXPONENTIAL));
    assertEquals(0, found(Trimming.share(0), EXPONENTIAL));
    assertThrows(IllegalArgumentException.class, () -> Trimming.share(0.3));
    assertThrows(IllegalArgumentException.class, () -> Trimming.share(-0.1));
  }

  @Test
  void scoresAllAlike_keepAll() {
    assertEquals(0, found(Trimming.AUTO, new double[1_000]));
  }

  private static double[] withTen(double high) {
    return DoubleStream.concat(
            Arrays.stream(EXPONENTIAL).filter(score -> score < 6),
            DoubleStream.generate(() -> high).limit(10))
        .toArray();
  }

  private static long found(Trimming trimming, double[] scores) {
    double limit = trimming.limit(scores);
    return Arrays.stream(scores).filter(score -> score > limit).count();
  }
}
