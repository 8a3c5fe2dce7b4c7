package io.stillwater.window.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CellNetTest {
  /** Sizes that are no multiples of four, and of one. */
  private static final int[][] SIZES = {{7, 5, 3}, {1, 1, 1}, {114, 96, 48}};

  @Test
  void logits_areThoseOfPlainLoops() {
    Random random = new Random(1);
    for (int[] size : SIZES) {
      Cells cells = cells(random, size[0] + 3);
      List<CellNet> nets = new ArrayList<>();
      for (int n = 0; n < 3; n++) {
        nets.add(net(random, size[0], size[1], size[2]));
      }
      Surface surface = new Surface(new FilterBank(new float[FilterBank.LEVELS][1][1]), nets, 0);
      double[] logits = PlainSurface.logits(surface, lines(cells));
      for (int i = 0; i < cells.count(); i++) {
        double plain = PlainSurface.logit(surface, cells, i);
        assertEquals(plain, logits[i], 1e-5 * (1 + Math.abs(plain)));
      }
    }
  }

  @Test
  void cell_hasTheSameBitsWhateverLiesBesideIt() {
    Random random = new Random(2);
    Cells cells = cells(random, 117);
    Surface surface =
        new Surface(
            new FilterBank(new float[FilterBank.LEVELS][1][1]),
            List.of(net(random, 114, 96, 48)),
            0);
    double[] together = PlainSurface.logits(surface, lines(cells));
    for (int i = 0; i < cells.count(); i++) {
      float[] alone = Arrays.copyOfRange(cells.values(), i * 117, (i + 1) * 117);
      assertEquals(
          together[i], PlainSurface.logits(surface, lines(new Cells(1, 1, 117, alone)))[0], 0);
    }
  }

  @Test
  void median_isThatOfTheSortedValues() {
    Random random = new Random(3);
    for (int n = 1; n < 200; n++) {
      float[] values = new float[n];
      for (int i = 0; i < n; i++) {
        values[i] = n % 3 == 0 ? random.nextInt(4) : (float) random.nextGaussian();
      }
      float[] sorted = values.clone();
      Arrays.sort(sorted);
      assertEquals((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, Median.of(values), 0);
    }
  }

  @Test
  void silentLayer_leavesTheBias() {
    CellNet net =
        new CellNet(
            new int[] {0},
            new float[1],
            new float[] {1},
            new float[] {1, -2, -5, -5},
            new float[] {1, 1, 0.25f},
            new float[] {2, 0.5f});
    assertEquals(1, PlainSurface.logit(net, new float[] {1}, 0), 1e-9);
  }

  private static Cells cells(Random random, int size) {
    float[] values = new float[2 * 133 * size];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Cells(2, 133, size, values);
  }

  private static float[][] lines(Cells cells) {
    float[][] lines = new float[cells.size()][cells.count()];
    for (int i = 0; i < cells.values().length; i++) {
      lines[i % cells.size()][i / cells.size()] = cells.values()[i];
    }
    return lines;
  }

  private static CellNet net(Random random, int n, int h1, int h2) {
    int[] inputs = new int[n];
    float[] scale = new float[n];
    for (int i = 0; i < n; i++) {
      inputs[i] = n + 2 - i;
      scale[i] = 0.5f + random.nextFloat();
    }
    return new CellNet(
        inputs,
        drawn(random, n),
        scale,
        drawn(random, (n + 1) * h1),
        drawn(random, (h1 + 1) * h2),
        drawn(random, h2 + 1));
  }

  private static float[] drawn(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian() / 4;
    }
    return values;
  }
}
