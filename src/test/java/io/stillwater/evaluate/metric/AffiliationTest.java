package io.stillwater.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class AffiliationTest {
  private static final double EXACT = 1e-12;

  @Test
  void referenceCases_agree() throws IOException {
    JsonNode cases = Reference.file("point_cases.json").get("cases");
    int zones = 0;
    for (JsonNode on : cases) {
      String name = on.get("name").asText();
      double[] scores = Reference.numbers(on.get("scores"));
      boolean[] labels = Reference.labels(on.get("labels"));
      JsonNode expected = on.at("/expected/affiliation");
      boolean[] alarms = above(scores, expected.get("threshold").asDouble());
      assertEquals(Reference.ranges(expected.get("predicted_ranges")), Range.runs(alarms), name);
      Affiliation affiliation = Affiliation.of(alarms, labels);
      assertEquals(
          Reference.number(expected.get("precision")), affiliation.precision(), EXACT, name);
      assertEquals(Reference.number(expected.get("recall")), affiliation.recall(), EXACT, name);
      assertEquals(Reference.number(expected.get("f1")), affiliation.f1(), EXACT, name);
      List<Zone> found = Affiliation.zones(alarms, labels);
      assertEquals(expected.get("per_event").size(), found.size(), name);
      for (int k = 0; k < found.size(); k++, zones++) {
        JsonNode event = expected.get("per_event").get(k);
        assertEquals(
            Reference.number(event.get("precision")), found.get(k).precision(), EXACT, name);
        assertEquals(Reference.number(event.get("recall")), found.get(k).recall(), EXACT, name);
      }
    }
    assertEquals(21, cases.size());
    assertTrue(zones > 21, "zones compared: " + zones);
  }

  @Test
  void referenceCases_bestOfHundredThresholds_agree() throws IOException {
    for (JsonNode on : Reference.file("point_cases.json").get("cases")) {
      double[] scores = Reference.numbers(on.get("scores"));
      boolean[] labels = Reference.labels(on.get("labels"));
      double min = Arrays.stream(scores).min().orElseThrow();
      double max = Arrays.stream(scores).max().orElseThrow();
      double best = Double.NaN;
      int index = -1;
      for (int k = 0; k < 100; k++) {
        double f1 = Affiliation.of(above(scores, threshold(min, max, k)), labels).f1();
        if (f1 > best || (Double.isNaN(best) && !Double.isNaN(f1))) {
          best = f1;
          index = k;
        }
      }
      JsonNode expected = on.at("/expected/affiliation_best_f1");
      String name = on.get("name").asText();
      assertEquals(Reference.number(expected.get("f1")), best, EXACT, name);
      assertEquals(expected.get("grid_index").asInt(-1), index, name);
      if (index >= 0) {
        assertEquals(expected.get("threshold").asDouble(), threshold(min, max, index), 1e-9, name);
      }
    }
  }

  private static double threshold(double min, double max, int k) {
    return k == 99 ? max : k * ((max - min) / 99) + min;
  }

  private static boolean[] above(double[] scores, double threshold) {
    boolean[] alarms = new boolean[scores.length];
    for (int i = 0; i < alarms.length; i++) {
      alarms[i] = scores[i] > threshold;
    }
    return alarms;
  }

  @Test
  void alarmBehindTheRange_byHand() {
    // Zone [0, 10), range [4, 6), alarm [8, 9), margins 4. Precision: distances 2 to 3, a random
    // point
    // is nearer with (2 + 2d)/10, so 1 − 0.2 − 0.2·2.5. Recall: y in [4, 6) is 8 − y away, mean 3,
    // which never exceeds the nearer end of the zone, so 1 − 2·3/10.
    boolean[] alarms = new boolean[10];
    boolean[] labels = new boolean[10];
    alarms[8] = true;
    labels[4] = true;
    labels[5] = true;
    Affiliation affiliation = Affiliation.of(alarms, labels);
    assertEquals(0.3, affiliation.precision(), EXACT);
    assertEquals(0.4, affiliation.recall(), EXACT);
    assertEquals(2 * 0.3 * 0.4 / 0.7, affiliation.f1(), EXACT);
  }

  @Test
  void randomSeries_agreeWithChancesThatAreCounted() {
    SplittableRandom random = new SplittableRandom(6);
    int undefined = 0;
    for (int trial = 0; trial < 300; trial++) {
      int rows = 5 + random.nextInt(40);
      boolean[] labels = Draws.labels(random, rows, 1 + random.nextInt(8), 1 + random.nextInt(15));
      boolean[] alarms = new boolean[rows];
      double share = random.nextInt(4) / 5.0;
      for (int i = 0; i < rows; i++) {
        alarms[i] = random.nextDouble() < share;
      }
      double[] counted = counted(alarms, labels);
      Affiliation affiliation = Affiliation.of(alarms, labels);
      assertEquals(counted[0], affiliation.precision(), EXACT, "trial " + trial);
      assertEquals(counted[1], affiliation.recall(), EXACT, "trial " + trial);
      undefined += Double.isNaN(counted[0]) ? 1 : 0;
    }
    assertTrue(undefined > 10, "trials without an alarm: " + undefined);
  }

  /**
   * Precision and recall from cells of a quarter row, each asking all cells of an eighth in its
   * zone which of them are at least as far: exact, since all ends lie on halves.
   */
  private static double[] counted(boolean[] alarms, boolean[] labels) {
    int cells = 4 * labels.length;
    List<Range> ranges = Range.runs(labels);
    double precisions = 0;
    double recalls = 0;
    int defined = 0;
    for (int k = 0; k < ranges.size(); k++) {
      Range range = ranges.get(k);
      double from = k == 0 ? 0 : (ranges.get(k - 1).last() + 1 + range.first()) / 2.0;
      double to =
          k == ranges.size() - 1
              ? labels.length
              : (range.last() + 1 + ranges.get(k + 1).first()) / 2.0;
      double precision = 0;
      double recall = 0;
      int flagged = 0;
      for (int c = 0; c < cells; c++) {
        double x = (c + 0.5) / 4;
        if (x > from && x < to && alarms[(int) x]) {
          precision += chance(from, to, x, labels, ranges, k);
          flagged++;
        }
        if (x > range.first() && x < range.last() + 1) {
          double distance = nearest(from, to, x, alarms);
          recall += distance < to - from ? atLeast(from, to, x, distance) : 0;
        }
      }
      precisions += flagged == 0 ? 0 : precision / flagged;
      defined += flagged == 0 ? 0 : 1;
      recalls += recall / (4 * range.rows());
    }
    return new double[] {precisions / defined, recalls / ranges.size()};
  }

  /** The share of the zone that is at least as far from its range as x. */
  private static double chance(
      double from, double to, double x, boolean[] labels, List<Range> ranges, int k) {
    if (labels[(int) x]) {
      return 1;
    }
    double first = ranges.get(k).first();
    double stop = ranges.get(k).last() + 1;
    double distance = Math.max(first - x, x - stop);
    int far = 0;
    int all = 0;
    for (double z = from + 1 / 16.0; z < to; z += 1 / 8.0) {
      far += Math.max(first - z, z - stop) >= distance ? 1 : 0;
      all++;
    }
    return (double) far / all;
  }

  /** The share of the zone that is at least that far from x. */
  private static double atLeast(double from, double to, double x, double distance) {
    int far = 0;
    int all = 0;
    for (double z = from + 1 / 16.0; z < to; z += 1 / 8.0) {
      far += Math.abs(z - x) >= distance ? 1 : 0;
      all++;
    }
    return (double) far / all;
  }

  /** How far x is from flagged time within the zone; infinite where nothing is flagged. */
  private static double nearest(double from, double to, double x, boolean[] alarms) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < alarms.length; i++) {
      double start = Math.max(from, i);
      double stop = Math.min(to, i + 1.0);
      if (alarms[i] && start < stop) {
        nearest = Math.min(nearest, Math.max(0, Math.max(start - x, x - stop)));
      }
    }
    return nearest;
  }

  @Test
  void alarmsOnEveryLabelledRowAndNoOther_areOne() {
    boolean[] labels = Draws.labels(new SplittableRandom(8), 200, 9, 30);
    Affiliation affiliation = Affiliation.of(labels, labels);
    assertEquals(1, affiliation.precision(), EXACT);
    assertEquals(1, affiliation.recall(), EXACT);
    assertEquals(1, affiliation.f1(), EXACT);
  }

  @Test
  void noAlarm_hasNoPrecision_noLabel_hasNothing() {
    boolean[] some = {false, true, false};
    Affiliation silent = Affiliation.of(new boolean[3], some);
    assertEquals(new Affiliation(Double.NaN, 0, Double.NaN), silent);
    Affiliation unlabelled = Affiliation.of(some, new boolean[3]);
    assertEquals(new Affiliation(Double.NaN, Double.NaN, Double.NaN), unlabelled);
    assertThrows(
        IllegalArgumentException.class, () -> Affiliation.of(new boolean[2], new boolean[3]));
  }

  @Test
  void hundredThousandRows_manyRuns_takeNoTime() {
    SplittableRandom random = new SplittableRandom(2);
    boolean[] labels = Draws.labels(random, 100_000, 20, 60);
    boolean[] alarms = new boolean[labels.length];
    for (int i = 0; i < alarms.length; i++) {
      alarms[i] = random.nextInt(3) == 0;
    }
    Affiliation affiliation =
        Assertions.assertTimeout(
            Duration.ofSeconds(20), () -> Affiliation.of(alarms, labels)); // alone: below 0.2
    assertTrue(affiliation.recall() > 0.9, affiliation.toString()); // an alarm is never far
  }
}
