package io.stillwater.train.media;

import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides images into parts of nearly one size so that images that resemble each other, such as one
 * piece under several exposures or what follows in a film, are of one part: what is learned without
 * a part then judges it as it would judge what is new. From the most similar pair on, each image is
 * joined with its {@value #NEAREST} nearest, as long as a group stays small (single linkage); whole
 * groups are dealt to the parts, the largest first.
 *
 * <p>Similar is what has correlated thumbnails of {@value #SIDE} by {@value #SIDE} mean logarithms
 * of light, less their median, so that exposure does not count, and less the mean over all images.
 */
final class SimilarImages {
  private static final int SIDE = 16;
  private static final int NEAREST = 3;

  /** Of all images, what a group may have at most. */
  private static final int GROUPS_AT_LEAST = 20;

  private final int[] group; // each image's way to the first of its group
  private final int[] sizes;

  private SimilarImages(int images) {
    this.group = IntStream.range(0, images).toArray();
    this.sizes = new int[images];
    Arrays.fill(sizes, 1);
  }

  /** Two images that resemble each other. */
  private record Pair(int one, int other, double alike) {}

  /**
   * The part of each image, from 0; every part has some where there are as many images.
   *
   * @param images from 0 to 1, of any sizes
   */
  static int[] parts(List<Plane> images, int parts) {
    double[][] thumbnails = thumbnails(images);
    List<Pair> pairs =
        IntStream.range(0, images.size())
            .parallel()
            .mapToObj(i -> nearest(thumbnails, i))
            .flatMap(List::stream)
            .sorted(
                Comparator.comparingDouble(Pair::alike)
                    .reversed()
                    .thenComparingInt(Pair::one)
                    .thenComparingInt(Pair::other))
            .toList();
    SimilarImages similar = new SimilarImages(images.size());
    int most = Math.max(1, images.size() / GROUPS_AT_LEAST);
    pairs.forEach(pair -> similar.join(pair, most));
    return similar.dealt(parts);
  }

  private static List<Pair> nearest(double[][] thumbnails, int image) {
    double[] alike = new double[thumbnails.length];
    for (int i = 0; i < alike.length; i++) {
      for (int k = 0; k < thumbnails[i].length; k++) {
        alike[i] += thumbnails[image][k] * thumbnails[i][k];
      }
    }
    return IntStream.range(0, alike.length)
        .filter(i -> i != image)
        .mapToObj(i -> new Pair(image, i, alike[i]))
        .sorted(Comparator.comparingDouble(Pair::alike).reversed())
        .limit(NEAREST)
        .toList();
  }

  private void join(Pair pair, int most) {
    int one = first(pair.one());
    int other = first(pair.other());
    if (one != other && sizes[one] + sizes[other] <= most) {
      group[other] = one;
      sizes[one] += sizes[other];
    }
  }

  private int first(int image) {
    int at = image;
    while (group[at] != at) {
      at = group[at];
    }
    return at;
  }

  private int[] dealt(int parts) {
    List<Integer> groups = new ArrayList<>();
    for (int i = 0; i < group.length; i++) {
      if (group[i] == i) {
        groups.add(i);
      }
    }
    groups.sort(Comparator.comparingInt((Integer g) -> sizes[g]).reversed());
    int[] load = new int[parts];
    int[] partOf = new int[group.length]; // of the first of a group
    for (int g : groups) {
      int least = 0;
      for (int p = 1; p < parts; p++) {
        least = load[p] < load[least] ? p : least;
      }
      partOf[g] = least;
      load[least] += sizes[g];
    }
    return IntStream.range(0, group.length).map(i -> partOf[first(i)]).toArray();
  }

  /** (images)(places) of length 1 each, or all 0. */
  private static double[][] thumbnails(List<Plane> images) {
    double[][] thumbnails =
        images.stream().parallel().map(SimilarImages::thumbnail).toArray(double[][]::new);
    double[] mean = new double[SIDE * SIDE];
    for (double[] thumbnail : thumbnails) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += thumbnail[k] / thumbnails.length;
      }
    }
    for (double[] thumbnail : thumbnails) {
      double own = 0;
      for (int k = 0; k < mean.length; k++) {
        thumbnail[k] -= mean[k];
        own += thumbnail[k] / mean.length;
      }
      double square = 0;
      for (int k = 0; k < mean.length; k++) {
        thumbnail[k] -= own;
        square += thumbnail[k] * thumbnail[k];
      }
      double length = Math.max(1e-9, Math.sqrt(square));
      for (int k = 0; k < mean.length; k++) {
        thumbnail[k] /= length;
      }
    }
    return thumbnails;
  }

  private static double[] thumbnail(Plane image) {
    double[] sums = new double[SIDE * SIDE];
    int[] counts = new int[SIDE * SIDE];
    for (int y = 0; y < image.height(); y++) {
      int row = y * SIDE / image.height() * SIDE;
      for (int x = 0; x < image.width(); x++) {
        int place = row + x * SIDE / image.width();
        sums[place] += Math.log(8 + 255 * image.at(y, x));
        counts[place]++;
      }
    }
    double[] sorted =
        IntStream.range(0, sums.length)
            .mapToDouble(k -> counts[k] == 0 ? 0 : sums[k] / counts[k])
            .toArray();
    double[] out = sorted.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    for (int k = 0; k < out.length; k++) {
      out[k] = counts[k] == 0 ? 0 : out[k] - median;
    }
    return out;
  }
}
