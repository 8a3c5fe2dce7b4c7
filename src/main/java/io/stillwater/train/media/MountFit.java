package io.stillwater.train.media;

import io.stillwater.model.cut.SurfaceRun;
import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.Mount;
import io.stillwater.window.tile.Plane;
import java.util.List;
import java.util.stream.IntStream;

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

  /** The share of what cells look like that their places must foretell at least. */
  private static final double FORETOLD = 0.1;

  /** Images that tell it: at least and at most. */
  private static final int FEWEST = 16;

  private static final int MOST = 120;

  private MountFit() {}

  /**
   * Whether places foretell what their cells look like, as where camera and thing never move: of
   * half of the images it is found what is usual at each place, and of the other half how much less
   * they differ from that than from what is usual anywhere, in the mean over the features. Images
   * of several sizes have no places.
   *
   * @param features of a cell
   * @param run without a mount
   */
  static boolean fixed(List<Plane> images, int features, SurfaceRun run) {
    int height = images.get(0).height();
    int width = images.get(0).width();
    boolean alike = images.stream().allMatch(i -> i.height() == height && i.width() == width);
    return alike && images.size() >= FEWEST && foretold(images, features, run) >= FORETOLD;
  }

  /** 1 − the squares that are left over those before, of images that were not looked at. */
  static double foretold(List<Plane> images, int features, SurfaceRun run) {
    int count = Math.min(MOST, images.size());
    List<Plane> chosen =
        IntStream.range(0, count)
            .mapToObj(i -> images.get((int) ((long) i * images.size() / count)))
            .toList();
    float[][] usual = usual(chosen.subList(0, count / 2), features, run).means();
    double[][] squares = new double[2][features]; // from the place, from anywhere
    chosen.subList(count / 2, count).parallelStream()
        .map(run::relative)
        .forEachOrdered(planes -> addSquares(planes, usual, squares));
    double share = 0;
    for (int f = 0; f < features; f++) {
      share += squares[1][f] == 0 ? 0 : (1 - squares[0][f] / squares[1][f]) / features;
    }
    return share;
  }

  private static void addSquares(float[][] planes, float[][] usual, double[][] squares) {
    for (int f = 0; f < planes.length; f++) {
      double anywhere = 0;
      for (float mean : usual[f]) {
        anywhere += mean / usual[f].length;
      }
      for (int i = 0; i < planes[f].length; i++) {
        double own = planes[f][i] - usual[f][i];
        double any = planes[f][i] - anywhere;
        squares[0][f] += own * own;
        squares[1][f] += any * any;
      }
    }
  }

  /**
   * Fits.
   *
   * @param images of one size, at least two
   * @param features of a cell
   * @param run without a mount
   */
  static Mount fit(List<Plane> images, int features, SurfaceRun run) {
    Usual usual = usual(images, features, run);
    Plane any = images.get(0);
    return Mount.of(any.height(), any.width(), usual.means(), usual.deviations());
  }

  /**
   * @param means (features)(cells)
   * @param deviations the same
   */
  private record Usual(float[][] means, float[][] deviations) {}

  private static Usual usual(List<Plane> images, int features, SurfaceRun run) {
    Plane any = images.get(0);
    int cells = CellFeatures.cells(any.height()) * CellFeatures.cells(any.width());
    double[][] sums = new double[features][cells];
    double[][] squares = new double[features][cells];
    images.parallelStream().map(run::relative).forEachOrdered(planes -> add(planes, sums, squares));
    float[][] means = new float[sums.length][cells];
    float[][] deviations = new float[sums.length][cells];
    for (int f = 0; f < sums.length; f++) {
      shrink(images.size(), sums[f], squares[f], means[f], deviations[f]);
    }
    return new Usual(means, deviations);
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
