package io.stillwater.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventScoreTest {
  private static final double EXACT = 1e-12;

  @Test
  void workedTable() {
    EventScore score = EventScore.of(rows("1010111001"), rows("0001110000"), 2);
    assertEquals(new EventScore(1, 1, 1, 1, 3, 4 / 7.0), score);
    assertEquals(1, score.recall(), EXACT);
  }

  @Test
  void delays_areOverTheFoundRangesOnly() {
    // Ranges at 1–3 (found at once), 6–8 (missed), 11–14 (after 3 rows), 16–17 (after 1).
    EventScore score = EventScore.of(rows("010000000000001001"), rows("011100111001111011"), 1);
    assertEquals(4, score.ranges());
    assertEquals(3, score.found());
    assertEquals(0.75, score.recall(), EXACT);
    assertEquals(1, score.medianDelay(), EXACT);
    assertEquals(4 / 3.0, score.meanDelay(), EXACT);
    assertEquals(0, score.falseEpisodes());
  }

  @Test
  void medianOfTwo_isTheirMean() {
    EventScore score = EventScore.of(rows("0100001"), rows("0100111"), 1);
    assertEquals(1, score.medianDelay(), EXACT);
  }

  @Test
  void quietRows_mergeFalseAlarmsThatAreNearer() {
    boolean[] alarms = rows("1001000100001");
    boolean[] none = new boolean[alarms.length];
    int[] episodes = {4, 4, 4, 3, 2, 1};
    for (int quiet = 0; quiet < episodes.length; quiet++) {
      assertEquals(episodes[quiet], EventScore.of(alarms, none, quiet).falseEpisodes());
    }
  }

  @Test
  void randomRows_agreeWithARowByRowWalk() {
    SplittableRandom random = new SplittableRandom(11);
    for (int trial = 0; trial < 200; trial++) {
      int rows = 3 + random.nextInt(60);
      boolean[] labels = Draws.labels(random, rows, 6, 12);
      boolean[] alarms = new boolean[rows];
      for (int i = 0; i < rows; i++) {
        alarms[i] = random.nextInt(4) == 0;
      }
      int quiet = random.nextInt(6);
      int silence = Integer.MAX_VALUE; // rows without a false alarm so far
      int episodes = 0;
      int wrong = 0;
      int normal = 0;
      for (int i = 0; i < rows; i++) {
        normal += labels[i] ? 0 : 1;
        if (alarms[i] && !labels[i]) {
          episodes += silence > 0 && silence >= quiet ? 1 : 0;
          wrong++;
          silence = 0;
        } else if (silence < Integer.MAX_VALUE) {
          silence++;
        }
      }
      EventScore score = EventScore.of(alarms, labels, quiet);
      assertEquals(episodes, score.falseEpisodes(), "trial " + trial);
      assertEquals((double) wrong / normal, score.falseAlarmRate(), EXACT, "trial " + trial);
    }
  }

  @Test
  void whatIsNotThere_isUndefined() {
    EventScore silent = EventScore.of(new boolean[3], rows("010"), 1);
    assertEquals(new EventScore(1, 0, Double.NaN, Double.NaN, 0, 0), silent);
    assertEquals(0, silent.recall(), EXACT);
    EventScore unlabelled = EventScore.of(rows("010"), new boolean[3], 1);
    assertTrue(Double.isNaN(unlabelled.recall()), unlabelled.toString());
    EventScore labelled = EventScore.of(rows("010"), rows("111"), 1);
    assertTrue(Double.isNaN(labelled.falseAlarmRate()), labelled.toString());
  }

  @Test
  void inputThatMakesNoSense_isRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> EventScore.of(new boolean[2], new boolean[3], 1));
    assertThrows(
        IllegalArgumentException.class, () -> EventScore.of(new boolean[2], new boolean[2], -1));
  }

  private static boolean[] rows(String bits) {
    boolean[] rows = new boolean[bits.length()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = bits.charAt(i) == '1';
    }
    return rows;
  }
}
