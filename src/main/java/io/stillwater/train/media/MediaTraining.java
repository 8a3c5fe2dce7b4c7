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
import io.stillwater.model.cut.SoundCut;
import io.stillwater.model.cut.SoundRun;
import io.stillwater.model.cut.SurfaceCut;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.media.CutFiles;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * {@code train --images} and {@code train --sounds}: from normal files to a bundle.
 *
 * @param bundle the folder to write
 * @param mounting of camera and thing: where they never move, each place has its own normal
 * @param warn told what a person should know
 */
public record MediaTraining(
    MediaSource source,
    Path bundle,
    Promise promise,
    Mounting mounting,
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

  /** Images that something is learned from, and that say what normal ones score, at most. */
  private static final int IMAGES = 600;

  /** Parts of the images, without each of which something is learned. */
  private static final int PARTS = 4;

  /** Trains the product's one configuration for such files. */
  public TrainingResult run(Progress progress)
      throws TrainingException, BundleException, IOException {
    if (!source.images()) {
      MediaCut cut = sounds();
      TrainingPlan plan = plan(cut).with(MemoryFit.DEFAULT, GaussianFit.DEFAULT);
      return run(plan, cut, MediaParts.NONE, MediaTrainer.shares(cut), progress);
    }
    TrainingImages planes = images(progress);
    if (mounting == Mounting.FIXED) {
      planes.requireOneSize();
    }
    SurfaceFit.Result found =
        SurfaceFit.fit(planes.images(), planes.parts(), PARTS, mounting, seed, runtime, progress);
    MediaParts shown = MediaParts.NONE.with(TileMemoryFit.fit(planes.images(), seed));
    MediaCut cut = cut(found);
    TrainingPlan plan = plan(cut).with(GaussianFit.DEFAULT).with(STANDARD);
    List<SurfaceCut> open = new ArrayList<>();
    try {
      for (SurfaceFit.Result other : found.without()) {
        open.add(SurfaceCut.open(cut(other), runtime));
      }
      TrainingFiles files =
          TrainingFiles.crossFitted(source.folder(), cut(open, planes), this::refuse);
      return run(plan, cut, shown, MediaTrainer.shares(cut), files, progress);
    } finally {
      open.forEach(SurfaceCut::close);
    }
  }

  private static List<CutFiles> cut(List<SurfaceCut> cuts, TrainingImages planes) {
    return IntStream.range(0, PARTS)
        .mapToObj(part -> new CutFiles(cuts.get(part), planes.files(part)))
        .toList();
  }

  private static MediaCut cut(SurfaceFit.Result found) {
    return found.mount() == null
        ? new MediaCut.Learned(found.surface())
        : new MountedCut(found.surface(), found.mount());
  }

  private TrainingImages images(Progress progress) throws TrainingException, IOException {
    return TrainingImages.read(source, IMAGES, PARTS, this::refuse, progress);
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

  /**
   * Learns what is normal of what a network that was trained elsewhere says, beside what {@link
   * #run(Progress)} learns, unless the network is to stand alone.
   */
  public TrainingResult run(ForeignBackbone backbone, Progress progress)
      throws TrainingException, BundleException, IOException {
    TrainingImages all = images(progress);
    TrainingImages learned = all.without(PARTS - 1);
    if (mounting == Mounting.FIXED) {
      learned.requireOneSize();
    }
    MediaParts tiles = MediaParts.NONE.with(TileMemoryFit.fit(learned.images(), seed));
    try (FeatureExtractor extractor = backbone.open(learned.files(), runtime);
        SurfaceCut beside = backbone.alone() ? null : own(learned.images(), progress)) {
      BackboneFit.Result found =
          new BackboneFit(extractor, beside).fit(images(learned.files()), mounting, progress);
      MediaParts parts = tiles.with(extractor).with(found.places());
      MediaCut cut = found.cut();
      TrainingPlan plan =
          plan(cut)
              .with(origin(cut) + "; features by " + extractor.info().text())
              .with(GaussianFit.DEFAULT)
              .with(STANDARD);
      BackboneRun work = new BackboneRun(found.cut(), extractor, found.places(), beside);
      TrainingFiles files =
          new TrainingFiles(
              source.folder(),
              List.of(new CutFiles(work, learned.files())),
              List.of(new CutFiles(work, all.files(PARTS - 1))),
              this::refuse);
      return run(plan, cut, parts, MediaTrainer.shares(cut), files, progress);
    }
  }

  /** What is learned of the images themselves, at work. */
  private SurfaceCut own(List<Plane> images, Progress progress) throws BundleException {
    return SurfaceCut.open(cut(SurfaceFit.fit(images, mounting, seed, runtime, progress)), runtime);
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
        ? MediaParts.NONE.with(TileMemoryFit.fit(images(Progress.NONE).images(), seed))
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
        String.format(Locale.ROOT, "%,d files (%s)", source.files().size(), source.family().word());
    return source.images() ? files : files + ", " + cut;
  }

  private TrainingResult run(
      TrainingPlan plan, MediaCut cut, MediaParts parts, List<Double> shares, Progress progress)
      throws TrainingException, BundleException, IOException {
    if (cut instanceof SoundCut sound) {
      try (SoundRun open = SoundRun.open(sound, runtime)) {
        return run(plan, cut, parts, shares, heldOut(open), progress);
      }
    }
    return run(plan, cut, parts, shares, heldOut(cut), progress);
  }

  private TrainingFiles heldOut(MediaCut open) {
    return TrainingFiles.heldOut(open, source.folder(), source.files(), this::refuse);
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
}
