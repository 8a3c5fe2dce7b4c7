package io.stillwater.detect.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.train.media.TileMemoryFit;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/** Holes in surfaces whose undamaged image is known. */
class RestorationTest {
  private static final int SIZE = 160;
  private static final int CELL = 8;
  private static final double NOISE = 0.01;

  /** Threads of 6 pixels over and under each other. */
  private static double weave(double y, double x) {
    double v = y / 6 - Math.floor(y / 6) - 0.5;
    double u = x / 6 - Math.floor(x / 6) - 0.5;
    boolean over = ((int) Math.floor(y / 6) + (int) Math.floor(x / 6)) % 2 == 0;
    return over ? 0.6 * (1 - 1.6 * u * u) : 0.4 * (1 - 1.6 * v * v);
  }

  private static double stripes(double y, double x) {
    return 0.5 + 0.2 * Math.sin(2 * Math.PI * x / 10) + 0.0008 * y;
  }

  private static Plane image(DoubleBinaryOperator surface, double phase, Random random) {
    float[] values = new float[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      int y = i / SIZE;
      double grey = surface.applyAsDouble(phase + y, phase + i % SIZE);
      values[i] = (float) (grey + NOISE * random.nextGaussian());
    }
    return new Plane(SIZE, SIZE, values);
  }

  private static Restoration learned(DoubleBinaryOperator surface) {
    Random random = new Random(1);
    List<Plane> normal = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      normal.add(image(surface, 20 * random.nextDouble(), random));
    }
    TileMemory memory = TileMemoryFit.fit(normal, 0);
    return new Restoration(TileMemory.of(memory.toBytes()));
  }

  /** A black square from 56 to 88, in both directions, which four by four cells tell of. */
  private static Plane damaged(Plane image) {
    float[] values = image.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = hole(i) ? 0.1f : values[i];
    }
    return new Plane(SIZE, SIZE, values);
  }

  private static boolean hole(int i) {
    return i / SIZE >= 56 && i / SIZE < 88 && i % SIZE >= 56 && i % SIZE < 88;
  }

  private static Plane heat() {
    float[] heat = new float[SIZE * SIZE / CELL / CELL];
    for (int i = 0; i < SIZE * SIZE; i++) {
      if (hole(i)) {
        heat[i / SIZE / CELL * (SIZE / CELL) + i % SIZE / CELL] = 1;
      }
    }
    return new Plane(SIZE / CELL, SIZE / CELL, heat);
  }

  private static double error(Plane a, Plane b) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < a.values().length; i++) {
      if (hole(i)) {
        sum += Math.pow(a.values()[i] - b.values()[i], 2);
        count++;
      }
    }
    return Math.sqrt(sum / count);
  }

  private static void assertGoesOn(DoubleBinaryOperator surface, double deviation) {
    Plane truth = image(surface, 3, new Random(7));
    Plane damaged = damaged(truth);
    Plane restored = learned(surface).of(damaged, heat(), CELL);
    double before = error(damaged, truth);
    double after = error(restored, truth);
    assertTrue(after < before / 8, "damaged " + before + ", restored " + after);
    // A flat hole of the right grey would miss by the deviation of the surface.
    assertTrue(after < deviation / 3, "restored " + after + ", surface " + deviation);
    for (int i = 0; i < truth.values().length; i++) {
      boolean far = Math.abs(i / SIZE - 72) > 24 || Math.abs(i % SIZE - 72) > 24;
      if (far) {
        assertEquals(truth.values()[i], restored.values()[i], "place " + i + " was observed");
      }
    }
  }

  @Test
  void holeInAWeave_isWovenAgain() {
    assertGoesOn(RestorationTest::weave, 0.11);
  }

  @Test
  void holeInStripes_isStripedAgain() {
    assertGoesOn(RestorationTest::stripes, 0.14);
  }

  @Test
  void randomGrain_hasTheVarianceOfWhatIsAround() {
    Random random = new Random(5);
    List<Plane> normal = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      normal.add(grain(random));
    }
    Plane truth = grain(random);
    Plane restored = new Restoration(TileMemoryFit.fit(normal, 0)).of(damaged(truth), heat(), CELL);
    double sum = 0;
    double square = 0;
    int count = 0;
    for (int i = 0; i < SIZE * SIZE; i++) {
      if (hole(i)) {
        sum += restored.values()[i];
        square += restored.values()[i] * restored.values()[i];
        count++;
      }
    }
    double deviation = Math.sqrt(square / count - Math.pow(sum / count, 2));
    assertEquals(0.05, deviation, 0.015);
    assertEquals(0.5, sum / count, 0.02);
  }

  private static Plane grain(Random random) {
    float[] values = new float[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.5 + 0.05 * random.nextGaussian());
    }
    return new Plane(SIZE, SIZE, values);
  }

  @Test
  void imageWithoutHeat_staysAsItIs() {
    Plane image = image(RestorationTest::weave, 0, new Random(1));
    Plane cold = new Plane(20, 20, new float[400]);
    assertArrayEquals(
        image.values(), learned(RestorationTest::weave).of(image, cold, CELL).values());
  }

  @Test
  void heatEverywhere_andSmallImages_getAPicture() {
    Restoration restoration = learned(RestorationTest::weave);
    Plane image = image(RestorationTest::weave, 0, new Random(1));
    float[] hot = new float[400];
    Arrays.fill(hot, 1);
    assertFinite(restoration.of(image, new Plane(20, 20, hot), CELL));
    Plane small = new Plane(5, 9, new float[45]);
    assertFinite(restoration.of(small, new Plane(1, 2, new float[] {1, 0}), CELL));
    Plane dot = new Plane(1, 1, new float[] {0.3f});
    assertFinite(restoration.of(dot, new Plane(1, 1, new float[] {1}), CELL));
  }

  private static void assertFinite(Plane plane) {
    for (float value : plane.values()) {
      assertTrue(value >= 0 && value <= 1, "was " + value);
    }
  }

  @Test
  void sameImage_givesTheSamePicture() {
    Plane damaged = damaged(image(RestorationTest::stripes, 3, new Random(7)));
    assertArrayEquals(
        learned(RestorationTest::stripes).of(damaged, heat(), CELL).values(),
        learned(RestorationTest::stripes).of(damaged, heat(), CELL).values());
  }

  @Test
  void heatOfAnotherSize_isRefused() {
    Restoration restoration = learned(RestorationTest::stripes);
    Plane image = image(RestorationTest::stripes, 3, new Random(7));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> restoration.of(image, new Plane(3, 3, new float[9]), CELL));
    assertTrue(e.getMessage().contains("expected 20 x 20 cells: were 3 x 3"), e.getMessage());
  }

  /** The bytes that every later version must read. */
  @Test
  void smallMemory_hasTheBytesOfItsForm() {
    float[][] tiles = {{0.5f, -0.5f, 1, -1}, {9, -9, 0, 0}};
    TileMemory memory = new TileMemory(2, 4.5f, List.of(new TileMemory.Scale(3, 0.25f, tiles)));
    String expected =
        "5354494c"
            + "00000001"
            + "00000002"
            + "40900000"
            + "00000001" // head
            + "00000003"
            + "3e800000"
            + "00000002" // scale
            + "0af614ec"
            + "7f810000"; // values in twentieths
    assertEquals(expected, HexFormat.of().formatHex(memory.toBytes()));
    TileMemory back = TileMemory.of(memory.toBytes());
    assertEquals(4.5f, back.light());
    assertArrayEquals(tiles[0], back.scales().get(0).tiles()[0], 1e-6f);
    assertEquals(6.35f, back.scales().get(0).tiles()[1][0], 1e-5f);
  }

  @Test
  void damagedFile_isRefusedWithAReason() {
    Random random = new Random(1);
    byte[] bytes =
        TileMemoryFit.fit(List.of(image(RestorationTest::weave, 0, random)), 0).toBytes();
    for (int length : new int[] {0, 3, 16, 40, bytes.length - 1, bytes.length + 1}) {
      byte[] other = Arrays.copyOf(bytes, length);
      assertThrows(IllegalArgumentException.class, () -> TileMemory.of(other), "of " + length);
    }
    byte[] wrong = bytes.clone();
    wrong[7] = 9;
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> TileMemory.of(wrong));
    assertEquals("its format is 9, this version reads 1", e.getMessage());
    assertArrayEquals(bytes, TileMemory.of(bytes).toBytes());
    assertEquals(4, TileMemory.of(bytes).scales().size());
  }
}
