package io.stillwater.model.cut;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stillwater.model.runtime.OpenSession;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.CellNet;
import io.stillwater.window.surface.Cells;
import io.stillwater.window.surface.FilterBank;
import io.stillwater.window.surface.Mount;
import io.stillwater.window.surface.PlainSurface;
import io.stillwater.window.surface.Surface;
import io.stillwater.window.tile.Plane;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against plain loops, which say the same thing another way. */
class SurfaceRunTest {
  private static final RuntimeOptions OPTIONS = new RuntimeOptions(4, 1);

  /** Multiples of a cell and others, one cell, less than a cell, one pixel, lines. */
  @ParameterizedTest
  @CsvSource({
    "64, 64",
    "1, 1",
    "8, 8",
    "9, 8",
    "7, 3",
    "1, 100",
    "100, 1",
    "15, 17",
    "57, 41",
    "63, 130",
    "129, 120",
    "240, 200"
  })
  void vectors_areThoseOfPlainLoops(int height, int width) throws Exception {
    SplittableRandom random = new SplittableRandom(31L * height + width);
    FilterBank bank = bank(3, random);
    Plane image = noise(height, width, random);
    try (SurfaceRun run = SurfaceRun.of(bank, null, OPTIONS)) {
      requireNear(PlainSurface.vectors(bank, null, image), run.vectors(image), 1e-3f);
    }
  }

  @Test
  void randomSizes_areThoseOfPlainLoops() throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    FilterBank bank = bank(2, random);
    try (SurfaceRun run = SurfaceRun.of(bank, null, OPTIONS)) {
      for (int i = 0; i < 60; i++) {
        Plane image = noise(1 + random.nextInt(90), 1 + random.nextInt(90), random);
        requireNear(PlainSurface.vectors(bank, null, image), run.vectors(image), 1e-3f);
      }
    }
  }

  @Test
  void evenImages_areThoseOfPlainLoops() throws Exception {
    FilterBank bank = bank(3, new SplittableRandom(2));
    try (SurfaceRun run = SurfaceRun.of(bank, null, OPTIONS)) {
      for (float grey : new float[] {0, 0.5f, 1}) {
        float[] values = new float[50 * 70];
        Arrays.fill(values, grey);
        Plane image = new Plane(50, 70, values);
        requireNear(PlainSurface.vectors(bank, null, image), run.vectors(image), 1e-3f);
      }
    }
  }

  @Test
  void unlikeness_isThatOfPlainLoopsWithAndWithoutMount() throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    FilterBank bank = bank(2, random);
    Plane image = noise(131, 77, random);
    for (Mount mount : new Mount[] {null, mount(bank, image, random)}) {
      Surface surface = surface(bank, mount, random);
      Plane plain = PlainSurface.unlikeness(surface, mount, image);
      try (SurfaceRun run = SurfaceRun.of(surface, mount, OPTIONS)) {
        Plane map = run.see(image).unlikeness();
        assertEquals(plain.height(), map.height());
        assertArrayEquals(plain.values(), map.values(), 1e-3f);
      }
    }
  }

  @Test
  void mount_refusesImagesOfAnotherSize() throws Exception {
    SplittableRandom random = new SplittableRandom(4);
    FilterBank bank = bank(1, random);
    Mount mount = mount(bank, noise(32, 32, random), random);
    try (SurfaceRun run = SurfaceRun.of(bank, mount, OPTIONS)) {
      assertThrows(IllegalArgumentException.class, () -> run.vectors(noise(32, 40, random)));
    }
  }

  /** Strips end where they do for memory's sake, and nothing else may come of it. */
  @Test
  void stripsOfPixels_areTheWhole() throws Exception {
    SplittableRandom random = new SplittableRandom(6);
    FilterBank bank = bank(2, random);
    Plane image = noise(701, 43, random);
    try (CellRun whole = new CellRun(bank, OPTIONS);
        CellRun strips = new CellRun(bank, OPTIONS, 43 * 64)) {
      float[][] expected = whole.planes(image);
      float[][] planes = strips.planes(image);
      double most = 0;
      for (int f = 0; f < planes.length; f++) {
        for (int i = 0; i < planes[f].length; i++) {
          most = Math.max(most, Math.abs(planes[f][i] - expected[f][i]));
        }
      }
      assertEquals(0, most, 0);
    }
  }

  @Test
  void cutAsItIsWritten_mustBeOpened() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    FilterBank bank = bank(1, random);
    Plane image = noise(16, 24, random);
    Mount mount = mount(bank, image, random);
    MediaCut free = new MediaCut.Learned(surface(bank, null, random));
    MediaCut mounted = new MountedCut(surface(bank, mount, random), mount);
    for (MediaCut cut : List.of(free, mounted)) {
      assertThrows(IllegalStateException.class, () -> cut.readings(new byte[0]));
      try (SurfaceCut open = SurfaceCut.open(cut, OPTIONS)) {
        assertEquals(cut.channels(), open.channels());
        assertEquals(cut.toString(), open.toString());
        assertEquals(6, open.run().see(image).unlikeness().values().length);
      }
    }
    assertThrows(
        IllegalArgumentException.class, () -> SurfaceCut.open(MediaCut.Image.DEFAULT, OPTIONS));
  }

  @Test
  void closedRun_hasNoSessionsAndSaysSo() throws Exception {
    List<OpenSession> before = OpenSession.alive();
    SurfaceRun run = SurfaceRun.of(bank(1, new SplittableRandom(1)), null, OPTIONS);
    assertEquals(before.size() + 2, OpenSession.alive().size());
    run.close();
    assertEquals(before.size(), OpenSession.alive().size());
    Plane image = new Plane(1, 1, new float[1]);
    assertThrows(IllegalStateException.class, () -> run.vectors(image));
  }

  private static void requireNear(Cells expected, Cells found, float tolerance) {
    String size = expected.rows() + " x " + expected.columns() + " cells";
    assertEquals(expected.rows(), found.rows(), size);
    assertEquals(expected.columns(), found.columns(), size);
    assertEquals(expected.size(), found.size(), size);
    assertArrayEquals(expected.values(), found.values(), tolerance, size);
  }

  private static Surface surface(FilterBank bank, Mount mount, SplittableRandom random) {
    List<CellNet> nets =
        Arrays.stream(new CellFeatures(bank, mount).views())
            .map(view -> net(view, random))
            .toList();
    return new Surface(bank, nets, 0.3);
  }

  private static CellNet net(int[] view, SplittableRandom random) {
    float[] scale = floats(view.length, random);
    for (int i = 0; i < scale.length; i++) {
      scale[i] = 1 + Math.abs(scale[i]);
    }
    return new CellNet(
        view,
        floats(view.length, random),
        scale,
        floats((view.length + 1) * 5, random),
        floats(6 * 4, random),
        floats(5, random));
  }

  private static Mount mount(FilterBank bank, Plane image, SplittableRandom random) {
    int cells = CellFeatures.cells(image.height()) * CellFeatures.cells(image.width());
    int features = new CellFeatures(bank).features();
    float[][] means = new float[features][];
    float[][] deviations = new float[features][];
    for (int f = 0; f < features; f++) {
      means[f] = floats(cells, random);
      deviations[f] = floats(cells, random);
      for (int i = 0; i < cells; i++) {
        deviations[f][i] = 1 + Math.abs(deviations[f][i]);
      }
    }
    return Mount.of(image.height(), image.width(), means, deviations);
  }

  private static FilterBank bank(int filters, SplittableRandom random) {
    float[][][] weights = new float[FilterBank.LEVELS][filters][];
    for (float[][] level : weights) {
      for (int f = 0; f < filters; f++) {
        level[f] = floats(FilterBank.SIZE * FilterBank.SIZE, random);
        float sum = 0;
        for (float weight : level[f]) {
          sum += weight;
        }
        for (int i = 0; i < level[f].length; i++) {
          level[f][i] -= sum / level[f].length;
        }
      }
    }
    return new FilterBank(weights);
  }

  private static Plane noise(int height, int width, SplittableRandom random) {
    float[] values = new float[height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return new Plane(height, width, values);
  }

  private static float[] floats(int n, SplittableRandom random) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (2 * random.nextDouble() - 1);
    }
    return values;
  }
}
