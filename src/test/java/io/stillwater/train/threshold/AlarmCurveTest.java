package io.stillwater.train.threshold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.PolicySpec;
import io.stillwater.evaluate.AlarmEpisodes;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AlarmCurveTest {
  private static final int SIZE = 500;
  private static final Episodes EPISODES = new Episodes(PolicySpec.DEFAULT);
  private static final double[] SCORES = wandering(20_000);

  private final AlarmCurve curve = new AlarmCurve(EPISODES, List.of(SCORES), SIZE);
  private final EpisodeCurve episodes = new EpisodeCurve(EPISODES, List.of(SCORES), SIZE, 300);

  private static double[] wandering(int count) {
    Random random = new Random(3);
    double[] scores = new double[count];
    for (int i = 1; i < count; i++) {
      scores[i] = 0.8 * scores[i - 1] + random.nextGaussian();
    }
    return scores;
  }

  private static int inAlarm(double threshold) {
    AlarmEpisodes policy = new AlarmEpisodes(PolicySpec.DEFAULT);
    int open = 0;
    for (double score : SCORES) {
      policy.opens(score > threshold);
      open += policy.open() ? 1 : 0;
    }
    return open;
  }

  /** The policy itself is the oracle. */
  @Test
  void counts_areThoseOfThePolicy() {
    for (double level = -1; level < 6; level += 0.25) {
      assertEquals(inAlarm(level), curve.count(level, episodes.all()), "at " + level);
    }
  }

  @Test
  void level_isTheLowestWithNoMore() {
    for (int wanted : new int[] {0, 30, 200, 5_000}) {
      double level = curve.level(wanted, episodes.all());
      assertTrue(inAlarm(level) <= wanted, "at " + level);
      assertTrue(wanted == 0 || inAlarm(Math.nextDown(level)) > wanted, "below " + level);
    }
  }

  @Test
  void drawing_countsPiecesAsOftenAsTheyAreInIt() {
    int[] all = episodes.all();
    double count = 0;
    double excess = 0;
    for (int piece = 0; piece < all.length; piece++) {
      int[] three = new int[all.length];
      three[piece] = 3;
      count += curve.count(2, three);
      excess += curve.excess(2, three);
    }
    assertEquals(3 * curve.count(2, all), count);
    assertEquals(3 * curve.excess(2, all), excess, 1e-6);
  }

  /** Counted and extrapolated shares meet, fall with the threshold, and level is the inverse. */
  @Test
  void share_fallsAndIsInverted() {
    SplittableRandom random = new SplittableRandom(4);
    for (int[] drawing : List.of(episodes.all(), episodes.draw(random))) {
      AlarmShare share = new AlarmShare(curve, episodes, drawing);
      double before = 1;
      for (double level = -2; level < 12; level += 0.5) {
        assertTrue(share.at(level) <= before, "at " + level);
        before = share.at(level);
      }
      assertEquals(1e-5, share.at(share.level(1e-5)), 1e-9);
      assertEquals(0.2, share.at(share.level(0.2)), 0.005);
      assertTrue(share.depth(1e-5) > 3 && share.depth(0.2) == 0);
    }
  }
}
