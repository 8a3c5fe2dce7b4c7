package io.stillwater.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwater.evaluate.Ranking;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class VusTest {
  private static final double EXACT = 1e-11;

  @Test
  void referenceCases_agree() throws IOException {
    int slices = 0;
    int rangeAucs = 0;
    JsonNode cases = Reference.file("point_cases.json").get("cases");
    for (JsonNode on : cases) {
      String name = on.get("name").asText();
      double[] scores = Reference.numbers(on.get("scores"));
      boolean[] labels = Reference.labels(on.get("labels"));
      int window = on.get("window").asInt();
      int thresholds = on.get("thresholds").asInt();
      JsonNode expected = on.get("expected");

      Vus vus = Vus.of(scores, labels, window, thresholds);
      assertEquals(expected.get("vus_roc").asDouble(), vus.roc(), EXACT, name);
      assertEquals(expected.get("vus_pr").asDouble(), vus.pr(), EXACT, name);
      for (JsonNode slice : expected.get("vus_slices")) {
        CurveAreas curve =
            new Slices(scores, labels, thresholds).slice(slice.get("window").asInt());
        assertEquals(slice.get("auc_roc").asDouble(), curve.roc(), EXACT, name);
        assertEquals(slice.get("auc_pr").asDouble(), curve.pr(), EXACT, name);
        slices++;
      }
      if (expected.has("r_auc_roc")) {
        RangeAuc range = RangeAuc.of(scores, labels, window);
        assertEquals(expected.get("r_auc_roc").asDouble(), range.roc(), EXACT, name);
        assertEquals(expected.get("r_auc_pr").asDouble(), range.pr(), EXACT, name);
        rangeAucs++;
      }
    }
    assertEquals(21, cases.size());
    assertEquals(20, rangeAucs);
    assertTrue(slices >= 21 * 2, "slices compared: " + slices);
  }

  @Test
  void randomSeries_agreeWithTheDefinitionWordByWord() {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 60; trial++) {
      int rows = 5 + random.nextInt(90);
      double[] scores = Draws.scores(random, rows, 1 + random.nextInt(200));
      boolean[] labels = Draws.labels(random, rows, 1 + random.nextInt(12), 1 + random.nextInt(25));
      int window = random.nextInt(30);
      int thresholds = 2 + random.nextInt(60);
      double roc = 0;
      double pr = 0;
      for (int width = 0; width <= window; width++) {
        NaiveSlice slice = NaiveSlice.of(scores, labels, width, thresholds);
        roc += slice.roc() / (window + 1);
        pr += slice.pr() / (window + 1);
      }
      Vus vus = Vus.of(scores, labels, window, thresholds);
      assertEquals(roc, vus.roc(), EXACT, "trial " + trial);
      assertEquals(pr, vus.pr(), EXACT, "trial " + trial);
    }
  }

  @Test
  void randomSeries_rangeAucAgreesWithItsDefinition() {
    SplittableRandom random = new SplittableRandom(9);
    for (int trial = 0; trial < 60; trial++) {
      int rows = 5 + random.nextInt(150);
      double[] scores = Draws.scores(random, rows, 1 + random.nextInt(200));
      boolean[] labels = Draws.labels(random, rows, 1 + random.nextInt(12), 1 + random.nextInt(25));
      int width = random.nextInt(30);
      NaiveSlice expected = NaiveSlice.rangeAuc(scores, labels, width, Vus.THRESHOLDS);
      RangeAuc range = RangeAuc.of(scores, labels, width);
      assertEquals(expected.roc(), range.roc(), EXACT, "trial " + trial);
      assertEquals(expected.pr(), range.pr(), EXACT, "trial " + trial);
    }
  }

  @Test
  void rankOfThreshold_isOfTheRoundedStep() {
    // With 319 rows some product falls just short of the integer that exact division gives.
    double[] scores = new SplittableRandom(10).doubles(319).toArray();
    double[] ascending = scores.clone();
    Arrays.sort(ascending);
    ThresholdGrid grid = new ThresholdGrid(scores, 250);
    int differing = 0;
    for (int j = 0; j < 249; j++) {
      int rounded = (int) (j * (318 / 249.0));
      differing += rounded == j * 318 / 249 ? 0 : 1;
      double threshold = ascending[318 - rounded];
      for (int i = 0; i < 319; i++) {
        assertEquals(scores[i] >= threshold, grid.first(i) <= j, "threshold " + j + " row " + i);
      }
    }
    assertTrue(differing > 0, "the two ways must differ for this count of rows");
  }

  @Test
  void oneAlarmBesideTheRange_earnsTheCreditOfItsDistance() {
    // Range of row 3 alone, width 2: rows 2 and 4 carry √(1 − 1/2) = c. Row 4 alone is flagged at
    // the
    // first threshold (hit c, positives 1 + c/2, zone found, precision c), everything at the second
    // (hit 1 + 2c, positives 1 + c, recall 1, precision (1 + 2c)/8).
    double c = Math.sqrt(0.5);
    double[] scores = {0, 0, 0, 0, 1, 0, 0, 0};
    boolean[] labels = {false, false, false, true, false, false, false, false};
    CurveAreas curve = new Slices(scores, labels, 2).slice(2);
    double rate = c / (1 + c / 2);
    double falseRate = (1 - c) / (8 - 1 - c / 2);
    double last = (8 - 1 - 2 * c) / (8 - 1 - c);
    assertEquals(rate * c + (1 - rate) * (1 + 2 * c) / 8, curve.pr(), EXACT);
    assertEquals(
        falseRate * rate / 2 + (last - falseRate) * (1 + rate) / 2 + (1 - last),
        curve.roc(),
        EXACT);
  }

  @Test
  void windowOfNoRows_oneRange_enoughThresholds_isRocOverRows() {
    // Without buffers and with one range, existence is 1 wherever recall is above 0.
    SplittableRandom random = new SplittableRandom(7);
    double[] scores = random.doubles(200).toArray();
    boolean[] labels = new boolean[200];
    Arrays.fill(labels, 50, 90, true);
    Vus vus = Vus.of(scores, labels, 0, 200);
    Ranking ranking = new Ranking(scores, labels);
    assertEquals(ranking.auroc(), vus.roc(), EXACT);
    assertEquals(ranking.aupr(), vus.pr(), EXACT);
  }

  @Test
  void zonesThatShareARow_areOne_thoseThatAdjoin_areTwo() {
    List<Range> ranges = List.of(new Range(2, 3), new Range(8, 9), new Range(13, 13));
    assertEquals(List.of(new Range(0, 5), new Range(6, 15)), new SoftLabels(16, ranges, 5).zones());
    assertEquals(List.of(new Range(0, 15)), new SoftLabels(16, ranges, 7).zones());
  }

  @Test
  void anyOrderPreservingChange_leavesBothAsTheyAre() {
    SplittableRandom random = new SplittableRandom(1);
    double[] scores = Draws.scores(random, 300, 40);
    double[] changed =
        Arrays.stream(scores)
            .map(s -> s == 0 ? Double.NEGATIVE_INFINITY : Math.exp(5 * s) - 100)
            .toArray();
    boolean[] labels = Draws.labels(random, 300, 9, 40);
    assertEquals(Vus.of(scores, labels, 20), Vus.of(changed, labels, 20));
  }

  @Test
  void windowFarBeyondTheSeries_isDefined() {
    Vus vus = Vus.of(new double[] {0, 3, 1}, new boolean[] {false, true, false}, 500);
    assertTrue(vus.roc() > 0.9 && vus.roc() <= 1, vus.toString());
  }

  @Test
  void oneKindOfRowsOnly_isUndefined() {
    Vus none = new Vus(Double.NaN, Double.NaN);
    assertEquals(none, Vus.of(new double[] {1, 2}, new boolean[2], 3));
    assertEquals(none, Vus.of(new double[] {1, 2}, new boolean[] {true, true}, 3));
    assertEquals(none, Vus.of(new double[0], new boolean[0], 3));
    assertTrue(Double.isNaN(RangeAuc.of(new double[] {1, 2}, new boolean[2], 3).pr()));
  }

  @Test
  void inputThatMakesNoSense_isRefused() {
    double[] scores = {1, 2};
    boolean[] labels = {true, false};
    refused("row 1", () -> Vus.of(new double[] {1, Double.NaN}, labels, 3));
    refused("each of 2 scores", () -> Vus.of(scores, new boolean[3], 3));
    refused("window must be at least 0: was -1", () -> Vus.of(scores, labels, -1));
    refused("thresholds must be at least 2: were 1", () -> Vus.of(scores, labels, 3, 1));
  }

  private static void refused(String said, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(said), message);
  }

  @Test
  void hundredThousandRows_takeSeconds() {
    SplittableRandom random = new SplittableRandom(2);
    boolean[] labels = Draws.labels(random, 100_000, 200, 2000);
    double[] scores = new double[labels.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextDouble() + (labels[i] ? 1 : 0);
    }
    Vus vus =
        Assertions.assertTimeout(
            Duration.ofSeconds(30), () -> Vus.of(scores, labels, 303)); // alone: below one
    assertEquals(1, vus.roc(), 0.01); // every anomalous row above every normal one
    assertEquals(1, vus.pr(), 0.05);
  }
}
