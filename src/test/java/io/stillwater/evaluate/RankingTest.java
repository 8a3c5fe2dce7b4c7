package io.stillwater.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final double EXACT = 1e-12;

  @Test
  void workedTable() {
    Ranking ranking =
        new Ranking(new double[] {3, 1, 2, 1, 0}, new boolean[] {true, true, false, false, false});
    assertEquals(4.5 / 6, ranking.auroc(), EXACT);
    assertEquals(0.75, ranking.aupr(), EXACT);
    assertEquals(1 / 3.0, ranking.falseAlarms(1), EXACT);
    assertEquals(0.5, ranking.missed(1), EXACT);
    assertEquals(2 * 1 / (1 + 1 + 2.0), ranking.f1(1), EXACT);
    assertEquals(2, ranking.anomalies());
  }

  @Test
  void oneScoreForAll_isChance() {
    Ranking ranking = new Ranking(new double[4], new boolean[] {true, false, false, false});
    assertEquals(0.5, ranking.auroc(), EXACT);
    assertEquals(0.25, ranking.aupr(), EXACT);
  }

  @Test
  void uniformlyShiftedScores_followTheirClosedForm() {
    // Normal on a grid of [0, 1), anomalous on one of [d, 1 + d): AUROC → 1 − (1 − d)²/2.
    int n = 4000;
    double d = 0.3;
    double[] scores = new double[2 * n];
    boolean[] labels = new boolean[2 * n];
    for (int i = 0; i < n; i++) {
      scores[i] = (i + 0.5) / n;
      scores[n + i] = scores[i] + d;
      labels[n + i] = true;
    }
    assertEquals(1 - 0.5 * 0.7 * 0.7, new Ranking(scores, labels).auroc(), 2.0 / n);
  }

  @Test
  void anyOrderPreservingChange_leavesBothAsTheyAre() {
    SplittableRandom random = new SplittableRandom(1);
    double[] scores = random.doubles(500).map(x -> Math.floor(20 * x)).toArray();
    double[] changed = scores.clone();
    boolean[] labels = new boolean[500];
    for (int i = 0; i < 500; i++) {
      labels[i] = random.nextDouble() < 0.2 + scores[i] / 50;
      changed[i] = scores[i] == 0 ? Double.NEGATIVE_INFINITY : Math.exp(scores[i]);
    }
    Ranking before = new Ranking(scores, labels);
    Ranking after = new Ranking(changed, labels);
    assertEquals(before.auroc(), after.auroc(), EXACT);
    assertEquals(before.aupr(), after.aupr(), EXACT);
  }

  @Test
  void oneKindOfRowsOnly_isUndefined() {
    assertTrue(Double.isNaN(new Ranking(new double[] {1, 2}, new boolean[2]).auroc()));
    assertTrue(Double.isNaN(new Ranking(new double[] {1, 2}, new boolean[2]).aupr()));
    boolean[] all = {true, true};
    assertTrue(Double.isNaN(new Ranking(new double[] {1, 2}, all).auroc()));
    assertTrue(Double.isNaN(new Ranking(new double[] {1, 2}, all).aupr()));
  }

  @Test
  void scoreThatIsNoNumber_isRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Ranking(new double[] {1, Double.NaN}, new boolean[2]));
    assertTrue(refused.getMessage().contains("row 1"), refused.getMessage());
  }

  @Test
  void referenceCases_agree() throws IOException {
    Path file = Path.of("..", "shared", "data", "metrics", "point_cases.json");
    assumeTrue(Files.exists(file), "skipped: the reference cases are not at " + file);
    int compared = 0;
    for (JsonNode on : new ObjectMapper().readTree(file.toFile()).get("cases")) {
      double[] scores = new double[on.get("scores").size()];
      boolean[] labels = new boolean[scores.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = on.get("scores").get(i).asDouble();
        labels[i] = on.get("labels").get(i).asInt() == 1;
      }
      Ranking ranking = new Ranking(scores, labels);
      String name = on.get("name").asText();
      assertEquals(on.at("/expected/auroc").asDouble(-1), ranking.auroc(), 1e-9, name);
      assertEquals(on.at("/expected/auprc").asDouble(-1), ranking.aupr(), 1e-9, name);
      compared++;
    }
    assertEquals(21, compared);
  }
}
