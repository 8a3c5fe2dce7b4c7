package io.stillwater.train.threshold;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.PolicySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EpisodeCurveTest {
  private static final Episodes EPISODES = new Episodes(PolicySpec.DEFAULT);
  private static final double[] SCORES = wandering(20_000);

  private final EpisodeCurve curve = new EpisodeCurve(EPISODES, List.of(SCORES), 500, 300);

  /** The policy itself is the oracle. */
  @Test
  void counts_areThoseOfThePolicy() {
    for (double level = curve.lowest(); level < curve.highest(); level += 0.05) {
      int counted = EpisodesTest.opened(EPISODES, SCORES, level).size();
      double told = curve.count(level, curve.all());
      assertEquals(counted, told, 2 + 0.05 * counted, "at " + level);
    }
  }

  @Test
  void level_isWhereSoManyOpen() {
    for (int wanted : new int[] {5, 20, 80, 250}) {
      double level = curve.level(wanted, curve.all());
      assertEquals(wanted, EpisodesTest.opened(EPISODES, SCORES, level).size(), 2 + 0.05 * wanted);
    }
  }

  @Test
  void drawing_countsPiecesAsOftenAsTheyAreInIt() {
    int[] none = new int[curve.all().length];
    double level = curve.level(50, curve.all());
    double sum = 0;
    double excess = 0;
    for (int piece = 0; piece < none.length; piece++) {
      int[] three = none.clone();
      three[piece] = 3;
      sum += curve.count(level, three);
      excess += curve.excess(level, three);
    }
    assertEquals(3 * curve.count(level, curve.all()), sum, 1e-9);
    assertEquals(3 * curve.excess(level, curve.all()), excess, 1e-9);
    int[] drawn = curve.draw(new SplittableRandom(1));
    assertEquals(none.length, Arrays.stream(drawn).sum());
    assertArrayEquals(drawn, curve.draw(new SplittableRandom(1)));
  }

  @Test
  void scoresThatAreAllAlike_haveNoGrid() {
    assertTrue(new EpisodeCurve(EPISODES, List.of(new double[100]), 10, 20).isEmpty());
  }

  private static double[] wandering(int count) {
    Random random = new Random(3);
    double[] scores = new double[count];
    for (int i = 1; i < count; i++) {
      scores[i] = 0.8 * scores[i - 1] + random.nextGaussian();
    }
    return scores;
  }
}
