package io.stillwater.train.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.console.Progress;
import io.stillwater.model.cut.SurfaceRun;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.FilterBank;
import io.stillwater.window.surface.Mount;
import io.stillwater.window.surface.PlainSurface;
import io.stillwater.window.surface.Surface;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A plate with a hole: normal where it belongs, and nowhere else. */
class FixedMountTest {
  private static final int SIZE = 64;
  private static final int AT = 20;
  private static final int ELSEWHERE = 44;

  private static SurfaceFit.Result fixed;
  private static Surface free;

  @BeforeAll
  static void learnOnce() throws Exception {
    List<Plane> images = plates(30, SIZE, SIZE, 1);
    fixed = SurfaceFit.fit(images, Mounting.FIXED, 0, new RuntimeOptions(4, 1), Progress.NONE);
    free =
        SurfaceFit.fit(images, Mounting.FREE, 0, new RuntimeOptions(4, 1), Progress.NONE).surface();
  }

  private static List<Plane> plates(int count, int height, int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Plane> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(plate(height, width, random, AT));
    }
    return images;
  }

  /** Noise, brighter in some images than in others, with dark discs centred on the diagonal. */
  private static Plane plate(int height, int width, SplittableRandom random, int... holes) {
    double light = random.nextDouble(0.5, 0.6);
    float[] values = new float[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double value = light + 0.03 * random.nextGaussian();
        for (int hole : holes) {
          value *= Math.hypot(y - hole, x - hole) < 6 ? 0.4 : 1;
        }
        values[y * width + x] = (float) value;
      }
    }
    return new Plane(height, width, values);
  }

  private static double highest(Plane map, int centre) {
    double highest = 0;
    int cell = centre / CellFeatures.CELL;
    for (int y = cell - 1; y <= cell + 1; y++) {
      for (int x = cell - 1; x <= cell + 1; x++) {
        highest = Math.max(highest, map.at(y, x));
      }
    }
    return highest;
  }

  private static double normal(int centre) {
    double highest = 0;
    for (Plane image : plates(10, SIZE, SIZE, 2)) {
      highest =
          Math.max(
              highest,
              highest(PlainSurface.unlikeness(fixed.surface(), fixed.mount(), image), centre));
    }
    return highest;
  }

  @Test
  void holeAtAnotherPlace_isStranger() {
    SplittableRandom random = new SplittableRandom(3);
    double usual = normal(ELSEWHERE);
    for (int i = 0; i < 5; i++) {
      Plane plate = plate(SIZE, SIZE, random, AT, ELSEWHERE);
      double found =
          highest(PlainSurface.unlikeness(fixed.surface(), fixed.mount(), plate), ELSEWHERE);
      assertTrue(found > usual + 1, found + " where a hole should not be, usual " + usual);
    }
  }

  @Test
  void missingHole_isStranger() {
    SplittableRandom random = new SplittableRandom(4);
    double usual = normal(AT);
    for (int i = 0; i < 5; i++) {
      Plane plate = plate(SIZE, SIZE, random);
      double found = highest(PlainSurface.unlikeness(fixed.surface(), fixed.mount(), plate), AT);
      assertTrue(found > usual + 1, found + " where the hole should be, usual " + usual);
      // Without a mount nothing is missed: an even surface is normal everywhere.
      assertTrue(
          highest(PlainSurface.unlikeness(free, null, plate), AT) < found, "without a mount");
    }
  }

  private static boolean found(List<Plane> images) throws Exception {
    FilterBank bank = fixed.surface().bank();
    try (SurfaceRun run = SurfaceRun.of(bank, null, new RuntimeOptions(4, 1))) {
      return MountFit.fixed(images, new CellFeatures(bank).features(), run);
    }
  }

  /** Plates with a hole anywhere: a piece of a plate of four times the size. */
  private static List<Plane> scattered(int count) {
    SplittableRandom random = new SplittableRandom(6);
    List<Plane> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Plane large = plate(2 * SIZE, 2 * SIZE, random, SIZE);
      int top = random.nextInt(SIZE);
      int left = random.nextInt(SIZE);
      float[] values = new float[SIZE * SIZE];
      for (int p = 0; p < values.length; p++) {
        values[p] = large.at(top + p / SIZE, left + p % SIZE);
      }
      images.add(new Plane(SIZE, SIZE, values));
    }
    return images;
  }

  @Test
  void fixedMount_isFoundOut_whereHolesAreAtOnePlace() throws Exception {
    assertTrue(found(plates(30, SIZE, SIZE, 1)));
    assertFalse(found(scattered(30)), "holes anywhere");
    assertFalse(found(plates(15, SIZE, SIZE, 1)), "too few to tell");
    List<Plane> sizes = new ArrayList<>(plates(29, SIZE, SIZE, 1));
    sizes.add(plate(SIZE, SIZE + 8, new SplittableRandom(5), AT));
    assertFalse(found(sizes), "several sizes");
  }

  @Test
  void howMuchPlacesForetell_isLittleWhereNothingHasAPlace() throws Exception {
    FilterBank bank = fixed.surface().bank();
    int features = new CellFeatures(bank).features();
    try (SurfaceRun run = SurfaceRun.of(bank, null, new RuntimeOptions(4, 1))) {
      assertEquals(0, MountFit.foretold(scattered(60), features, run), 0.05);
      double still = MountFit.foretold(plates(60, SIZE, SIZE, 7), features, run);
      assertTrue(still > 0.3 && still < 1, "foretold " + still);
    }
  }

  @Test
  void imageOfAnotherSize_isRefused() {
    Plane wide = plate(SIZE, SIZE + 8, new SplittableRandom(5), AT);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> PlainSurface.unlikeness(fixed.surface(), fixed.mount(), wide));
    assertEquals(
        "the image has 72 x 64 pixels: expected 64 x 64, as all images of training, since the"
            + " bundle knows what is usual at each place; train with --no-fixed-mount for other"
            + " sizes",
        e.getMessage());
  }

  @Test
  void shrinkage_isThatOfTheFormula() {
    // Two places over four images: means 1 and 3, variances 1 and 3.
    float[] means = new float[2];
    float[] deviations = new float[2];
    MountFit.shrink(4, new double[] {4, 12}, new double[] {8, 48}, means, deviations);
    // Within a place 2, between places 1 − 2/4: means weigh as 4 images more, variances as 5.
    assertEquals((4 + 4 * 2) / 8.0, means[0], 1e-5);
    assertEquals((12 + 4 * 2) / 8.0, means[1], 1e-5);
    assertEquals(Math.sqrt((4 * 1 + 5 * 2) / 9.0 + 1e-4), deviations[0], 1e-5);
    assertEquals(Math.sqrt((4 * 3 + 5 * 2) / 9.0 + 1e-4), deviations[1], 1e-5);
  }

  @Test
  void mount_keepsItsNumbersToAFewThousandths() {
    Mount mount = Mount.of(8, 16, new float[][] {{1.234f, -250}}, new float[][] {{0.5f, 3.21f}});
    assertEquals(4, mount.means().length);
    assertThrows(
        IllegalArgumentException.class, () -> new Mount(8, 24, mount.means(), mount.deviations()));
  }
}
