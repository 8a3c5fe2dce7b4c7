package io.stillwater.train.media;

import io.stillwater.model.feature.PlaceModel;
import io.stillwater.window.surface.Cells;
import java.util.List;

/**
 * Means by place and products by block of what a network says of normal images, added up image by
 * image, so that no more than one needs be in memory. Not thread-safe.
 */
final class PlaceMoments {
  /** Places on a side of a block, which share a covariance. */
  private static final int BLOCK = 4;

  /** Part of a covariance that is its mean variance, in all directions alike. */
  private static final double SHRUNK = 0.01;

  private static final double LEAST = 1e-8;

  private final int rows;
  private final int columns;
  private final int size;
  private final int across; // blocks in a row
  private final float[] origin; // (places, size) near the means, so that squares keep their digits
  private final double[] sums; // (places, size) of what differs from the origin
  private final double[][] products; // (blocks)(lower triangle, column by column)
  private int images;

  /**
   * @param first images whose means are the origin; they are not added
   */
  PlaceMoments(List<Cells> first) {
    Cells one = first.get(0);
    this.rows = one.rows();
    this.columns = one.columns();
    this.size = one.size();
    this.across = (columns + BLOCK - 1) / BLOCK;
    this.origin = new float[one.values().length];
    for (Cells cells : first) {
      for (int i = 0; i < origin.length; i++) {
        origin[i] += cells.values()[i] / first.size();
      }
    }
    this.sums = new double[origin.length];
    this.products = new double[across * ((rows + BLOCK - 1) / BLOCK)][size * (size + 1) / 2];
  }

  int images() {
    return images;
  }

  void add(Cells cells) {
    images++;
    double[] away = new double[size];
    for (int p = 0; p < rows * columns; p++) {
      for (int f = 0; f < size; f++) {
        away[f] = cells.values()[p * size + f] - origin[p * size + f];
        sums[p * size + f] += away[f];
      }
      addProduct(products[p / columns / BLOCK * across + p % columns / BLOCK], away, 1);
    }
  }

  private static void addProduct(double[] triangle, double[] vector, double weight) {
    int at = 0;
    for (int j = 0; j < vector.length; j++) {
      double value = weight * vector[j];
      int column = at - j;
      for (int i = j; i < vector.length; i++) {
        triangle[column + i] += value * vector[i];
      }
      at += vector.length - j;
    }
  }

  /** A mean for each place, a covariance for each block. */
  PlaceModel byPlace() {
    float[] means = new float[origin.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (float) (origin[i] + sums[i] / images);
    }
    float[][] whitening = new float[products.length][];
    for (int b = 0; b < products.length; b++) {
      double[] covariance = new double[products[b].length];
      whitening[b] = Whitening.of(covariance, size, addBlock(b, covariance), SHRUNK, LEAST);
    }
    return new PlaceModel(rows, columns, size, BLOCK, means, whitening);
  }

  /** One distribution over the cells of all places. */
  PlaceModel overall() {
    double[] mean = new double[size];
    for (int i = 0; i < origin.length; i++) {
      mean[i % size] += (origin[i] + sums[i] / images) / (rows * columns);
    }
    double[] covariance = new double[products[0].length];
    long count = 0;
    for (int b = 0; b < products.length; b++) {
      count += addBlock(b, covariance);
    }
    double[] away = new double[size];
    float[] means = new float[size];
    for (int p = 0; p < rows * columns; p++) {
      for (int f = 0; f < size; f++) {
        away[f] = origin[p * size + f] + sums[p * size + f] / images - mean[f];
        means[f] = (float) mean[f];
      }
      addProduct(covariance, away, images);
    }
    float[] whitening = Whitening.of(covariance, size, count, SHRUNK, LEAST);
    return new PlaceModel(1, 1, size, 1, means, new float[][] {whitening});
  }

  /**
   * Adds the squares of a block around its places' means.
   *
   * @return how many cells they are of
   */
  private long addBlock(int block, double[] covariance) {
    for (int i = 0; i < covariance.length; i++) {
      covariance[i] += products[block][i];
    }
    double[] mean = new double[size];
    long count = 0;
    int top = block / across * BLOCK;
    int left = block % across * BLOCK;
    for (int y = top; y < Math.min(rows, top + BLOCK); y++) {
      for (int x = left; x < Math.min(columns, left + BLOCK); x++) {
        for (int f = 0; f < size; f++) {
          mean[f] = sums[(y * columns + x) * size + f] / images;
        }
        addProduct(covariance, mean, -images);
        count += images;
      }
    }
    return count;
  }
}
