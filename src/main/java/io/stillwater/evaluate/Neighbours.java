package io.stillwater.evaluate;

import java.util.Arrays;

/**
 * The mean distance of a standardised row to the {@value #K} nearest rows of the training (Angiulli
 * and Pizzuti 2002). Exact: every row is compared with every other, nothing is thinned.
 *
 * <p>A block of training rows lies column by column, so that one column of one row is compared with
 * a whole block at a time: a loop without dependencies, which the compiler turns into vector
 * instructions. Differences, not products, so that near neighbours of far-out rows keep their
 * distance in single precision.
 */
final class Neighbours implements Baseline {
  static final int K = 5;
  private static final int BLOCK = 1024;

  @Override
  public Fitted fit(double[][] training, long seed) {
    Standard standard = new Standard(training);
    double[][] reference = standard.of(training);
    return rows -> distances(standard.of(rows), reference);
  }

  private static double[] distances(double[][] rows, double[][] reference) {
    int k = Math.min(K, reference.length);
    float[][] nearest = new float[rows.length][k]; // squared, ascending
    for (float[] none : nearest) {
      Arrays.fill(none, Float.POSITIVE_INFINITY);
    }
    float[] sums = new float[BLOCK];
    for (int from = 0; from < reference.length; from += BLOCK) {
      double[][] part =
          Arrays.copyOfRange(reference, from, Math.min(reference.length, from + BLOCK));
      float[][] columns = columns(part);
      for (int i = 0; i < rows.length; i++) {
        Arrays.fill(sums, 0);
        for (int c = 0; c < columns.length; c++) {
          addSquares((float) rows[i][c], columns[c], sums);
        }
        keepNearest(sums, part.length, nearest[i]);
      }
    }
    double[] means = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (float square : nearest[i]) {
        means[i] += Math.sqrt(square) / k;
      }
    }
    return means;
  }

  private static float[][] columns(double[][] rows) {
    float[][] columns = new float[rows[0].length][BLOCK];
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < columns.length; c++) {
        columns[c][i] = (float) rows[i][c];
      }
    }
    return columns;
  }

  private static void addSquares(float value, float[] column, float[] sums) {
    for (int j = 0; j < BLOCK; j++) {
      float difference = value - column[j];
      sums[j] += difference * difference;
    }
  }

  private static void keepNearest(float[] squares, int count, float[] nearest) {
    int last = nearest.length - 1;
    for (int j = 0; j < count; j++) {
      if (squares[j] < nearest[last]) {
        int at = last;
        while (at > 0 && nearest[at - 1] > squares[j]) {
          nearest[at] = nearest[at - 1];
          at--;
        }
        nearest[at] = squares[j];
      }
    }
  }
}
