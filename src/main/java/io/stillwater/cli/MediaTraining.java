package io.stillwater.cli;

import io.stillwater.model.BundleException;
import io.stillwater.model.Manifest;
import io.stillwater.model.MediaCut;
import io.stillwater.model.RuntimeOptions;
import io.stillwater.source.MediaFiles;
import io.stillwater.source.MediaReadings;
import io.stillwater.train.GaussianFit;
import io.stillwater.train.MediaTrainer;
import io.stillwater.train.MemoryFit;
import io.stillwater.train.Promise;
import io.stillwater.train.TrainingException;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.TrainingResult;
import io.stillwater.train.WindowPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code train --images} and {@code train --sounds}: from a folder of normal files to a bundle. */
record MediaTraining(
    MediaArguments media, Path bundle, Promise promise, long seed, RuntimeOptions runtime) {
  /** Windows that are kept, and of these scored for the calibration of windows. */
  private static final int MOST = 400_000;

  private static final int JUDGED = 50_000;

  int call(Console console, ProgressBar bar)
      throws TrainingException, BundleException, IOException {
    boolean images = media.kind().equals(Manifest.IMAGES);
    MediaCut cut = images ? MediaCut.Image.DEFAULT : MediaCut.Sound.DEFAULT;
    List<Path> files = media.files();
    String name = bundle.toAbsolutePath().normalize().getFileName().toString();
    TrainingPlan plan =
        TrainingPlan.of(name, bundle)
            .with(String.format(Locale.ROOT, "%,d files (%s)", files.size(), media.kind()))
            .with(WindowPlan.of(cut.length(), cut.stride()).atMost(MOST).judging(JUDGED))
            .with(MemoryFit.DEFAULT, GaussianFit.DEFAULT)
            .with(promise)
            .with(seed)
            .with(runtime);
    try (MediaReadings training = readings(files, false, cut, console);
        MediaReadings heldOut = readings(files, true, cut, console)) {
      TrainingResult result = MediaTrainer.train(plan, cut, training, heldOut, bar::step);
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

  private MediaReadings readings(List<Path> files, boolean heldOut, MediaCut cut, Console console) {
    return new MediaReadings(
        media.folder(),
        MediaFiles.part(files, heldOut),
        cut,
        (file, why) -> console.err().println("Warning: left out: " + file + ": " + why));
  }
}
