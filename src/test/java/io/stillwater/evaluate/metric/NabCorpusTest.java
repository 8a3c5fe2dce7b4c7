package io.stillwater.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NabCorpusTest {
  private static final double EXACT = 1e-12;
  private static final NabProfile STANDARD = NabProfile.STANDARD;

  @Test
  void weights_followTheirClosedForm() {
    // 2/(1 + exp(5x)) − 1 = −tanh(5x/2).
    NabProfile profile = new NabProfile(2, 0.3, 5);
    NabSeries series =
        new NabSeries("made", new double[60], List.of(new Range(10, 13), new Range(40, 40)));
    double[] expected = new double[60];
    for (int i = 0; i < 60; i++) {
      if (i < 10) {
        expected[i] = -0.3;
      } else if (i <= 13) {
        expected[i] = 2 * Math.tanh(2.5 * (14 - i) / 4.0) / Math.tanh(2.5);
      } else if (i <= 22) { // three widths less one
        expected[i] = -0.3 * Math.tanh(2.5 * (i - 13) / 3.0);
      } else {
        expected[i] = i == 40 ? 2 : -0.3; // a window of one row has nothing gradual behind it
      }
    }
    assertArrayEquals(expected, series.weights(profile), EXACT);
  }

  @Test
  void firstRowOfEveryWindow_andNothingElse_isHundred() {
    NabSeries series = series(100, List.of(new Range(30, 39), new Range(70, 70)), 30, 70);
    NabScore best = new NabCorpus(List.of(series)).best(STANDARD);
    assertEquals(100, best.normalised(), EXACT);
    assertEquals(2, best.raw(), EXACT);
    assertEquals(1, best.threshold(), EXACT);
    assertEquals(new NabCounts(2, 0, 9, 85 - 11), best.counts());
  }

  @Test
  void onlyTheBestDetectionOfAWindowEarns_eachOutsideCosts() {
    List<Range> windows = List.of(new Range(30, 39), new Range(60, 69));
    NabSeries series = series(100, windows, 20, 25, 33, 34, 39);
    NabScore.OfFile file = new NabCorpus(List.of(series)).at(STANDARD, 1).files().get(0);
    double earned = Math.tanh(2.5 * 0.7) / Math.tanh(2.5);
    assertEquals(earned - 2 * 0.11 - 1, file.raw(), EXACT);
    assertEquals(1, file.found());
    assertEquals(2, file.windows());
    assertEquals(new NabCounts(3, 2, 17, 63), file.counts());
  }

  @Test
  void scoresThatHelpNowhere_keepSilent() {
    NabSeries series = new NabSeries("flat", new double[1000], List.of(new Range(300, 310)));
    NabScore best = new NabCorpus(List.of(series)).best(STANDARD);
    assertEquals(1.1, best.threshold(), EXACT);
    assertEquals(0, best.normalised(), EXACT);
    assertEquals(-1, best.raw(), EXACT);
  }

  @Test
  void scoresAboveOne_canBeSilencedToo() {
    double[] scores = new double[1000];
    Arrays.fill(scores, 7);
    NabSeries series = new NabSeries("high", scores, List.of(new Range(300, 310)));
    NabScore best = new NabCorpus(List.of(series)).best(STANDARD);
    assertEquals(0, best.normalised(), EXACT);
    assertEquals(0, best.counts().fp() + best.counts().tp());
  }

  @Test
  void probation_doesNotCount() {
    NabSeries shorter = series(100, List.of(new Range(50, 59)), 0, 14, 50);
    assertEquals(100, new NabCorpus(List.of(shorter)).best(STANDARD).normalised(), EXACT);
    NabSeries counted = series(100, List.of(new Range(50, 59)), 15, 50);
    double raw = new NabCorpus(List.of(counted)).at(STANDARD, 1).raw();
    assertEquals(1 - 0.11, raw, EXACT);
    NabSeries longer = series(10_000, List.of(new Range(5000, 5009)), 749, 5000);
    assertEquals(100, new NabCorpus(List.of(longer)).best(STANDARD).normalised(), EXACT);
    NabSeries behind = series(10_000, List.of(new Range(5000, 5009)), 750, 5000);
    assertEquals(1 - 0.11, new NabCorpus(List.of(behind)).at(STANDARD, 1).raw(), EXACT);
  }

  @Test
  void best_isTheHighestOfAllThresholds_andOfEqualOnesTheHighestThreshold() {
    SplittableRandom random = new SplittableRandom(12);
    int loud = 0;
    for (int trial = 0; trial < 40; trial++) {
      List<NabSeries> all = new ArrayList<>();
      for (int f = 0; f < 3; f++) {
        int rows = 20 + random.nextInt(100);
        boolean[] inWindow = Draws.labels(random, rows, 12, 30);
        double[] scores = Draws.scores(random, rows, 1 + random.nextInt(40));
        for (int i = 0; i < rows; i++) {
          scores[i] = inWindow[i] && random.nextInt(4) == 0 ? scores[i] + 1 : scores[i];
        }
        all.add(new NabSeries("file " + f, scores, Range.runs(inWindow)));
      }
      NabCorpus corpus = new NabCorpus(all);
      NabProfile profile = trial % 2 == 0 ? STANDARD : new NabProfile(1, 0.05, 3);
      double[] thresholds =
          all.stream()
              .flatMapToDouble(s -> Arrays.stream(s.scores()).skip(s.probation()))
              .distinct()
              .toArray();
      NabScore expected = corpus.at(profile, 1000);
      NabScore best = corpus.best(profile);
      for (double threshold : descending(thresholds)) {
        NabScore here = corpus.at(profile, threshold);
        expected = here.raw() > expected.raw() + 1e-9 ? here : expected;
      }
      assertEquals(expected.raw(), best.raw(), EXACT, "trial " + trial);
      assertEquals(expected.counts(), best.counts(), "trial " + trial);
      loud += best.counts().tp() > 0 ? 1 : 0;
    }
    assertTrue(loud > 20, "trials with a detection: " + loud);
  }

  private static double[] descending(double[] values) {
    return DoubleStream.of(values).map(v -> -v).sorted().map(v -> -v).toArray();
  }

  @Test
  void corpusWithoutWindows_isUndefined() {
    NabScore score = new NabCorpus(List.of(series(50, List.of(), 30))).at(STANDARD, 1);
    assertEquals(-0.11, score.raw(), EXACT);
    assertTrue(Double.isNaN(score.normalised()), score.toString());
  }

  @Test
  void inputThatMakesNoSense_isRefused() {
    double[] nine = new double[9];
    refused("in order", () -> new NabSeries("a", nine, List.of(new Range(3, 9))));
    refused("in order", () -> new NabSeries("a", nine, List.of(new Range(3, 4), new Range(4, 5))));
    refused("row 0", () -> new NabSeries("a", new double[] {Double.NaN}, List.of()));
    refused(
        "below infinity",
        () -> new NabSeries("a", new double[] {Double.POSITIVE_INFINITY}, List.of()));
    refused("at least 1 series", () -> new NabCorpus(List.of()));
    refused(
        "must be a number",
        () -> new NabCorpus(List.of(series(9, List.of()))).at(STANDARD, Double.NaN));
    refused("weigh more than 0", () -> new NabProfile(0, 1, 1));
    refused("was 3 to 2", () -> new Range(3, 2));
  }

  private static void refused(String said, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(said), message);
  }

  private static NabSeries series(int rows, List<Range> windows, int... detections) {
    double[] scores = new double[rows];
    for (int i : detections) {
      scores[i] = 1;
    }
    return new NabSeries("made", scores, windows);
  }
}
