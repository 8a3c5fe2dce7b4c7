package io.stillwater.train.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.model.feature.PlaceModel;
import io.stillwater.window.surface.Cells;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Distances from normal, against means and inverses that are worked out plainly. */
class PlaceMomentsTest {
  private static final int ROWS = 6;
  private static final int COLUMNS = 5;
  private static final int SIZE = 3;

  /** Places of other means; in the lower rows features go together. */
  private static List<Cells> images(int count, long seed) {
    Random random = new Random(seed);
    List<Cells> images = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      float[] values = new float[ROWS * COLUMNS * SIZE];
      for (int p = 0; p < ROWS * COLUMNS; p++) {
        double common = random.nextGaussian();
        for (int f = 0; f < SIZE; f++) {
          double own = random.nextGaussian();
          double value = p / COLUMNS < 4 ? own : 0.9 * common + 0.4 * own;
          values[p * SIZE + f] = (float) (100 + p + f + value);
        }
      }
      images.add(new Cells(ROWS, COLUMNS, SIZE, values));
    }
    return images;
  }

  private static PlaceMoments moments(List<Cells> images) {
    PlaceMoments moments = new PlaceMoments(images.subList(0, 3));
    images.forEach(moments::add);
    return moments;
  }

  /** The squared distance of a cell by the cells of those places, over the number of features. */
  private static double distance(
      List<Cells> images, Cells cells, int place, int[] places, boolean own) {
    double[][] means = new double[ROWS * COLUMNS][SIZE];
    double[] overall = new double[SIZE];
    for (int p : places) {
      for (Cells image : images) {
        for (int f = 0; f < SIZE; f++) {
          means[p][f] += image.values()[p * SIZE + f] / images.size();
          overall[f] += image.values()[p * SIZE + f] / images.size() / places.length;
        }
      }
    }
    double[][] covariance = new double[SIZE][SIZE];
    for (int p : places) {
      for (Cells image : images) {
        double[] away = away(image, p, own ? means[p] : overall);
        for (int i = 0; i < SIZE * SIZE; i++) {
          covariance[i / SIZE][i % SIZE] +=
              away[i / SIZE] * away[i % SIZE] / images.size() / places.length;
        }
      }
    }
    double even = (covariance[0][0] + covariance[1][1] + covariance[2][2]) / SIZE;
    for (int i = 0; i < SIZE * SIZE; i++) {
      covariance[i / SIZE][i % SIZE] *= 0.99;
      covariance[i / SIZE][i % SIZE] += i / SIZE == i % SIZE ? 0.01 * even + 1e-8 : 0;
    }
    return quadratic(covariance, away(cells, place, own ? means[place] : overall)) / SIZE;
  }

  /** away · inverse of the matrix · away, for 3 by 3, by Cramer's rule. */
  private static double quadratic(double[][] matrix, double[] away) {
    double sum = 0;
    for (int column = 0; column < SIZE; column++) {
      double[][] other = new double[SIZE][];
      for (int row = 0; row < SIZE; row++) {
        other[row] = matrix[row].clone();
        other[row][column] = away[row];
      }
      sum += away[column] * determinant(other) / determinant(matrix);
    }
    return sum;
  }

  private static double determinant(double[][] m) {
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
  }

  private static double[] away(Cells image, int place, double[] mean) {
    double[] away = new double[SIZE];
    for (int f = 0; f < SIZE; f++) {
      away[f] = image.values()[place * SIZE + f] - mean[f];
    }
    return away;
  }

  /** Blocks of 4 by 4 of 6 rows and 5 columns: the last place's is of 2 by 1. */
  @Test
  void distancesByPlace_areThoseOfTheBlocksCovariance() {
    List<Cells> images = images(40, 1);
    Cells other = images(1, 2).get(0);
    float[] found = moments(images).byPlace().distances(other);
    int last = ROWS * COLUMNS - 1;
    assertEquals(
        distance(images, other, last, new int[] {last - COLUMNS, last}, true), found[last], 1e-4);
    int[] upper = new int[16];
    for (int i = 0; i < 16; i++) {
      upper[i] = i / 4 * COLUMNS + i % 4;
    }
    assertEquals(distance(images, other, COLUMNS + 2, upper, true), found[COLUMNS + 2], 1e-4);
  }

  @Test
  void distancesOverAllPlaces_areThoseOfOneCovariance() {
    List<Cells> images = images(40, 1);
    Cells other = images(1, 2).get(0);
    int[] all = new int[ROWS * COLUMNS];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    PlaceModel overall = moments(images).overall();
    float[] found = overall.distances(other);
    for (int place : new int[] {0, 7, 29}) {
      assertEquals(distance(images, other, place, all, false), found[place], 1e-4);
    }
  }

  @Test
  void logDeterminant_isThatOfTheCovariance() {
    List<Cells> images = images(4_000, 3);
    // Three features of variance 1 in the upper four rows; 0.97 and 0.81 between them below.
    double even = 3 * Math.log(1.0);
    double together = Math.log((0.97 + 2 * 0.81) * 0.16 * 0.16);
    double expected = (20 * even + 10 * together) / 30;
    assertEquals(expected, moments(images).byPlace().logDeterminant(), 0.1);
  }

  @Test
  void file_isReadAsItWasWritten() {
    PlaceModel model = moments(images(40, 1)).byPlace();
    byte[] bytes = model.toBytes();
    Cells other = images(1, 4).get(0);
    assertArrayEquals(model.distances(other), PlaceModel.of(bytes).distances(other));
    byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 4);
    String message =
        assertThrows(IllegalArgumentException.class, () -> PlaceModel.of(cut)).getMessage();
    assertTrue(message.contains("expected " + bytes.length), message);
  }
}
