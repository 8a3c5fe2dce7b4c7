package io.stillwater.train.media;

import io.stillwater.model.cut.SurfaceRun;
import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.Mount;
import io.stillwater.window.tile.Plane;
import java.util.List;

/**
 * Finds what is usual at each place. A mean over n images is drawn towards that over all places
 * like one over k more images that show the latter, and a variance likewise. For means, k is the
 * variance at a place over that between places (James and Stein 1961, in the form of Efron and
 * Morris 1973): nothing much where places differ, nearly all where they do not.
 */
final class MountFit {
  /** Images that a variance over all places is worth. */
  private static final double VARIANCES = 5;

  private static final double LEAST = 1e-4;

  private MountFit() {}

  /**
   * Fits.
   *
   * @param images of one size, at least two
   * @param features of a cell
   * @param run without a mount
   */
  static Mount fit(List<Plane> images, int features, SurfaceRun run) {
    int height = images.get(0).height();
    int width = images.get(0).width();
    int cells = CellFeatures.cells(height) * CellFeatures.cells(width);
    double[][] sums = new double[features][cells];
    double[][] squares = new double[features][cells];
    images.parallelStream().map(run::relative).forEachOrdered(planes -> add(planes, sums, squares));
    float[][] means = new float[sums.length][cells];
    float[][] deviations = new float[sums.length][cells];
    for (int f = 0; f < sums.length; f++) {
      shrink(images.size(), sums[f], squares[f], means[f], deviations[f]);
    }
    return Mount.of(height, width, means, deviations);
  }

  private static void add(float[][] planes, double[][] sums, double[][] squares) {
    for (int f = 0; f < planes.length; f++) {
      for (int i = 0; i < planes[f].length; i++) {
        sums[f][i] += planes[f][i];
        squares[f][i] += (double) planes[f][i] * planes[f][i];
      }
    }
  }

  /**
   * @param sums (cells) of a feature over so many images
   * @param squares (cells)
   */
  static void shrink(
      int images, double[] sums, double[] squares, float[] means, float[] deviations) {
    int cells = sums.length;
    double mean = 0;
    double within = 0;
    for (int i = 0; i < cells; i++) {
      double own = sums[i] / images;
      mean += own / cells;
      within += Math.max(0, squares[i] / images - own * own) / cells;
    }
    double spread = 0;
    for (int i = 0; i < cells; i++) {
      double away = sums[i] / images - mean;
      spread += away * away / cells;
    }
    // Means of n images differ by chance, too.
    double between = Math.max(1e-9, spread - within / images);
    double more = within / between;
    for (int i = 0; i < cells; i++) {
      double own = sums[i] / images;
      double variance = Math.max(0, squares[i] / images - own * own);
      means[i] = (float) ((sums[i] + more * mean) / (images + more));
      variance = (images * variance + VARIANCES * within) / (images + VARIANCES);
      deviations[i] = (float) Math.sqrt(variance + LEAST);
    }
  }
}
