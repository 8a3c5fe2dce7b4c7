package io.stillwater.model.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.window.tile.Plane;
import io.stillwater.window.tile.Tiling;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Where the scores of windows lie on the image. */
class MediaCutMapTest {
  @Test
  void scoreOfATile_liesWhereTheTileLies() {
    MediaCut.Image cut = MediaCut.Image.DEFAULT;
    Tiling tiling = new Tiling(cut.tile(), 97, 121);
    double[] scores = new double[tiling.count()];
    int hot = scores.length - 2;
    scores[hot] = 5;
    Plane map = cut.map(scores, 97, 121);
    assertEquals(49, map.height());
    assertEquals(61, map.width());
    for (int y = 0; y < map.height(); y++) {
      for (int x = 0; x < map.width(); x++) {
        boolean within =
            y >= tiling.top(hot)
                && y < tiling.top(hot) + cut.tile().height()
                && x >= tiling.left(hot)
                && x < tiling.left(hot) + cut.tile().width();
        assertEquals(within, map.at(y, x) > 0, "at " + y + ", " + x);
      }
    }
  }

  @Test
  void tilesThatScoreAlike_makeAnEvenMap() {
    MediaCut.Image cut = MediaCut.Image.DEFAULT;
    double[] scores = new double[new Tiling(cut.tile(), 64, 70).count()];
    Arrays.fill(scores, 1.5);
    for (float value : cut.map(scores, 64, 70).values()) {
      assertEquals(1.5, value, 1e-6);
    }
  }

  @Test
  void scoresOfAnotherSize_areRefused() {
    MediaCut.Image cut = MediaCut.Image.DEFAULT;
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> cut.map(new double[3], 97, 121));
    assertTrue(e.getMessage().endsWith("scores: were 3"), e.getMessage());
  }
}
