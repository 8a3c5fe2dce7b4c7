package io.stillwater.source.surface;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SurfaceSimulatorTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 128;

  static Stream<Arguments> flaws() {
    return Stream.of(Material.values())
        .flatMap(m -> FlawKind.of(m).stream().map(kind -> Arguments.of(m, kind)));
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void sameSeedAndNumber_giveTheSameBytes_inAnyOrder(Material material, FlawKind kind) {
    SurfaceSimulator one = new SurfaceSimulator(material, WIDTH, HEIGHT, 3);
    SurfaceSimulator two = new SurfaceSimulator(material, WIDTH, HEIGHT, 3);
    byte[] first = one.flawed(4, kind).png();
    byte[] firstMask = one.flawed(4, kind).mask();
    two.good(9);
    two.flawed(7, kind);
    assertArrayEquals(first, two.flawed(4, kind).png());
    assertArrayEquals(firstMask, two.flawed(4, kind).mask());
    assertFalse(
        Arrays.equals(
            first, new SurfaceSimulator(material, WIDTH, HEIGHT, 4).flawed(4, kind).png()));
  }

  /** Drawn with arithmetic that is the same everywhere: shipped models depend on it. */
  @ParameterizedTest
  @EnumSource(Material.class)
  void firstImage_isTheSameOnEveryMachine(Material material) {
    CRC32 sum = new CRC32();
    SurfaceSimulator simulator = new SurfaceSimulator(material, WIDTH, HEIGHT, 1);
    sum.update(simulator.good(0).grey());
    sum.update(simulator.flawed(1, FlawKind.HOLE).grey());
    assertEquals(material == Material.WOVEN ? 2736295204L : 1417924503L, sum.getValue());
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void mask_isWhereTheImageDiffersFromTheUndamagedOne(Material material, FlawKind kind) {
    SurfaceSimulator simulator = new SurfaceSimulator(material, WIDTH, HEIGHT, 11);
    for (int number = 0; number < 12; number++) {
      byte[] good = simulator.good(number).grey();
      SurfaceImage flawed = simulator.flawed(number, kind);
      SurfaceImage.Damage damage = flawed.damage();
      int inside = 0;
      int seen = 0;
      for (int i = 0; i < good.length; i++) {
        boolean differs = apart(good[i], flawed.grey()[i]) > SurfaceSimulator.SEEN;
        inside += damage.mask()[i] ? 1 : 0;
        seen += differs ? 1 : 0;
        assertTrue(damage.mask()[i] || !differs, "a pixel outside the mask differs");
        assertTrue(!damage.mask()[i] || inBox(damage, i), "the mask reaches beyond its box");
      }
      int closed = inside;
      int differing = seen;
      assertTrue(closed >= 24, () -> "a mask of " + closed + " pixels");
      assertTrue(differing > 0.6 * closed, () -> differing + " of " + closed + " pixels differ");
      assertTouched(damage);
    }
  }

  /** Beyond what one good piece differs from the same place's surroundings: a flaw can be seen. */
  @ParameterizedTest
  @MethodSource("flaws")
  void flaw_isSeenAboveTheSensorsNoise(Material material, FlawKind kind) {
    SurfaceSimulator simulator = new SurfaceSimulator(material, 192, 192, 5);
    double worst = Double.MAX_VALUE;
    for (int number = 0; number < 12; number++) {
      byte[] good = simulator.good(number).grey();
      SurfaceImage flawed = simulator.flawed(number, kind);
      double sum = 0;
      int count = 0;
      for (int i = 0; i < good.length; i++) {
        if (flawed.damage().mask()[i]) {
          sum += apart(good[i], flawed.grey()[i]);
          count++;
        }
      }
      worst = Math.min(worst, sum / count);
    }
    double least = worst;
    // The sensor's noise has a deviation below 3 levels.
    assertTrue(least > 9, () -> "in the mean " + least + " levels where it is");
  }

  @ParameterizedTest
  @EnumSource(Material.class)
  void goodImages_differFromEachOtherByMoreThanNoise(Material material) {
    SurfaceSimulator simulator = new SurfaceSimulator(material, WIDTH, HEIGHT, 2);
    double[] mean = new double[12];
    for (int i = 0; i < mean.length; i++) {
      byte[] grey = simulator.good(i).grey();
      byte[] next = simulator.good(i + 1).grey();
      double apart = 0;
      for (int p = 0; p < grey.length; p++) {
        mean[i] += (grey[p] & 0xff) / (double) grey.length;
        apart += apart(grey[p], next[p]) / (double) grey.length;
      }
      double difference = apart;
      assertTrue(difference > 8, () -> "the structure lies elsewhere: " + difference);
      assertTrue(mean[i] > 60 && mean[i] < 190, "neither black nor white: " + mean[i]);
    }
    double spread =
        Arrays.stream(mean).max().orElseThrow() - Arrays.stream(mean).min().getAsDouble();
    assertTrue(spread > 6, () -> "the light changes: " + spread);
  }

  @Test
  void threads_repeatAtTheirPitch() {
    byte[] grey = new SurfaceSimulator(Material.WOVEN, 256, 256, 1).good(0).grey();
    double best = 0;
    int at = 0;
    for (int lag = 4; lag <= 12; lag++) {
      // A thread that is over one is under the next: two pitches on, the pattern is as it was.
      double same = correlation(grey, 256, 2 * lag);
      if (same > best) {
        best = same;
        at = lag;
      }
    }
    assertEquals(7, at);
    double found = best;
    assertTrue(found > 0.3, () -> "correlation " + found);
  }

  @Test
  void pngAndMask_readBackAsTheyWere() throws IOException {
    SurfaceImage image =
        new SurfaceSimulator(Material.METAL, WIDTH, HEIGHT, 1).flawed(0, FlawKind.STAIN);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(image.png()));
    BufferedImage mask = ImageIO.read(new ByteArrayInputStream(image.mask()));
    assertEquals(BufferedImage.TYPE_BYTE_GRAY, read.getType());
    for (int i = 0; i < image.grey().length; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      assertEquals(image.grey()[i] & 0xff, read.getRaster().getSample(x, y, 0));
      assertEquals(image.damage().mask()[i] ? 255 : 0, mask.getRaster().getSample(x, y, 0));
    }
    assertNull(new SurfaceSimulator(Material.METAL, WIDTH, HEIGHT, 1).good(0).damage());
  }

  @Test
  void plan_spreadsFlawsAndTakesKindsInTurn() {
    SurfacePlan plan = new SurfacePlan(10, 0.3, List.of(FlawKind.SCRATCH, FlawKind.HOLE));
    List<FlawKind> kinds = Stream.iterate(0, i -> i + 1).limit(10).map(plan::kind).toList();
    assertEquals(3, plan.flawed());
    assertEquals(3, kinds.stream().filter(k -> k != null).count());
    assertEquals(FlawKind.SCRATCH, kinds.get(3));
    assertEquals(FlawKind.HOLE, kinds.get(6));
    assertEquals(FlawKind.SCRATCH, kinds.get(9));
    assertThrows(IllegalArgumentException.class, () -> new SurfacePlan(0, 0, plan.kinds()));
    assertThrows(IllegalArgumentException.class, () -> new SurfacePlan(1, 1.1, plan.kinds()));
  }

  @Test
  void whatASurfaceCannotHave_isRefused() {
    SurfaceSimulator metal = new SurfaceSimulator(Material.METAL, WIDTH, HEIGHT, 1);
    assertThrows(IllegalArgumentException.class, () -> metal.flawed(0, FlawKind.MISSING_THREAD));
    assertThrows(
        IllegalArgumentException.class, () -> new SurfaceSimulator(Material.WOVEN, 20, 256, 1));
    assertThrows(IllegalArgumentException.class, () -> Material.named("wood"));
    assertEquals(FlawKind.MISSING_THREAD, FlawKind.named("Missing-thread"));
    assertNotEquals(FlawKind.of(Material.WOVEN), FlawKind.of(Material.METAL));
  }

  private static void assertTouched(SurfaceImage.Damage box) {
    boolean left = false;
    boolean top = false;
    for (int i = 0; i < box.mask().length; i++) {
      left |= box.mask()[i] && i % WIDTH == box.x();
      top |= box.mask()[i] && i / WIDTH == box.y();
    }
    assertTrue(left && top, "the box is larger than the mask");
  }

  private static boolean inBox(SurfaceImage.Damage box, int i) {
    int x = i % WIDTH;
    int y = i / WIDTH;
    return x >= box.x() && x < box.x() + box.across() && y >= box.y() && y < box.y() + box.down();
  }

  private static int apart(byte a, byte b) {
    return Math.abs((a & 0xff) - (b & 0xff));
  }

  /** Of the image with itself, moved to the side. */
  private static double correlation(byte[] grey, int width, int lag) {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < grey.length; i++) {
      if (i % width + lag < width) {
        double a = grey[i] & 0xff;
        double b = grey[i + lag] & 0xff;
        n++;
        x += a;
        y += b;
        xx += a * a;
        yy += b * b;
        xy += a * b;
      }
    }
    return (xy - x * y / n) / Math.sqrt((xx - x * x / n) * (yy - y * y / n));
  }
}
