package io.stillwater.train.media;

import io.stillwater.console.Progress;
import io.stillwater.model.cut.SurfaceRun;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.fit.Principal;
import io.stillwater.window.surface.CellFeatures;
import io.stillwater.window.surface.CellNet;
import io.stillwater.window.surface.Cells;
import io.stillwater.window.surface.FilterBank;
import io.stillwater.window.surface.Mount;
import io.stillwater.window.surface.Surface;
import io.stillwater.window.surface.WholeImage;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Makes a {@link Surface} of normal images, which are all in memory. */
public final class SurfaceFit {
  private static final int FILTERS = 12;
  private static final int PATCHES = 20_000;

  /** Defects that are made in each image: so many at least, more where images are few. */
  private static final int MADE = 6;

  private static final int MADE_OF_FEW = 8;
  private static final int MADE_IN_ALL = 2_000;

  /** Shares of cells of each image as it is, of six defects, and beside six defects. */
  private static final int CLEAN = 240;

  private static final int ODD = 360;
  private static final int BESIDE = 180;

  /** Samples in all, at most. */
  private static final int MOST = 420_000;

  /** Part of a cell that is changed from which on it is of a defect. */
  private static final double PART = 0.08;

  private final List<Plane> images;
  private final int[] parts; // of each image
  private final long seed;
  private final RuntimeOptions options;
  private final FilterBank bank;
  private final Mount mount; // null for none
  private final double[][] descriptions; // of each image as a whole

  /**
   * What was learned.
   *
   * @param mount what is usual at each place; null where images show things anywhere
   * @param without the same, learned without each part of the images
   */
  public record Result(Surface surface, Mount mount, List<Result> without) {
    public Result {
      without = List.copyOf(without);
    }
  }

  private SurfaceFit(
      List<Plane> images, int[] parts, Mounting mounting, long seed, RuntimeOptions options)
      throws BundleException {
    this.images = images;
    this.parts = parts;
    this.seed = seed;
    this.options = options;
    this.bank = bank();
    this.mount = fixed(mounting) ? mount(-1) : null;
    this.descriptions = new double[images.size()][];
  }

  private boolean fixed(Mounting mounting) throws BundleException {
    if (mounting != Mounting.FOUND_OUT) {
      return mounting == Mounting.FIXED;
    }
    try (SurfaceRun run = SurfaceRun.of(bank, null, options)) {
      return MountFit.fixed(images, new CellFeatures(bank).features(), run);
    }
  }

  /** Of the images that are not of a part. */
  private Mount mount(int without) throws BundleException {
    List<Plane> chosen =
        IntStream.range(0, images.size())
            .filter(i -> parts[i] != without)
            .mapToObj(images::get)
            .toList();
    try (SurfaceRun run = SurfaceRun.of(bank, null, options)) {
      return MountFit.fit(chosen, new CellFeatures(bank).features(), run);
    }
  }

  /** As below, of one part that nothing is learned without. */
  public static Result fit(
      List<Plane> images, Mounting mounting, long seed, RuntimeOptions runtime, Progress progress)
      throws BundleException {
    return fit(images, new int[images.size()], 0, mounting, seed, runtime, progress);
  }

  /**
   * Learns, once from all images, and once without each part of them.
   *
   * @param images normal ones, from 0 to 1, at least two, also without any part
   * @param parts (images) the part that each is of, from 0
   * @param without how many parts something is to be learned without
   * @param mounting whether camera and thing never move; all images are of one size if it is said
   * @param runtime what the features are computed on; images are taken by several threads, each
   *     with one of the runtime
   */
  public static Result fit(
      List<Plane> images,
      int[] parts,
      int without,
      Mounting mounting,
      long seed,
      RuntimeOptions runtime,
      Progress progress)
      throws BundleException {
    if (images.size() < 2) {
      throw new IllegalArgumentException("at least two images are needed: was " + images.size());
    }
    RuntimeOptions options = new RuntimeOptions(runtime.maxBatch(), 1, runtime.provider(), false);
    SurfaceFit fit = new SurfaceFit(images, parts, mounting, seed, options);
    CellSamples samples = fit.samples(progress);
    int[][] views = new CellFeatures(fit.bank, fit.mount).views();
    String networks = views.length * (without + 1) + " networks";
    List<List<CellNet>> nets =
        NetFit.fit(
            samples,
            views,
            without,
            seed,
            runtime,
            share -> progress.step("Learning", share, networks));
    List<Result> others = new ArrayList<>();
    for (int part = 0; part < without; part++) {
      Mount mount = fit.mount == null ? null : fit.mount(part);
      others.add(fit.result(nets.get(part + 1), mount, part, List.of()));
    }
    return fit.result(nets.get(0), fit.mount, -1, others);
  }

  private Result result(List<CellNet> nets, Mount usual, int without, List<Result> others)
      throws BundleException {
    double middle = middle(new Surface(bank, nets, 0), usual, without);
    List<double[]> described =
        IntStream.range(0, images.size())
            .filter(i -> parts[i] != without)
            .mapToObj(i -> descriptions[i])
            .toList();
    List<WholeImage> whole = List.of(WholeImageFit.fit(described));
    return new Result(new Surface(bank, nets, middle, whole), usual, others);
  }

  /** The median logit of cells of some normal images; of new ones, where a part was left out. */
  private double middle(Surface surface, Mount usual, int without) throws BundleException {
    int[] chosen =
        IntStream.range(0, images.size()).filter(i -> without < 0 || parts[i] == without).toArray();
    int count = Math.min(40, chosen.length);
    try (SurfaceRun run = SurfaceRun.of(surface, usual, options)) {
      double[] logits =
          IntStream.range(0, count)
              .parallel()
              .map(i -> chosen[(int) ((long) i * chosen.length / count)])
              .mapToObj(i -> run.logits(images.get(i)))
              .flatMapToDouble(
                  map -> IntStream.range(0, map.values().length).mapToDouble(c -> map.values()[c]))
              .sorted()
              .toArray();
      return logits[logits.length / 2];
    }
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

  private CellSamples samples(Progress progress) throws BundleException {
    try (SurfaceRun run = SurfaceRun.of(bank, mount, options)) {
      return samples(run, progress);
    }
  }

  private CellSamples samples(SurfaceRun run, Progress progress) {
    double share = (double) MOST / images.size() / (CLEAN + ODD + BESIDE);
    CellSamples samples = new CellSamples();
    int batch = 16;
    for (int from = 0; from < images.size(); from += batch) {
      int to = Math.min(images.size(), from + batch);
      IntStream.range(from, to)
          .parallel()
          .mapToObj(i -> samples(run, i, share))
          .toList()
          .forEach(samples::addAll);
      progress.step("Making defects", (double) to / images.size(), to + " images");
    }
    return samples;
  }

  private CellSamples samples(SurfaceRun run, int index, double share) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + index);
    CellSamples samples = new CellSamples(parts[index]);
    Plane image = images.get(index);
    Cells cells = run.vectors(image, planes -> descriptions[index] = WholeImage.describe(planes));
    samples.take(cells, random, count(share * CLEAN), any(cells), false);
    int made = Math.max(MADE, Math.min(MADE_OF_FEW, MADE_IN_ALL / images.size()));
    for (int m = 0; m < made; m++) {
      Plane other = images.get(random.nextInt(images.size()));
      Defects.Made defects = Defects.of(image, other, random);
      Cells changed = run.vectors(defects.image());
      double[] parts = parts(defects, changed);
      samples.take(changed, random, count(share * ODD / made), where(parts, PART, 1), true);
      samples.take(changed, random, count(share * BESIDE / made), where(parts, 0, 0), false);
    }
    return samples;
  }

  private static int count(double wanted) {
    return Math.max(4, (int) wanted);
  }

  /** How much of each cell was changed. */
  private static double[] parts(Defects.Made made, Cells cells) {
    int size = CellFeatures.CELL;
    int height = made.image().height();
    int width = made.image().width();
    double[] parts = new double[cells.count()];
    for (int i = 0; i < parts.length; i++) {
      int top = CellFeatures.begin(i / cells.columns(), height);
      int left = CellFeatures.begin(i % cells.columns(), width);
      for (int y = top; y < Math.min(height, top + size); y++) {
        for (int x = left; x < Math.min(width, left + size); x++) {
          parts[i] += made.mask()[y * width + x] ? 1.0 / (size * size) : 0;
        }
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
}
