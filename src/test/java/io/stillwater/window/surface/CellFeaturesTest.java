package io.stillwater.window.surface;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.window.tile.Plane;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CellFeaturesTest {
  @Test
  void blurOfAConstant_isThatConstant() {
    Plane plane = new Plane(5, 3, filled(15, 0.7f));
    assertArrayEquals(plane.values(), Blur.gaussian(plane, 4).values(), 1e-5f);
    assertEquals(3, Blur.halved(plane).height());
  }

  @Test
  void blurOfAnImpulse_hasTheVarianceOfItsDensityAndKeepsTheSum() {
    float[] values = new float[101 * 101];
    values[50 * 101 + 50] = 1;
    Plane blurred = Blur.gaussian(new Plane(101, 101, values), 3);
    double sum = 0;
    double square = 0;
    for (int y = 0; y < 101; y++) {
      for (int x = 0; x < 101; x++) {
        sum += blurred.at(y, x);
        square += blurred.at(y, x) * (y - 50) * (y - 50);
      }
    }
    assertEquals(1, sum, 1e-4);
    // Cut off at three deviations, a normal density has .9733 of its variance.
    assertEquals(9 * 0.9733, square, 0.15);
  }

  @Test
  void blurAtSomeCrossings_isTheBlurThere() {
    Plane plane = new Plane(14, 19, floats(14 * 19, new SplittableRandom(7)));
    Plane whole = Blur.gaussian(plane, 2);
    int[] rows = {0, 5, 13};
    int[] columns = {0, 1, 9, 18};
    float[] some = Blur.gaussianAt(plane, 2, rows, columns);
    for (int i = 0; i < some.length; i++) {
      assertEquals(whole.at(rows[i / 4], columns[i % 4]), some[i], 1e-5);
    }
  }

  @Test
  void blurWiderThanThePlane_mirrorsItAgainAndAgain() {
    Plane narrow = new Plane(1, 2, new float[] {1, 3});
    Plane blurred = Blur.gaussian(narrow, 9);
    assertEquals(2, blurred.at(0, 0), 0.05);
    assertEquals(2, blurred.at(0, 1), 0.05);
  }

  @Test
  void response_isThatOfTheNaiveSum() {
    SplittableRandom random = new SplittableRandom(1);
    FilterBank bank = bank(2, random);
    Plane plane = new Plane(9, 11, floats(99, random));
    Plane response = PlainSurface.response(bank, PlainSurface.padded(plane), 1, 1);
    for (int y = 0; y < 9; y++) {
      for (int x = 0; x < 11; x++) {
        double sum = 0;
        for (int i = 0; i < 49; i++) {
          int row = Blur.mirrored(y + i / 7 - 3, 9);
          sum += bank.weights()[1][1][i] * plane.at(row, Blur.mirrored(x + i % 7 - 3, 11));
        }
        assertEquals(Math.abs(sum), response.at(y, x), 1e-5);
      }
    }
  }

  @Test
  void surroundings_areThoseOfTheNaiveMean() {
    float[] values = floats(35, new SplittableRandom(2));
    float[] means = Surroundings.mean(values, 5, 7, 3);
    double corner = (values[0] + values[1] + values[7] + values[8]) / 4;
    assertEquals(corner, means[0], 1e-6);
    double middle = 0;
    for (int y = 1; y < 4; y++) {
      for (int x = 2; x < 5; x++) {
        middle += values[y * 7 + x] / 9;
      }
    }
    assertEquals(middle, means[2 * 7 + 3], 1e-6);
  }

  @Test
  void exposure_changesNoFeatureThatIsComparedWithItsImage() {
    SplittableRandom random = new SplittableRandom(3);
    FilterBank bank = bank(3, random);
    CellFeatures features = new CellFeatures(bank);
    float[] dark = new float[40 * 56];
    float[] light = new float[dark.length];
    for (int i = 0; i < dark.length; i++) {
      // log(8 + grey) of the second is that of the first plus log 2.
      double grey = 20 + 60 * random.nextDouble();
      dark[i] = (float) (grey / 255);
      light[i] = (float) ((2 * (8 + grey) - 8) / 255);
    }
    Cells one = PlainSurface.vectors(bank, null, new Plane(40, 56, dark));
    Cells two = PlainSurface.vectors(bank, null, new Plane(40, 56, light));
    assertEquals(5, one.rows());
    assertEquals(7, one.columns());
    assertEquals(5 * features.features() + 4, one.size());
    int[] relative = features.views()[0];
    for (int cell = 0; cell < one.count(); cell++) {
      for (int place : relative) {
        int at = cell * one.size() + place;
        assertEquals(one.values()[at], two.values()[at], 2e-3);
      }
    }
  }

  /** Strips end where they do for memory's sake, and nothing else may come of it. */
  @Test
  void stripsOfRows_areTheRowsOfTheWhole() {
    SplittableRandom random = new SplittableRandom(6);
    float[] values = new float[8 * 40 * 8 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    Plane image = new Plane(8 * 40, 8 * 3, values);
    CellStrips strips = PlainSurface.strips(bank(2, random), null, image);
    float[][] whole = strips.lines(0, 40);
    for (int from = 0; from < 40; from += 11) {
      int to = Math.min(40, from + 11);
      float[][] part = strips.lines(from, to);
      for (int i = 0; i < whole.length; i++) {
        assertArrayEquals(Arrays.copyOfRange(whole[i], from * 3, to * 3), part[i], 1e-5f);
      }
    }
  }

  @Test
  void smallestImage_hasOneCell() {
    FilterBank bank = bank(2, new SplittableRandom(4));
    Cells cells = PlainSurface.vectors(bank, null, new Plane(1, 1, new float[] {0.5f}));
    assertEquals(1, cells.count());
    for (float value : cells.values()) {
      assertTrue(Float.isFinite(value));
    }
  }

  @Test
  void net_isTwoRectifiedLayersAndALogit() {
    // One input, one cell in each layer: logit = 3 * max(0, 2 * max(0, x - 1) + 1) - 4.
    CellNet net =
        new CellNet(
            new int[] {1},
            new float[] {10},
            new float[] {2},
            new float[] {1, -1},
            new float[] {2, 1},
            new float[] {3, -4});
    assertEquals(
        3 * (2 * (3 - 1) + 1) - 4, PlainSurface.logit(net, new float[] {0, 0, 16}, 1), 1e-6);
    assertEquals(3 - 4, PlainSurface.logit(net, new float[] {0, 0, -100}, 1), 1e-6);
    // Beyond six deviations an input counts no more.
    assertEquals(
        PlainSurface.logit(net, new float[] {0, 22}, 0),
        PlainSurface.logit(net, new float[] {0, 1000}, 0),
        1e-6);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new CellNet(
                new int[2], new float[2], new float[2], new float[4], new float[2], new float[2]));
  }

  @Test
  void surfaceWithoutNetworks_isRefused() {
    FilterBank bank = bank(1, new SplittableRandom(5));
    assertThrows(IllegalArgumentException.class, () -> new Surface(bank, List.of(), 0));
  }

  private static FilterBank bank(int filters, SplittableRandom random) {
    float[][][] weights = new float[3][filters][];
    for (float[][] level : weights) {
      for (int f = 0; f < filters; f++) {
        level[f] = floats(49, random);
        float sum = 0;
        for (float weight : level[f]) {
          sum += weight;
        }
        for (int i = 0; i < 49; i++) {
          level[f][i] -= sum / 49;
        }
      }
    }
    return new FilterBank(weights);
  }

  private static float[] filled(int n, float value) {
    float[] values = new float[n];
    Arrays.fill(values, value);
    return values;
  }

  private static float[] floats(int n, SplittableRandom random) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextDouble();
    }
    return values;
  }
}
