package io.stillwater.train.threshold;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.PValue;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.WindowError;
import io.stillwater.evaluate.AlarmEpisodes;
import io.stillwater.event.Reading;
import io.stillwater.train.Served;
import io.stillwater.window.Window;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EpisodesTest {
  @Test
  void tableOfTheJavadoc_holds() {
    Episodes episodes = new Episodes(new PolicySpec(2, 3, 3, 0));
    double[] levels = episodes.openingLevels(new double[] {1, 5, 2, 4, 0});
    assertArrayEquals(new double[] {Double.NEGATIVE_INFINITY, 1, 2, 4, 0}, levels);
  }

  @Test
  void oneOfOne_opensAtEveryScore() {
    double[] scores = {3, 1, 2};
    assertArrayEquals(scores, new Episodes(new PolicySpec(1, 1, 1, 0)).openingLevels(scores));
  }

  @Test
  void peaks_areThoseOfSeparateEpisodes() {
    Episodes episodes = new Episodes(new PolicySpec(1, 1, 2, 0));
    double[] scores = {0, 5, 0, 7, 0, 0, 0, 6, 9};
    assertEquals(
        List.of(new Episodes.Opening(1, 7), new Episodes.Opening(7, 9)),
        opened(episodes, scores, 1));
    assertEquals(List.of(new Episodes.Opening(8, 9)), opened(episodes, scores, 7));
  }

  /** The episodes of one run. */
  static List<Episodes.Opening> opened(Episodes episodes, double[] scores, double threshold) {
    List<double[]> levels = List.of(episodes.openingLevels(scores));
    return episodes.openings(List.of(scores), levels, threshold);
  }

  /** What training counts is what the stream does. */
  @Test
  void counts_equalThoseOfThePolicyThatServes() {
    Random random = new Random(1);
    for (PolicySpec spec :
        List.of(PolicySpec.DEFAULT, new PolicySpec(1, 1, 1, 0), new PolicySpec(3, 5, 5, 0))) {
      double[] scores = random.doubles(3_000).toArray();
      for (double threshold : new double[] {0.3, 0.6, 0.8, 0.95}) {
        Episodes episodes = new Episodes(spec);
        int counted = opened(episodes, scores, threshold).size();
        List<Verdict> verdicts =
            IntStream.range(0, scores.length)
                .mapToObj(i -> verdict(i, scores[i], threshold))
                .toList();
        int served = Served.opened(spec, verdicts).size();
        assertEquals(served, counted, spec + " at " + threshold);
      }
    }
  }

  /** The alarm level of a window says at which thresholds an episode is open. */
  @Test
  void alarmLevels_areThoseOfThePolicyThatServes() {
    Random random = new Random(2);
    for (PolicySpec spec :
        List.of(
            PolicySpec.DEFAULT,
            new PolicySpec(1, 1, 1, 0),
            new PolicySpec(3, 5, 5, 0),
            new PolicySpec(1, 2, 30, 0))) {
      double[] scores = random.doubles(2_000).toArray();
      Episodes episodes = new Episodes(spec);
      double[] levels = episodes.alarmLevels(scores, episodes.openingLevels(scores));
      for (double threshold : new double[] {0.3, 0.6, 0.8, 0.95, 0.99}) {
        AlarmEpisodes policy = new AlarmEpisodes(spec);
        for (int i = 0; i < scores.length; i++) {
          policy.opens(scores[i] > threshold);
          assertEquals(policy.open(), levels[i] > threshold, spec + " at " + threshold);
        }
      }
    }
  }

  private static Verdict verdict(int time, double score, double threshold) {
    Window window = new Window(new Reading[] {Reading.ofRow("k", time, new double[] {0}, time)}, 0);
    WindowError error = new WindowError(new double[] {score}, new double[] {1});
    return new Verdict(window, error, score, new PValue(1 - score, false), score > threshold);
  }
}
