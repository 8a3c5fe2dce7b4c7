package io.stillwater.train.media;

import io.stillwater.console.Progress;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.cut.FeatureCut;
import io.stillwater.model.cut.FeatureExtractor;
import io.stillwater.model.cut.GreyCut;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.MediaParts;
import io.stillwater.model.cut.MountedCut;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.model.cut.SurfaceCut;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.media.CutFiles;
import io.stillwater.source.media.MediaFiles;
import io.stillwater.source.media.MediaSource;
import io.stillwater.source.media.SoundRates;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.TrainingResult;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.fit.GaussianFit;
import io.stillwater.train.fit.ImportedFit;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.train.threshold.Promise;
import io.stillwater.window.Normalisation.Mode;
import io.stillwater.window.Preprocessing;
import io.stillwater.window.Scaling;
import io.stillwater.window.tile.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code train --images} and {@code train --sounds}: from normal files to a bundle.
 *
 * @param bundle the folder to write
 * @param fixedMount whether camera and thing never move, so that each place has its own normal
 * @param warn told what a person should know
 */
public record MediaTraining(
    MediaSource source,
    Path bundle,
    Promise promise,
    boolean fixedMount,
    long seed,
    RuntimeOptions runtime,
    Consumer<String> warn) {
  /** Windows that are kept, and of these scored for the calibration of windows. */
  private static final int MOST = 400_000;

  private static final int JUDGED = 50_000;

  /** Values of windows of many channels, in all. */
  private static final int VALUES = 40_000_000;

  /** What is near 0 for half of the cells has no quartiles to speak of. */
  private static final Preprocessing STANDARD =
      new Preprocessing(Mode.GLOBAL, Scaling.STANDARD, Preprocessing.CLIP, false);

  /** Images that features are learned from at most. */
  private static final int IMAGES = 600;

  /** Images that say what normal ones score, at most. */
  private static final int MOST_FILES = 1_500;

  /** Fewer images than this say nothing. */
  private static final int LEAST = 5;

  /** Trains the product's one configuration for such files. */
  public TrainingResult run(Progress progress)
      throws TrainingException, BundleException, IOException {
    if (!source.images()) {
      MediaCut cut = sounds();
      TrainingPlan plan = plan(cut).with(MemoryFit.DEFAULT, GaussianFit.DEFAULT);
      return run(plan, cut, MediaParts.NONE, MediaTrainer.shares(cut), progress);
    }
    List<List<Path>> parts = MediaFiles.parts(some(source.files(), MOST_FILES));
    Planes planes = planes(parts);
    if (fixedMount) {
      requireOneSize(planes.images());
    }
    SurfaceFit.Result found =
        SurfaceFit.fit(
            planes.images(), planes.parts(), parts.size(), fixedMount, seed, runtime, progress);
    MediaParts shown = MediaParts.NONE.with(TileMemoryFit.fit(planes.images(), seed));
    MediaCut cut = cut(found);
    TrainingPlan plan = plan(cut).with(GaussianFit.DEFAULT).with(STANDARD);
    List<SurfaceCut> open = new ArrayList<>();
    try {
      for (SurfaceFit.Result other : found.without()) {
        open.add(SurfaceCut.open(cut(other), runtime));
      }
      TrainingFiles files =
          TrainingFiles.crossFitted(source.folder(), cut(open, parts), this::refuse);
      return run(plan, cut, shown, MediaTrainer.shares(cut), files, progress);
    } finally {
      open.forEach(SurfaceCut::close);
    }
  }

  private static List<CutFiles> cut(List<SurfaceCut> cuts, List<List<Path>> parts) {
    return IntStream.range(0, parts.size())
        .mapToObj(part -> new CutFiles(cuts.get(part), parts.get(part)))
        .toList();
  }

  private static MediaCut cut(SurfaceFit.Result found) {
    return found.mount() == null
        ? new MediaCut.Learned(found.surface())
        : new MountedCut(found.surface(), found.mount());
  }

  private void refuse(String file, String why) {
    warn.accept("left out: " + file + ": " + why);
  }

  /**
   * How sounds are listened to, by their rates; a person is told of files that narrow it down.
   *
   * @throws TrainingException if none of them can be read
   */
  public SoundCut sounds() throws TrainingException, IOException {
    SoundRates rates = SoundRates.of(source);
    rates.warnings().forEach(warn);
    return rates
        .lowest()
        .map(SoundCut::of)
        .orElseThrow(() -> new TrainingException(rates.unusable()));
  }

  /**
   * Trains one denoiser on a cut that nothing was learned for: simpler than the product.
   *
   * @param shares of a file's windows that count, ascending
   */
  public TrainingResult run(MediaCut cut, DenoiserFit fit, List<Double> shares, Progress progress)
      throws TrainingException, BundleException, IOException {
    return run(plan(cut).with(fit), cut, MediaParts.NONE, shares, progress);
  }

  /** Trains denoisers that were chosen, on a cut that nothing was learned for. */
  public TrainingResult run(MediaCut cut, DenoiserFit[] fits, Progress progress)
      throws TrainingException, BundleException, IOException {
    return run(plan(cut).with(fits), cut, shown(), MediaTrainer.shares(cut), progress);
  }

  /** Trains denoisers of what a network that was trained elsewhere says of the cells. */
  public TrainingResult run(FeatureExtractor extractor, DenoiserFit[] fits, Progress progress)
      throws TrainingException, BundleException, IOException {
    MediaCut cut = FeatureCut.of(extractor);
    TrainingPlan plan = plan(cut).with(bounded(cut)).with(fits).with(STANDARD);
    return run(plan, cut, shown().with(extractor), MediaTrainer.shares(cut), progress);
  }

  /** Calibrates a denoiser that was trained elsewhere, on grey tiles. */
  public TrainingResult run(
      GreyCut cut, ImportedFit fit, Preprocessing preprocessing, Progress progress)
      throws TrainingException, BundleException, IOException {
    TrainingPlan plan = plan(cut).with(bounded(cut)).with(fit).with(preprocessing);
    return run(plan, cut, shown(), MediaTrainer.shares(cut), progress);
  }

  /** As many windows as have {@value #VALUES} values. */
  private static WindowPlan bounded(MediaCut cut) {
    int most = VALUES / (cut.length() * cut.channels().size());
    return WindowPlan.of(cut.length(), cut.stride())
        .atMost(Math.max(2_000, Math.min(MOST, most)))
        .judging(Math.max(500, Math.min(JUDGED, most / 4)));
  }

  /** What shows how a strange image would have looked like. */
  private MediaParts shown() throws TrainingException, IOException {
    return source.images()
        ? MediaParts.NONE.with(
            TileMemoryFit.fit(planes(MediaFiles.parts(source.files())).images(), seed))
        : MediaParts.NONE;
  }

  private TrainingPlan plan(MediaCut cut) {
    String name = bundle.toAbsolutePath().normalize().getFileName().toString();
    return TrainingPlan.of(name, bundle)
        .with(origin(cut))
        .with(WindowPlan.of(cut.length(), cut.stride()).atMost(MOST).judging(JUDGED))
        .with(promise.inAlarm(1)) // files have no course
        .with(seed)
        .with(runtime);
  }

  private String origin(MediaCut cut) {
    String files =
        String.format(Locale.ROOT, "%,d files (%s)", source.files().size(), source.kind());
    return source.images() ? files : files + ", " + cut;
  }

  private TrainingResult run(
      TrainingPlan plan, MediaCut cut, MediaParts parts, List<Double> shares, Progress progress)
      throws TrainingException, BundleException, IOException {
    TrainingFiles files = TrainingFiles.heldOut(cut, source.folder(), source.files(), this::refuse);
    return run(plan, cut, parts, shares, files, progress);
  }

  /**
   * @param cut as the bundle has it
   */
  private TrainingResult run(
      TrainingPlan plan,
      MediaCut cut,
      MediaParts parts,
      List<Double> shares,
      TrainingFiles files,
      Progress progress)
      throws TrainingException, BundleException, IOException {
    TrainingResult result = MediaTrainer.train(plan, cut, parts, shares, files, progress);
    result.warnings().forEach(warn);
    return result;
  }

  /**
   * Images in memory.
   *
   * @param parts (images) the part of the files that each is of
   */
  private record Planes(List<Plane> images, int[] parts) {
    /** Whether every one of that many parts has some. */
    boolean ofAll(int count) {
      return Arrays.stream(parts).distinct().count() == count;
    }
  }

  /** So many of them at most, evenly chosen. */
  private static List<Path> some(List<Path> files, int most) {
    int count = Math.min(most, files.size());
    return IntStream.range(0, count)
        .mapToObj(i -> files.get((int) ((long) i * files.size() / count)))
        .toList();
  }

  /** So many images of all parts at most, evenly chosen. */
  private Planes planes(List<List<Path>> parts) throws TrainingException, IOException {
    int files = parts.stream().mapToInt(List::size).sum();
    List<Plane> planes = new ArrayList<>();
    List<Integer> of = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      int most = (int) Math.ceil((double) IMAGES * parts.get(part).size() / files);
      for (Path file : some(parts.get(part), most)) {
        try {
          planes.add(MediaCut.plane(Files.readAllBytes(file)));
          of.add(part);
        } catch (UndecodableEvent e) {
          warn.accept("left out: " + file + ": " + e.getMessage());
        }
      }
    }
    Planes read = new Planes(planes, of.stream().mapToInt(Integer::intValue).toArray());
    if (planes.size() < LEAST || !read.ofAll(parts.size())) {
      throw new TrainingException(
          "only " + planes.size() + " images can be read; give at least 20.");
    }
    return read;
  }

  private static void requireOneSize(List<Plane> planes) throws TrainingException {
    Map<String, Long> sizes =
        planes.stream()
            .collect(
                Collectors.groupingBy(
                    plane -> plane.width() + " x " + plane.height(), Collectors.counting()));
    if (sizes.size() > 1) {
      String most =
          sizes.entrySet().stream()
              .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
              .limit(3)
              .map(size -> size.getKey() + " pixels: " + size.getValue())
              .collect(Collectors.joining(", "));
      throw new TrainingException(
          "--fixed-mount needs images of one size, since it compares each place with itself: there"
              + " are "
              + (sizes.size() + " sizes (" + most + "). Cut the images alike, or leave it out."));
    }
  }
}
