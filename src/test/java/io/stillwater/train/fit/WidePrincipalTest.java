package io.stillwater.train.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.console.Progress;
import io.stillwater.event.Reading;
import io.stillwater.model.Bundle;
import io.stillwater.train.ListReadings;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.window.Stride;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WidePrincipalTest {
  private static final int FACTORS = 4;

  @TempDir private Path folder;

  @Test
  void fewerWindowsThanDirections_isExact() throws Exception {
    float[][] windows = windows(40, 1_500, 0.3, new Random(1));
    Principal wide = WidePrincipal.of(windows, 200);
    assertTrue(wide.variances().length <= 40, "rank " + wide.variances().length);
    assertOrthonormal(wide, 1_500);
    for (int w = 0; w < 40; w += 7) {
      float[] seen = covariance(windows, windows[w]);
      float[] told = told(wide, windows[w]);
      for (int i = 0; i < seen.length; i++) {
        assertEquals(seen[i], told[i], 1e-3 * (1 + Math.abs(seen[i])));
      }
    }
    assertEquals(0, wide.rest(), 1e-5);
  }

  @Test
  void whatBothFormsCanDo_isTheSame() throws Exception {
    int dimension = 600;
    float[][] windows = windows(900, dimension, 0.3, new Random(2));
    Principal direct = Principal.of(windows);
    Principal wide = WidePrincipal.of(windows, Principal.MOST);
    assertOrthonormal(wide, dimension);
    for (int k = 0; k < FACTORS; k++) {
      assertEquals(direct.variances()[k], wide.variances()[k], 1e-4 * direct.variances()[k]);
      assertEquals(1, Math.abs(cosine(direct, wide, k, dimension)), 1e-4, "direction " + k);
    }
    assertEquals(all(direct, dimension), all(wide, dimension), 1e-3 * all(direct, dimension));
    assertEquals(direct.rest(), wide.rest(), 0.1 * direct.rest());
  }

  @Test
  void moreValuesThanRoom_haveFewerDirections() throws Exception {
    float[][] windows = windows(60, 16_000, 0.3, new Random(3));
    Principal principal = Principal.of(windows);
    assertEquals(Principal.MOST * Principal.WIDE / 16_000, principal.variances().length);
    assertEquals(principal, Principal.of(windows), "the same bits again");
  }

  @Test
  void windowsThatNeverMove_haveNoVariance() throws Exception {
    Principal principal = Principal.of(new float[20][1_100]);
    assertEquals(0, principal.variances()[0]);
    assertEquals(0, principal.rest());
  }

  @Test
  void manyChannels_makeABundleOfBoundedSize() throws Exception {
    Random random = new Random(4);
    int channels = 200;
    List<Reading> rows = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      double load = Math.sin(i / 20.0);
      double[] values =
          IntStream.range(0, channels)
              .mapToDouble(c -> load * (c % 7) + random.nextGaussian())
              .toArray();
      rows.add(Reading.ofRow("", i, values, i));
    }
    List<String> names = IntStream.range(0, channels).mapToObj(c -> "c" + c).toList();
    TrainingPlan plan =
        TrainingPlan.of("wide", folder.resolve("wide")).with(WindowPlan.of(64, Stride.rows(1)));
    Bundle bundle =
        Trainer.train(plan, new ListReadings(names, false, rows), Progress.NONE).bundle();
    long bytes = 0;
    try (var files = Files.list(bundle.folder())) {
      for (Path file : files.toList()) {
        bytes += Files.size(file);
      }
    }
    assertTrue(bytes < 20_000_000, bytes + " bytes");
  }

  /** Centred windows: some factors in random directions, and noise. */
  private static float[][] windows(int count, int dimension, double noise, Random random) {
    float[][] windows = new float[count][dimension];
    for (int f = 0; f < FACTORS; f++) {
      double[] load = random.doubles(dimension, -1, 1).toArray();
      for (float[] window : windows) {
        double factor = (FACTORS - f) * random.nextGaussian() / 10;
        for (int i = 0; i < dimension; i++) {
          window[i] += (float) (factor * load[i]);
        }
      }
    }
    for (int i = 0; i < dimension; i++) {
      int at = i;
      for (float[] window : windows) {
        window[i] += (float) (noise / 10 * random.nextGaussian());
      }
      double mean = IntStream.range(0, count).mapToDouble(w -> windows[w][at]).average().orElse(0);
      for (float[] window : windows) {
        window[i] -= (float) mean;
      }
    }
    return windows;
  }

  /** XᵀX·v/n. */
  private static float[] covariance(float[][] windows, float[] v) {
    float[] image = new float[v.length];
    for (float[] window : windows) {
      double along = 0;
      for (int i = 0; i < v.length; i++) {
        along += window[i] * v[i];
      }
      for (int i = 0; i < v.length; i++) {
        image[i] += (float) (along * window[i] / windows.length);
      }
    }
    return image;
  }

  /** UwUᵀ·v. */
  private static float[] told(Principal principal, float[] v) {
    int rank = principal.variances().length;
    float[] image = new float[v.length];
    for (int k = 0; k < rank; k++) {
      double along = 0;
      for (int i = 0; i < v.length; i++) {
        along += principal.directions()[i * rank + k] * v[i];
      }
      for (int i = 0; i < v.length; i++) {
        double share = principal.variances()[k] * along;
        image[i] += (float) (share * principal.directions()[i * rank + k]);
      }
    }
    return image;
  }

  private static double cosine(Principal a, Principal b, int column, int dimension) {
    double product = 0;
    for (int i = 0; i < dimension; i++) {
      product +=
          (double) a.directions()[i * a.variances().length + column]
              * b.directions()[i * b.variances().length + column];
    }
    return product;
  }

  /** The variance of all values together. */
  private static double all(Principal principal, int dimension) {
    double sum = principal.rest() * (dimension - principal.variances().length);
    for (float variance : principal.variances()) {
      sum += variance;
    }
    return sum;
  }

  private static void assertOrthonormal(Principal principal, int dimension) {
    int rank = principal.variances().length;
    for (int a = 0; a < rank; a++) {
      for (int b = 0; b <= a; b++) {
        double product = 0;
        for (int i = 0; i < dimension; i++) {
          product +=
              (double) principal.directions()[i * rank + a] * principal.directions()[i * rank + b];
        }
        assertEquals(a == b ? 1 : 0, product, 1e-3, a + " and " + b);
      }
    }
  }
}
