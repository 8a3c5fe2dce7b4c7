package io.stillwater.train.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.surface.CellNet;
import io.stillwater.window.surface.PlainSurface;
import io.stillwater.window.tile.Plane;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SurfaceFitTest {
  @Test
  void defects_changeTheImageOnlyNearTheirMask() {
    SplittableRandom random = new SplittableRandom(1);
    int visible = 0;
    for (int i = 0; i < 200; i++) {
      int height = 8 + random.nextInt(60);
      int width = 8 + random.nextInt(60);
      Plane image = noisy(height, width, random);
      Defects.Made made = Defects.of(image, noisy(30, 40, random), random);
      boolean any = false;
      for (int p = 0; p < image.values().length; p++) {
        float now = made.image().values()[p];
        assertTrue(now >= 0 && now <= 1, "value " + now);
        any |= made.mask()[p];
        if (made.mask()[p]) {
          assertTrue(now != image.values()[p], "masked, and unchanged");
        }
      }
      visible += any ? 1 : 0;
    }
    assertTrue(visible > 150, visible + " of 200 images have a visible defect");
  }

  @Test
  void sameSeed_makesTheSameDefects() {
    Plane image = noisy(40, 50, new SplittableRandom(2));
    Plane other = noisy(20, 30, new SplittableRandom(3));
    Defects.Made one = Defects.of(image, other, new SplittableRandom(4));
    Defects.Made two = Defects.of(image, other, new SplittableRandom(4));
    assertArrayEquals(one.image().values(), two.image().values());
    assertArrayEquals(one.mask(), two.mask());
  }

  @Test
  void network_learnsWhatNoStraightLineDivides() throws Exception {
    CellSamples samples = new CellSamples();
    addChequer(samples, 6000, false, new SplittableRandom(5));
    CellNet net = fit(samples, 0).get(0).get(0);
    assertTrue(right(net) > 1900, right(net) + " of 2000 are right");
    CellNet again = fit(samples, 0).get(0).get(0);
    assertArrayEquals(net.first(), again.first());
    assertEquals(net.last()[3], again.last()[3]);
  }

  @Test
  void network_hasNotSeenThePartItIsWithout() throws Exception {
    CellSamples samples = new CellSamples();
    for (int part = 0; part < 2; part++) {
      // What is odd in one part is not in the other.
      CellSamples own = new CellSamples(part);
      addChequer(own, 4000, part == 1, new SplittableRandom(6 + part));
      samples.addAll(own);
    }
    List<List<CellNet>> nets = fit(samples, 2);
    assertEquals(3, nets.size());
    assertTrue(right(nets.get(1).get(0)) < 150, right(nets.get(1).get(0)) + " without part 0");
    assertTrue(right(nets.get(2).get(0)) > 1850, right(nets.get(2).get(0)) + " without part 1");
  }

  private static List<List<CellNet>> fit(CellSamples samples, int parts) throws Exception {
    int[][] views = {{1, 2}};
    return NetFit.fit(samples, views, parts, 6, new RuntimeOptions(4, 1), share -> {});
  }

  private static void addChequer(
      CellSamples samples, int count, boolean turned, SplittableRandom random) {
    for (int i = 0; i < count; i++) {
      float[] vector = {7, (float) random.nextDouble(-1, 1), (float) random.nextDouble(-1, 1)};
      samples.add(vector, 0, 3, vector[1] * vector[2] > 0 ^ turned);
    }
  }

  private static int right(CellNet net) {
    SplittableRandom random = new SplittableRandom(9);
    int right = 0;
    for (int i = 0; i < 2000; i++) {
      float a = (float) random.nextDouble(-1, 1);
      float b = (float) random.nextDouble(-1, 1);
      right += PlainSurface.logit(net, new float[] {7, a, b}, 0) > 0 == a * b > 0 ? 1 : 0;
    }
    return right;
  }

  private static Plane noisy(int height, int width, SplittableRandom random) {
    float[] values = new float[height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.5 + 0.1 * random.nextGaussian());
    }
    return new Plane(height, width, values);
  }
}
