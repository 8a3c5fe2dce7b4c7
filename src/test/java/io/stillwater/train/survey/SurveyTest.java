package io.stillwater.train.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.train.CrossFit.KeyScores;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SurveyTest {
  private static final int ROWS = 2_000;
  private static final int LENGTH = 16;

  @Test
  void falseShare_isThatOfTheJavadoc() {
    assertEquals(
        0.015,
        FalseShare.limit(0.1, new double[] {0.5, 0.015, 0.6, 0.005, 0.6, 0.6, 0.6, 1, 1, 1}));
    assertEquals(
        0, FalseShare.limit(0.1, new double[] {0.02, 0.3, 0.5, 0.6, 0.6, 0.6, 0.6, 1, 1, 1}));
  }

  @Test
  void scoresWithoutAnythingStrange_reportNothingInMostFiles() {
    int reporting = 0;
    for (int seed = 0; seed < 100; seed++) {
      reporting += Survey.of(List.of(key("a", seed)), LENGTH, 0.05).stretches().isEmpty() ? 0 : 1;
    }
    assertTrue(reporting <= 5, reporting + " of 100 report something, promised were 5");
  }

  @Test
  void strangeRows_areOneStretchAcrossASmallGap() {
    KeyScores key = key("a", 1);
    Arrays.fill(key.scores(), 500, 560, 30);
    key.scores()[520] = 0;
    key.scores()[530] = 40;
    Survey survey = Survey.of(List.of(key, key("b", 2)), LENGTH, 0.05);
    Stretch stretch = survey.stretches().get(0);
    assertEquals(1, survey.stretches().size());
    assertEquals("a", stretch.key());
    assertEquals(List.of(5_000L, 5_590L), List.of(stretch.from(), stretch.to()));
    assertEquals(530, stretch.peak());
    assertEquals(60, survey.strange());
    assertEquals("like nothing else here", stretch.words());
  }

  @Test
  void keysWithOtherLevels_areJudgedByTheirOwn() {
    KeyScores loud = key("loud", 3);
    Arrays.setAll(loud.scores(), row -> loud.scores()[row] + 100);
    assertEquals(List.of(), Survey.of(List.of(key("a", 4), loud), LENGTH, 0.05).stretches());
  }

  @Test
  void rowsReadAgain_getWhatWasSaidOfThem() {
    KeyScores key = key("a", 5);
    key.scores()[0] = Double.NaN;
    key.times()[0] = Long.MIN_VALUE;
    Arrays.fill(key.scores(), 500, 560, 30);
    Verdicts verdicts = new Verdicts(Survey.of(List.of(key), LENGTH, 0.05).keys());
    assertNull(verdicts.next(reading("b", 0)), "of a key that nobody knows");
    assertNull(verdicts.next(reading("a", 0)), "of a row without a score");
    assertNull(verdicts.next(reading("a", 5)), "of a row that came late");
    for (int row = 1; row < ROWS; row++) {
      Verdicts.Row said = verdicts.next(reading("a", 10L * row));
      assertEquals(row >= 500 && row < 560, said.strange(), "row " + row);
    }
  }

  @Test
  void files_areJudgedAmongThemselves() {
    Random random = new Random(6);
    Map<String, Double> scores = new LinkedHashMap<>();
    for (int i = 0; i < 100; i++) {
      scores.put("f" + i, i == 40 || i == 41 ? 20 : random.nextGaussian());
    }
    FileSurvey survey = FileSurvey.of(scores, 0.05);
    assertEquals(2, survey.strange());
    assertEquals("f40", survey.files().get(0).file());
  }

  private static Reading reading(String key, long time) {
    return Reading.ofRow(key, time, new double[] {0}, 0);
  }

  /** Normal scores, a row each 10 ms. */
  private static KeyScores key(String name, int seed) {
    Random random = new Random(seed);
    double[] scores = new double[ROWS];
    long[] times = new long[ROWS];
    Arrays.setAll(scores, row -> random.nextGaussian());
    Arrays.setAll(times, row -> 10L * row);
    return new KeyScores(name, 0, times, scores);
  }
}
