package io.stillwater.train.media;

import io.stillwater.console.Progress;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.media.MediaModel;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.media.MediaSource;
import io.stillwater.train.TrainingResult;
import io.stillwater.train.data.TrainingException;
import io.stillwater.train.threshold.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A bundle of which nothing is kept but the model that is open. */
public record UnkeptBundle(
    MediaSource source, Promise promise, long seed, Mounting mounting, RuntimeOptions runtime) {
  /** Trains. */
  @FunctionalInterface
  public interface Maker {
    TrainingResult make(MediaTraining training, Progress progress)
        throws TrainingException, BundleException, IOException;
  }

  /** Trains and opens it; the caller's to close. */
  public MediaModel open(Maker maker, Progress progress)
      throws TrainingException, BundleException, IOException {
    Path work = Files.createTempDirectory("stillwater-unkept");
    try {
      MediaTraining training =
          new MediaTraining(
              source, work.resolve("bundle"), promise, mounting, seed, runtime, warning -> {});
      return MediaModel.open(maker.make(training, progress).bundle(), runtime);
    } finally {
      delete(work);
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
