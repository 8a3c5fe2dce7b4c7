package io.stillwater.cli;

import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.BundleException;
import io.stillwater.model.Manifest;
import io.stillwater.model.MediaCut;
import io.stillwater.model.MediaParts;
import io.stillwater.model.RuntimeOptions;
import io.stillwater.source.MediaFiles;
import io.stillwater.source.MediaReadings;
import io.stillwater.train.DenoiserFit;
import io.stillwater.train.GaussianFit;
import io.stillwater.train.MediaTrainer;
import io.stillwater.train.MemoryFit;
import io.stillwater.train.Promise;
import io.stillwater.train.TrainingException;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.TrainingResult;
import io.stillwater.train.WindowPlan;
import io.stillwater.train.picture.TileMemoryFit;
import io.stillwater.train.surface.SurfaceFit;
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

/** {@code train --images} and {@code train --sounds}: from a folder of normal files to a bundle. */
record MediaTraining(
    MediaArguments media, Path bundle, Promise promise, long seed, RuntimeOptions runtime) {
  /** Windows that are kept, and of these scored for the calibration of windows. */
  private static final int MOST = 400_000;

  private static final int JUDGED = 50_000;

  /** What is near 0 for half of the cells has no quartiles to speak of. */
  private static final Preprocessing STANDARD =
      new Preprocessing(Mode.GLOBAL, Scaling.STANDARD, Preprocessing.CLIP, false);

  /** Images that features are learned from at most. */
  private static final int IMAGES = 600;

  int call(Console console, ProgressBar bar)
      throws TrainingException, BundleException, IOException {
    boolean images = media.kind().equals(Manifest.IMAGES);
    List<Path> files = media.files();
    List<Plane> planes = images ? planes(files, console) : List.of();
    MediaCut cut =
        images
            ? new MediaCut.Learned(SurfaceFit.fit(planes, seed, bar::step))
            : MediaCut.Sound.DEFAULT;
    MediaParts parts =
        images ? MediaParts.NONE.with(TileMemoryFit.fit(planes, seed)) : MediaParts.NONE;
    DenoiserFit[] fits =
        images
            ? new DenoiserFit[] {GaussianFit.DEFAULT}
            : new DenoiserFit[] {MemoryFit.DEFAULT, GaussianFit.DEFAULT};
    String name = bundle.toAbsolutePath().normalize().getFileName().toString();
    TrainingPlan plan =
        TrainingPlan.of(name, bundle)
            .with(String.format(Locale.ROOT, "%,d files (%s)", files.size(), media.kind()))
            .with(WindowPlan.of(cut.length(), cut.stride()).atMost(MOST).judging(JUDGED))
            .with(fits)
            .with(images ? STANDARD : Preprocessing.DEFAULT)
            .with(promise)
            .with(seed)
            .with(runtime);
    try (MediaReadings training = readings(files, false, cut, console);
        MediaReadings heldOut = readings(files, true, cut, console)) {
      TrainingResult result = MediaTrainer.train(plan, cut, parts, training, heldOut, bar::step);
      bar.end();
      result.warnings().forEach(warning -> console.err().println("Warning: " + warning));
      console
          .out()
          .printf(
              Locale.ROOT,
              "%s: %s; %,d files held out; a file is an alarm from p %s on%n",
              bundle,
              cut,
              result.windows(),
              promise.limit());
    }
    return Failures.OK;
  }

  /** Of the images that are not held out, or so many of them, evenly chosen. */
  private List<Plane> planes(List<Path> files, Console console) throws IOException {
    List<Path> training = MediaFiles.part(files, false);
    int count = Math.min(IMAGES, training.size());
    List<Plane> planes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path file = training.get((int) ((long) i * training.size() / count));
      try {
        planes.add(MediaCut.plane(Files.readAllBytes(file)));
      } catch (UndecodableEvent e) {
        console.err().println("Warning: left out: " + file + ": " + e.getMessage());
      }
    }
    if (planes.size() < 2) {
      throw new UserError("only " + planes.size() + " images can be read; give at least 20.");
    }
    return planes;
  }

  private MediaReadings readings(List<Path> files, boolean heldOut, MediaCut cut, Console console) {
    return new MediaReadings(
        media.folder(),
        MediaFiles.part(files, heldOut),
        cut,
        (file, why) -> console.err().println("Warning: left out: " + file + ": " + why));
  }
}
