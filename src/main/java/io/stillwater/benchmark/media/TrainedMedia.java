package io.stillwater.benchmark.media;

import io.stillwater.console.Progress;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.train.TrainingResult;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.train.media.ForeignBackbone;
import io.stillwater.train.media.MediaTraining;
import io.stillwater.train.media.Mounting;
import io.stillwater.train.threshold.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A bundle that {@code train} makes of normal files, judged as {@code score} does.
 *
 * @param maker of it
 */
record TrainedMedia(String name, Maker maker, Promise promise, RuntimeOptions runtime)
    implements MediaMethod {
  /** So small a share that it is one tile. */
  private static final double WORST = 1e-9;

  /** Trains. */
  @FunctionalInterface
  interface Maker {
    TrainingResult make(MediaTraining training, Progress progress)
        throws TrainingException, BundleException, IOException;
  }

  /** What {@code train} makes without options. */
  static TrainedMedia product(Promise promise, RuntimeOptions runtime) {
    return new TrainedMedia("default", MediaTraining::run, promise, runtime);
  }

  /** What {@code train --features} makes. */
  static TrainedMedia foreign(
      String name, ForeignBackbone backbone, Promise promise, RuntimeOptions runtime) {
    return new TrainedMedia(
        name, (training, progress) -> training.run(backbone, progress), promise, runtime);
  }

  /**
   * A memory of grey tiles of 32 × 32 pixels, every 16 (of sounds: of 8 columns), by the file's
   * worst one.
   */
  static TrainedMedia worstTile(Promise promise, RuntimeOptions runtime) {
    return new TrainedMedia(
        "tiles",
        (training, progress) ->
            training.run(
                training.source().images() ? MediaCut.Image.DEFAULT : training.sounds(),
                MemoryFit.DEFAULT,
                List.of(WORST),
                progress),
        promise,
        runtime);
  }

  @Override
  public double promised() {
    return promise.limit();
  }

  @Override
  public Judge train(MediaCase on, Run run) throws Exception {
    Path folder = Files.createTempDirectory("stillwater-benchmark");
    try {
      MediaTraining training =
          new MediaTraining(
              on.training(),
              folder.resolve(name),
              promise,
              Mounting.FOUND_OUT,
              run.seed(),
              runtime,
              warning -> {});
      Bundle bundle = maker.make(training, run.progress()).bundle();
      return new BundleJudge(bundle, runtime);
    } finally {
      delete(folder);
    }
  }

  /** What was opened needs its files no more. */
  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
