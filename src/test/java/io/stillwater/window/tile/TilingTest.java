package io.stillwater.window.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Pixels;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TilingTest {
  @Test
  void begins_areThoseOfTheTable() {
    assertArrayEquals(new int[] {0, 3, 6}, lefts(new TileSpec(1, 1, 4, 1, 3), 10));
    assertArrayEquals(new int[] {0, 3, 6, 7}, lefts(new TileSpec(1, 1, 4, 1, 3), 11));
    assertArrayEquals(new int[] {0}, lefts(new TileSpec(1, 1, 4, 1, 3), 2));
  }

  @Test
  void smallPlane_isContinuedByItsMirrorImage() {
    Tiling tiling = new Tiling(new TileSpec(1, 1, 5, 1, 5), 1, 3);
    float[] tile = new float[5];
    tiling.cut(new Plane(1, 3, new float[] {1, 2, 3}), 0, tile, 0);
    assertArrayEquals(new float[] {1, 2, 3, 2, 1}, tile);
    float[] single = new float[5];
    new Tiling(new TileSpec(1, 1, 5, 1, 5), 1, 1)
        .cut(new Plane(1, 1, new float[] {7}), 0, single, 0);
    assertArrayEquals(new float[] {7, 7, 7, 7, 7}, single);
  }

  @Test
  void tilesOfAnyPlane_averageBackToThePlane() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      int height = 1 + random.nextInt(12);
      int width = 1 + random.nextInt(12);
      TileSpec spec =
          new TileSpec(1, height, width, 1 + random.nextInt(height), 1 + random.nextInt(width));
      Plane plane = random(1 + random.nextInt(40), 1 + random.nextInt(40), random);
      Plane back = merged(new Tiling(spec, plane.height(), plane.width()), plane);
      assertArrayEquals(
          plane.values(),
          back.values(),
          1e-5f,
          spec + " of " + plane.height() + " x " + plane.width());
    }
  }

  @Test
  void oneValueForAllTiles_isThatValueEverywhere() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 100; i++) {
      TileSpec spec = TileSpec.square(1 + random.nextInt(4), 6, 1 + random.nextInt(6));
      int rows = 1 + random.nextInt(60);
      int columns = 1 + random.nextInt(60);
      Tiling tiling = new Tiling(spec, rows, columns);
      OverlapAverage average = new OverlapAverage(tiling);
      for (int t = 0; t < tiling.count(); t++) {
        average.add(t, 2.5f);
      }
      Plane map = average.finish().enlarged(spec.factor(), rows, columns);
      assertEquals(rows, map.height());
      assertEquals(columns, map.width());
      for (float value : map.values()) {
        assertEquals(2.5f, value, 1e-5f);
      }
    }
  }

  @Test
  void mapOfOneHotTile_fallsFromItsMiddleAndStaysWithinIt() {
    Tiling tiling = new Tiling(TileSpec.square(1, 8, 4), 24, 24);
    OverlapAverage average = new OverlapAverage(tiling);
    for (int t = 0; t < tiling.count(); t++) {
      average.add(t, tiling.top(t) == 8 && tiling.left(t) == 8 ? 1 : 0);
    }
    Plane map = average.finish();
    assertTrue(map.at(11, 11) > map.at(9, 11) && map.at(9, 11) > map.at(8, 11));
    assertEquals(0, map.at(7, 11));
    assertEquals(0, map.at(16, 11));
  }

  @Test
  void tileThatWasNotAdded_isTold() {
    OverlapAverage average = new OverlapAverage(new Tiling(TileSpec.square(1, 2, 2), 2, 4));
    average.add(0, 1);
    assertEquals(1, average.finish().at(0, 1));
    assertTrue(Float.isNaN(average.finish().at(0, 2)));
  }

  @Test
  void coarserScale_holdsTheMeansOfBlocks() {
    Plane plane = new Plane(3, 3, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
    Plane coarse = plane.averaged(2);
    assertArrayEquals(new float[] {3, 4.5f, 7.5f, 9}, coarse.values());
    assertEquals(plane, plane.averaged(1));
  }

  @Test
  void enlargedRamp_isTheRampAwayFromItsEnds() {
    float[] ramp = new float[12];
    IntStream.range(0, 12).forEach(x -> ramp[x] = x);
    Plane back = new Plane(1, 12, ramp).averaged(3).enlarged(3, 1, 12);
    for (int x = 1; x < 11; x++) {
      assertEquals(x, back.at(0, x), 1e-5);
    }
    assertEquals(1, back.at(0, 0), 1e-5);
  }

  @Test
  void bandsOfPixels_becomePlanes() {
    Pixels pixels = new Pixels(2, 1, 3, new short[] {0, 1, 2, 3, (short) 65535, 0});
    assertArrayEquals(new float[] {1, 0}, Plane.of(pixels, 2).values());
  }

  @Test
  void specsAndPlanesThatCannotBe_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> TileSpec.square(1, 4, 5));
    assertThrows(IllegalArgumentException.class, () -> TileSpec.square(0, 4, 4));
    assertThrows(IllegalArgumentException.class, () -> new Plane(2, 2, new float[3]));
    Tiling tiling = new Tiling(TileSpec.square(2, 2, 2), 8, 8);
    Plane fine = new Plane(8, 8, new float[64]);
    assertThrows(IllegalArgumentException.class, () -> tiling.cut(fine, 0, new float[4], 0));
  }

  private static Plane merged(Tiling tiling, Plane plane) {
    int n = tiling.spec().height() * tiling.spec().width();
    OverlapAverage average = new OverlapAverage(tiling);
    float[] tile = new float[n + 1];
    for (int t = 0; t < tiling.count(); t++) {
      tiling.cut(plane, t, tile, 1);
      average.add(t, tile, 1);
    }
    return average.finish();
  }

  private static Plane random(int height, int width, SplittableRandom random) {
    float[] values = new float[height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return new Plane(height, width, values);
  }

  private static int[] lefts(TileSpec spec, int width) {
    Tiling tiling = new Tiling(spec, 1, width);
    return IntStream.range(0, tiling.count()).map(tiling::left).toArray();
  }
}
