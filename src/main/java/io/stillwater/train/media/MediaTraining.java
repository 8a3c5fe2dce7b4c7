package io.stillwater.train.media;

import io.stillwater.console.Progress;
import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.cut.BackboneRun;
import io.stillwater.model.cut.FeatureCut;
import io.stillwater.model.cut.GreyCut;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.MediaParts;
import io.stillwater.model.cut.MountedCut;
import io.stillwater.model.cut.SurfaceCut;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.media.MediaFiles;
import io.stillwater.source.media.MediaSource;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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

  /** Trains the product's one configuration for such files. */
  public TrainingResult run(Progress progress)
      throws TrainingException, BundleException, IOException {
    if (!source.images()) {
      MediaCut cut = MediaCut.Sound.DEFAULT;
      TrainingPlan plan = plan(cut).with(MemoryFit.DEFAULT, GaussianFit.DEFAULT);
      return run(plan, cut, MediaParts.NONE, MediaTrainer.tail(cut), progress);
    }
    List<Plane> planes = planes();
    MediaCut cut = learned(planes, progress);
    MediaParts parts = MediaParts.NONE.with(TileMemoryFit.fit(planes, seed));
    TrainingPlan plan = plan(cut).with(GaussianFit.DEFAULT).with(STANDARD);
    try (SurfaceCut open = SurfaceCut.open(cut, runtime)) {
      return run(plan, new Cuts(cut, open), parts, MediaTrainer.tail(cut), progress);
    }
  }

  /**
   * Trains one denoiser on a cut that nothing was learned for: simpler than the product.
   *
   * @param tail the share of a file's windows that its score is the mean of, in (0, 1]
   */
  public TrainingResult run(MediaCut cut, DenoiserFit fit, double tail, Progress progress)
      throws TrainingException, BundleException, IOException {
    return run(plan(cut).with(fit), cut, MediaParts.NONE, tail, progress);
  }

  /** Trains denoisers that were chosen, on a cut that nothing was learned for. */
  public TrainingResult run(MediaCut cut, DenoiserFit[] fits, Progress progress)
      throws TrainingException, BundleException, IOException {
    return run(plan(cut).with(fits), cut, shown(), MediaTrainer.tail(cut), progress);
  }

  /** Trains denoisers of what a network that was trained elsewhere says of the cells. */
  public TrainingResult run(FeatureExtractor extractor, DenoiserFit[] fits, Progress progress)
      throws TrainingException, BundleException, IOException {
    MediaCut cut = FeatureCut.of(extractor);
    TrainingPlan plan = plan(cut).with(bounded(cut)).with(fits).with(STANDARD);
    return run(plan, cut, shown().with(extractor), MediaTrainer.tail(cut), progress);
  }

  /**
   * Learns what is normal of what a network that was trained elsewhere says, beside what {@link
   * #run(Progress)} learns, unless the network is to stand alone.
   */
  public TrainingResult run(ForeignBackbone backbone, Progress progress)
      throws TrainingException, BundleException, IOException {
    List<Plane> planes = planes();
    MediaParts tiles = MediaParts.NONE.with(TileMemoryFit.fit(planes, seed));
    MediaCut surface = backbone.alone() ? null : learned(planes, progress);
    List<Path> files = MediaFiles.part(source.files(), false);
    try (FeatureExtractor extractor = backbone.open(files, runtime);
        SurfaceCut beside = surface == null ? null : SurfaceCut.open(surface, runtime)) {
      BackboneFit.Result found =
          new BackboneFit(extractor, beside).fit(images(files), fixedMount, progress);
      MediaParts parts = tiles.with(extractor).with(found.places());
      MediaCut cut = found.cut();
      TrainingPlan plan =
          plan(cut)
              .with(described() + "; features by " + extractor.info().text())
              .with(GaussianFit.DEFAULT)
              .with(STANDARD);
      BackboneRun work = new BackboneRun(found.cut(), extractor, found.places(), beside);
      return run(plan, new Cuts(cut, work), parts, MediaTrainer.tail(cut), progress);
    }
  }

  /** Of these files as many as features are learned from, evenly chosen. */
  private static BackboneFit.Images images(List<Path> files) {
    int count = Math.min(IMAGES, files.size());
    return new BackboneFit.Images() {
      @Override
      public int count() {
        return count;
      }

      @Override
      public Pixels read(int number) throws UndecodableEvent, IOException {
        return ForeignBackbone.read(files.get((int) ((long) number * files.size() / count)));
      }
    };
  }

  /** Calibrates a denoiser that was trained elsewhere, on grey tiles. */
  public TrainingResult run(
      GreyCut cut, ImportedFit fit, Preprocessing preprocessing, Progress progress)
      throws TrainingException, BundleException, IOException {
    TrainingPlan plan = plan(cut).with(bounded(cut)).with(fit).with(preprocessing);
    return run(plan, cut, shown(), MediaTrainer.tail(cut), progress);
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
        ? MediaParts.NONE.with(TileMemoryFit.fit(planes(), seed))
        : MediaParts.NONE;
  }

  private String described() {
    return String.format(Locale.ROOT, "%,d files (%s)", source.files().size(), source.kind());
  }

  private TrainingPlan plan(MediaCut cut) {
    String name = bundle.toAbsolutePath().normalize().getFileName().toString();
    return TrainingPlan.of(name, bundle)
        .with(described())
        .with(WindowPlan.of(cut.length(), cut.stride()).atMost(MOST).judging(JUDGED))
        .with(promise.inAlarm(1)) // files have no course
        .with(seed)
        .with(runtime);
  }

  private TrainingResult run(
      TrainingPlan plan, MediaCut cut, MediaParts parts, double tail, Progress progress)
      throws TrainingException, BundleException, IOException {
    return run(plan, new Cuts(cut, cut), parts, tail, progress);
  }

  /**
   * A cut.
   *
   * @param written as the bundle has it
   * @param working the same, ready to work
   */
  private record Cuts(MediaCut written, MediaCut working) {}

  private TrainingResult run(
      TrainingPlan plan, Cuts cuts, MediaParts parts, double tail, Progress progress)
      throws TrainingException, BundleException, IOException {
    TrainingFiles files =
        new TrainingFiles(
            cuts.working(),
            source.folder(),
            source.files(),
            (file, why) -> warn.accept("left out: " + file + ": " + why));
    TrainingResult result = MediaTrainer.train(plan, cuts.written(), parts, tail, files, progress);
    result.warnings().forEach(warn);
    return result;
  }

  /** Of the images that are not held out, or so many of them, evenly chosen. */
  private List<Plane> planes() throws TrainingException, IOException {
    List<Path> training = MediaFiles.part(source.files(), false);
    int count = Math.min(IMAGES, training.size());
    List<Plane> planes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path file = training.get((int) ((long) i * training.size() / count));
      try {
        planes.add(MediaCut.plane(Files.readAllBytes(file)));
      } catch (UndecodableEvent e) {
        warn.accept("left out: " + file + ": " + e.getMessage());
      }
    }
    if (planes.size() < 2) {
      throw new TrainingException(
          "only " + planes.size() + " images can be read; give at least 20.");
    }
    return planes;
  }

  private MediaCut learned(List<Plane> planes, Progress progress)
      throws TrainingException, BundleException {
    if (fixedMount) {
      requireOneSize(planes);
    }
    SurfaceFit.Result found = SurfaceFit.fit(planes, fixedMount, seed, runtime, progress);
    return found.mount() == null
        ? new MediaCut.Learned(found.surface())
        : new MountedCut(found.surface(), found.mount());
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
