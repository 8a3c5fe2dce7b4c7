package io.stillwater.train.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.WholeImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WholeImageTest {
  @Test
  void independentNumbers_haveTheDistanceOfTheirDeviations() throws Exception {
    Random random = new Random(1);
    List<double[]> images = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      images.add(new double[] {10 + random.nextGaussian(), 3 * random.nextGaussian()});
    }
    WholeImage whole = WholeImageFit.fit(images);
    assertEquals(Math.log(4 + 9), whole.unusual(new double[] {12, 9}), 0.05);
    assertEquals(Math.log(25), whole.unusual(new double[] {5, 0}), 0.05);
  }

  @Test
  void numbersThatMoveTogether_areUnusualWhereTheyPart() throws Exception {
    Random random = new Random(2);
    List<double[]> images = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      double both = random.nextGaussian();
      images.add(new double[] {both, both});
    }
    WholeImage whole = WholeImageFit.fit(images);
    // Variances are 2 and 0 along the diagonals, a tenth of each replaced by 1.
    assertEquals(Math.log(2 / 1.9), whole.unusual(new double[] {1, 1}), 0.05);
    assertEquals(Math.log(2 / 0.1), whole.unusual(new double[] {1, -1}), 0.05);
  }

  @Test
  void fewerImagesThanNumbers_stillTellTheOddOne() throws Exception {
    Random random = new Random(3);
    List<double[]> images = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      images.add(random.doubles(50).toArray());
    }
    WholeImage whole = WholeImageFit.fit(images);
    double normal = whole.unusual(random.doubles(50).toArray());
    double dark = whole.unusual(random.doubles(50).map(v -> v - 2).toArray());
    assertTrue(Double.isFinite(normal) && dark > normal + 1, normal + " and " + dark);
  }

  @Test
  void description_holdsLightBandsAndFilters() {
    int filters = 2;
    float[][] planes = new float[filters + 3 * CellFeatures.BANDS + 1][101];
    Arrays.fill(planes[1], 4);
    Arrays.fill(planes[filters + 2], 0.5f); // the first band's deviation
    for (int c = 0; c < 101; c++) {
      planes[planes.length - 1][c] = 100 - c;
    }
    double[] expected =
        IntStream.concat(IntStream.of(1, 5, 25, 50, 75, 95, 99), IntStream.of(50))
            .asDoubleStream()
            .toArray();
    double[] found = WholeImage.describe(planes);
    assertEquals(expected.length + CellFeatures.BANDS + filters, found.length);
    assertArrayEquals(expected, Arrays.copyOf(found, expected.length), 1e-6);
    assertEquals(0.5, found[expected.length]);
    assertEquals(0, found[found.length - 2]);
    assertEquals(4, found[found.length - 1]);
  }
}
