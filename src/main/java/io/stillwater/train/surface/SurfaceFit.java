package io.stillwater.train.surface;

import io.stillwater.model.BundleException;
import io.stillwater.train.Principal;
import io.stillwater.train.Progress;
import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.CellNet;
import io.stillwater.window.surface.Cells;
import io.stillwater.window.surface.FilterBank;
import io.stillwater.window.surface.Surface;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes a {@link Surface} of normal images, which are all in memory. */
public final class SurfaceFit {
  private static final int FILTERS = 12;
  private static final int PATCHES = 20_000;
  private static final int MADE = 3;

  /** Samples in all, at most. */
  private static final int MOST = 150_000;

  /** Part of a cell that is changed from which on it is of a defect. */
  private static final double PART = 0.08;

  private final List<Plane> images;
  private final long seed;
  private final CellFeatures features;
  private final FilterBank bank;

  /** Vectors of cells, and whether they are of defects. */
  private record Sample(float[] vector, boolean odd) {}

  private SurfaceFit(List<Plane> images, long seed) throws BundleException {
    this.images = images;
    this.seed = seed;
    this.bank = bank();
    this.features = new CellFeatures(bank);
  }

  /**
   * Learns.
   *
   * @param images normal ones, from 0 to 1, at least two
   */
  public static Surface fit(List<Plane> images, long seed, Progress progress)
      throws BundleException {
    if (images.size() < 2) {
      throw new IllegalArgumentException("at least two images are needed: was " + images.size());
    }
    SurfaceFit fit = new SurfaceFit(images, seed);
    List<Sample> samples = fit.samples(progress);
    float[][] vectors = samples.stream().map(Sample::vector).toArray(float[][]::new);
    boolean[] odd = new boolean[vectors.length];
    for (int i = 0; i < odd.length; i++) {
      odd[i] = samples.get(i).odd();
    }
    int[][] views = fit.features.views();
    progress.step("Learning", 0, views.length + " networks");
    List<CellNet> nets =
        IntStream.range(0, views.length)
            .parallel()
            .mapToObj(v -> NetFit.fit(vectors, odd, views[v], seed + v))
            .toList();
    progress.step("Learning", 1, views.length + " networks");
    return new Surface(fit.bank, nets, fit.middle(new Surface(fit.bank, nets, 0)));
  }

  /** The median logit of cells of some normal images. */
  private double middle(Surface surface) {
    double[] logits =
        IntStream.range(0, Math.min(40, images.size()))
            .parallel()
            .mapToObj(
                i ->
                    features.of(
                        images.get((int) ((long) i * images.size() / Math.min(40, images.size())))))
            .flatMapToDouble(
                cells ->
                    IntStream.range(0, cells.count()).mapToDouble(c -> surface.logit(cells, c)))
            .sorted()
            .toArray();
    return logits[logits.length / 2];
  }

  private FilterBank bank() throws BundleException {
    SplittableRandom random = new SplittableRandom(seed);
    float[][][] weights = new float[FilterBank.LEVELS][FILTERS][];
    float[][][] patches = new float[FilterBank.LEVELS][PATCHES][];
    int chosen = Math.min(100, images.size());
    for (int p = 0; p < PATCHES; ) {
      int image = random.nextInt(images.size());
      Plane[] levels = CellFeatures.levels(CellFeatures.light(images.get(image)));
      for (int end = Math.min(PATCHES, p + PATCHES / chosen); p < end; p++) {
        for (int l = 0; l < levels.length; l++) {
          int y = random.nextInt(levels[l].height());
          patches[l][p] = FilterBank.patch(levels[l], y, random.nextInt(levels[l].width()));
        }
      }
    }
    for (int l = 0; l < weights.length; l++) {
      fill(weights[l], Principal.of(patches[l]));
    }
    return new FilterBank(weights);
  }

  /** Directions become filters: without a part that is constant, and with a response of 1. */
  private static void fill(float[][] filters, Principal principal) {
    int dimension = FilterBank.SIZE * FilterBank.SIZE;
    int rank = principal.variances().length;
    for (int f = 0; f < filters.length; f++) {
      float[] filter = new float[dimension];
      double mean = 0;
      for (int i = 0; i < dimension; i++) {
        filter[i] = principal.directions()[i * rank + f];
        mean += filter[i] / dimension;
      }
      double scale = Math.sqrt(principal.variances()[f]) + 1e-4;
      for (int i = 0; i < dimension; i++) {
        filter[i] = (float) ((filter[i] - mean) / scale);
      }
      filters[f] = filter;
    }
  }

  private List<Sample> samples(Progress progress) {
    int each = Math.max(8, MOST / images.size() / (1 + 2 * MADE));
    List<Sample> samples = new ArrayList<>();
    int batch = 16;
    for (int from = 0; from < images.size(); from += batch) {
      int to = Math.min(images.size(), from + batch);
      IntStream.range(from, to)
          .parallel()
          .mapToObj(i -> samples(i, each))
          .toList()
          .forEach(samples::addAll);
      progress.step("Making defects", (double) to / images.size(), to + " images");
    }
    return samples;
  }

  private List<Sample> samples(int index, int each) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + index);
    List<Sample> samples = new ArrayList<>();
    Plane image = images.get(index);
    Cells cells = features.of(image);
    take(samples, cells, random, each, any(cells), false);
    for (int m = 0; m < MADE; m++) {
      Plane other = images.get(random.nextInt(images.size()));
      Defects.Made made = Defects.of(image, other, random);
      Cells changed = features.of(made.image());
      double[] parts = parts(made, changed);
      take(samples, changed, random, each, where(parts, PART, 1), true);
      take(samples, changed, random, each, where(parts, 0, 0), false);
    }
    return samples;
  }

  /** How much of each cell was changed. */
  private static double[] parts(Defects.Made made, Cells cells) {
    double[] parts = new double[cells.count()];
    int width = made.image().width();
    int size = CellFeatures.CELL;
    for (int i = 0; i < made.mask().length; i++) {
      if (made.mask()[i]) {
        parts[i / width / size * cells.columns() + i % width / size] += 1.0 / (size * size);
      }
    }
    return parts;
  }

  private static int[] any(Cells cells) {
    return IntStream.range(0, cells.count()).toArray();
  }

  private static int[] where(double[] parts, double low, double high) {
    return IntStream.range(0, parts.length)
        .filter(i -> parts[i] >= low && parts[i] <= high + 1e-9)
        .toArray();
  }

  /** Some of those cells, each at most once. */
  private static void take(
      List<Sample> to, Cells cells, SplittableRandom random, int most, int[] from, boolean odd) {
    int count = Math.min(most, from.length);
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(from.length - i);
      int cell = from[j];
      from[j] = from[i];
      float[] all = cells.values();
      to.add(
          new Sample(Arrays.copyOfRange(all, cell * cells.size(), (cell + 1) * cells.size()), odd));
    }
  }
}
