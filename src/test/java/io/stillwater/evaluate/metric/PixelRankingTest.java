package io.stillwater.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.evaluate.Ranking;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PixelRankingTest {
  private static final double EXACT = 1e-12;

  @Test
  void components_touchByCornersToo() {
    Components parts =
        Components.of(
            mask(
                "##..", //
                "..#.", "....", "##.#"),
            4);
    assertArrayEquals(
        new int[] {0, 0, -1, -1, -1, -1, 0, -1, -1, -1, -1, -1, 1, 1, -1, 2}, parts.part());
    assertArrayEquals(new int[] {3, 2, 1}, parts.sizes());
  }

  @Test
  void endsOfNeighbouringRows_areApart() {
    assertArrayEquals(new int[] {1, 1}, Components.of(mask("..#", "...", "#.."), 3).sizes());
    assertArrayEquals(new int[] {1, 1}, Components.of(mask("..#", "#.."), 3).sizes());
  }

  @Test
  void exampleOfTheDocumentation_isAsWritten() {
    PixelRanking ranking = new PixelRanking();
    // Row 1 keeps the two defects apart.
    ranking.add(new float[] {7, 1, 5, 0}, mask("#.##"), 4);
    ranking.add(new float[] {2, 3, 6}, mask("..."), 3);
    assertEquals(5.0 / 8, ranking.aupro(0.5), EXACT);
    // 7 beats all four normal pixels, 5 beats three, 0 none.
    assertEquals(7.0 / 12, ranking.auroc(), EXACT);
    assertEquals(1.0 / 3 * (1 + 2.0 / 3 + 3.0 / 7), ranking.aupr(), EXACT);
    assertEquals(2, ranking.regions());
    assertEquals(7, ranking.pixels());
  }

  @Test
  void limitBetweenTwoThresholds_isInterpolated() {
    PixelRanking ranking = new PixelRanking();
    // One threshold flags half of the normal pixels and the whole defect at once: a straight line
    // from (0, 0) to (1/2, 1), of which the area up to 0.3 is 0.3 · 0.6 / 2.
    ranking.add(new float[] {4, 4, 1}, mask("#.."), 3);
    assertEquals(0.3, ranking.aupro(0.3), EXACT);
  }

  @Test
  void smallDefect_countsAsMuchAsALargeOne() {
    boolean[] mask = mask("####....#...........");
    float[] small = {1, 1, 1, 1, 2, 2, 2, 2, 9, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
    float[] large = {9, 9, 9, 9, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
    PixelRanking one = new PixelRanking();
    one.add(small, mask, 20);
    PixelRanking other = new PixelRanking();
    other.add(large, mask, 20);
    assertEquals(other.aupro(0.3), one.aupro(0.3), EXACT);
    assertTrue(other.auroc() > one.auroc());
  }

  @Test
  void randomMaps_agreeWithTheRankingOfAllPixels_andANaiveOverlap() {
    SplittableRandom random = new SplittableRandom(4);
    PixelRanking ranking = new PixelRanking();
    int images = 5;
    int size = 12 * 9;
    double[] scores = new double[images * size];
    boolean[] labels = new boolean[scores.length];
    boolean[][] masks = new boolean[images][size];
    float[][] maps = new float[images][size];
    for (int m = 0; m < images; m++) {
      for (int i = 0; i < size; i++) {
        masks[m][i] = m > 0 && random.nextInt(4) == 0;
        // Few distinct scores, of both signs: ties, and no two in one bin that differ.
        maps[m][i] = random.nextInt(-6, 7) + (masks[m][i] ? 2 : 0);
        scores[m * size + i] = maps[m][i];
        labels[m * size + i] = masks[m][i];
      }
      ranking.add(maps[m], masks[m], 12);
    }
    Ranking all = new Ranking(scores, labels);
    assertEquals(all.auroc(), ranking.auroc(), EXACT);
    assertEquals(all.aupr(), ranking.aupr(), EXACT);
    assertEquals(naive(maps, masks, 12), ranking.aupro(1), EXACT);
  }

  /** The whole area, threshold by threshold, region by region. */
  private static double naive(float[][] maps, boolean[][] masks, int columns) {
    double area = 0;
    double falseRate = 0;
    double rate = 0;
    for (int t = 10; t >= -7; t--) {
      double overlap = 0;
      int regions = 0;
      int falseAlarms = 0;
      int normal = 0;
      for (int m = 0; m < maps.length; m++) {
        Components parts = Components.of(masks[m], columns);
        regions += parts.sizes().length;
        for (int i = 0; i < maps[m].length; i++) {
          boolean flagged = maps[m][i] >= t;
          normal += masks[m][i] ? 0 : 1;
          falseAlarms += flagged && !masks[m][i] ? 1 : 0;
          overlap += flagged && masks[m][i] ? 1.0 / parts.sizes()[parts.part()[i]] : 0;
        }
      }
      double nextFalse = (double) falseAlarms / normal;
      double next = overlap / regions;
      area += (nextFalse - falseRate) * (rate + next) / 2;
      falseRate = nextFalse;
      rate = next;
    }
    return area;
  }

  @Test
  void bins_ascendWithTheScore() {
    float[] ascending = {
      Float.NEGATIVE_INFINITY, -3e8f, -1.01f, -1, -1e-30f, 0, 1e-30f, 1, 1.001f, 5, 1e30f
    };
    for (int i = 1; i < ascending.length; i++) {
      assertTrue(
          PixelRanking.bin(ascending[i - 1]) < PixelRanking.bin(ascending[i]),
          ascending[i - 1] + " and " + ascending[i]);
    }
    assertEquals(PixelRanking.bin(0f), PixelRanking.bin(-0f));
    assertThrows(IllegalArgumentException.class, () -> PixelRanking.bin(Float.NaN));
  }

  @Test
  void withoutPixelsOfBothKinds_nothingIsDefined() {
    PixelRanking ranking = new PixelRanking();
    ranking.add(new float[] {1, 2}, mask(".."), 2);
    assertTrue(Double.isNaN(ranking.auroc()));
    assertTrue(Double.isNaN(ranking.aupr()));
    assertTrue(Double.isNaN(ranking.aupro(0.3)));
  }

  private static boolean[] mask(String... rows) {
    String all = String.join("", rows);
    boolean[] mask = new boolean[all.length()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = all.charAt(i) == '#';
    }
    return mask;
  }
}
