package io.stillwater.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.alert.AlertState;
import io.stillwater.alert.EpisodePolicy;
import io.stillwater.alert.OpenEpisode;
import io.stillwater.alert.PolicyMemory;
import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.PValue;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.WindowError;
import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import java.util.List;
import java.util.Random;
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
    assertEquals(List.of(7.0, 9.0), episodes.peaks(scores, episodes.openingLevels(scores), 1));
    assertEquals(List.of(9.0), episodes.peaks(scores, episodes.openingLevels(scores), 7));
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
        int counted = episodes.peaks(scores, episodes.openingLevels(scores), threshold).size();
        assertEquals(served(spec, scores, threshold), counted, spec + " at " + threshold);
      }
    }
  }

  private static int served(PolicySpec spec, double[] scores, double threshold) {
    EpisodePolicy policy = new EpisodePolicy(spec, 0.01);
    PolicyMemory memory = new PolicyMemory(spec.n());
    OpenEpisode open = null;
    int count = 0;
    for (int i = 0; i < scores.length; i++) {
      Verdict verdict = verdict(i, scores[i], threshold);
      memory.push(verdict.beyond(), i);
      if (open != null) {
        open = policy.advance(open, verdict, i) == AlertState.RESOLVED ? null : open;
      } else if (policy.opens(memory, verdict, Long.MIN_VALUE)) {
        open = policy.open("e" + i, verdict, i);
        count++;
      }
    }
    return count;
  }

  private static Verdict verdict(int time, double score, double threshold) {
    Window window = new Window(new Reading[] {Reading.ofRow("k", time, new double[] {0}, time)}, 0);
    WindowError error = new WindowError(new double[] {score}, new double[] {1});
    return new Verdict(window, error, score, new PValue(1 - score, false), score > threshold);
  }
}
