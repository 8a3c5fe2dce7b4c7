package io.stillwater.train.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.console.Progress;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.PlainSurface;
import io.stillwater.window.surface.Surface;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Images of other sizes than those of training. */
class NarrowCellsTest {
  private static final int SIZE = 64;

  @Test
  void lastCell_endsAtTheBorder() {
    assertEquals(8, CellFeatures.cells(57));
    assertEquals(48, CellFeatures.begin(6, 57));
    assertEquals(49, CellFeatures.begin(7, 57));
    assertEquals(0, CellFeatures.begin(0, 5));
  }

  /** Stripes finer than a cell: a cell of a few pixels would lack their darkest and lightest. */
  @Test
  void lastNarrowColumnOfStripes_looksLikeTheOthers() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    List<Plane> images = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      images.add(stripes(SIZE, random));
    }
    Surface surface =
        SurfaceFit.fit(images, Mounting.FREE, 0, new RuntimeOptions(4, 1), Progress.NONE).surface();
    for (int more : new int[] {1, 2, 3}) {
      double last = 0;
      double before = 0;
      for (int i = 0; i < 12; i++) {
        Plane map = PlainSurface.unlikeness(surface, null, stripes(SIZE + more, random));
        for (int y = 0; y < map.height(); y++) {
          last += map.at(y, map.width() - 1) / map.height();
          before += map.at(y, map.width() - 2) / map.height();
        }
      }
      assertTrue(last < 1.5 * before + 1, more + ": last " + last + ", the one before " + before);
    }
  }

  private static Plane stripes(int width, SplittableRandom random) {
    double phase = random.nextDouble(6);
    double light = random.nextDouble(0.5, 0.6);
    float[] values = new float[SIZE * width];
    for (int i = 0; i < values.length; i++) {
      double wave = 0.15 * Math.sin(2 * Math.PI * (i % width) / 6 + phase);
      values[i] = (float) (light + wave + 0.02 * random.nextGaussian());
    }
    return new Plane(SIZE, width, values);
  }
}
