package io.stillwater.train.media;

import io.stillwater.console.Progress;
import io.stillwater.detect.Detector;
import io.stillwater.detect.FileScore;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.MediaInfo;
import io.stillwater.model.cut.MediaParts;
import io.stillwater.model.cut.SoundCut;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.source.media.MediaReadings;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.TrainingResult;
import io.stillwater.train.data.TrainingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes bundles of images and sounds: the denoisers learn from windows of some files, as they do
 * from those of sensors, and files that none of them has seen say what a normal file scores.
 */
public final class MediaTrainer {
  /** Fewer held-out files than this say nothing. */
  private static final int LEAST = 5;

  /** From thin cracks to what covers much of an image. */
  private static final List<Double> IMAGE_SHARES = List.of(0.003, 0.01, 0.05);

  private MediaTrainer() {}

  /**
   * Trains, calibrates and writes.
   *
   * @param plan its windows are those of the cut
   * @param parts what the bundle has beside
   * @param shares of a file's windows that count, ascending; see {@link FileScore}
   * @param files to learn from, and others
   */
  public static TrainingResult train(
      TrainingPlan plan,
      MediaCut cut,
      MediaParts parts,
      List<Double> shares,
      TrainingFiles files,
      Progress progress)
      throws TrainingException, BundleException, IOException {
    TrainingResult result;
    try (MediaReadings training = files.readings()) {
      result = Trainer.unpromised(plan, training, progress);
    }
    Bundle bundle = result.bundle();
    List<FileScore.Known> scores = new ArrayList<>();
    try (Detector detector = bundle.open(plan.runtime())) {
      files.score(
          detector,
          bundle.manifest().window(),
          progress,
          (key, file, judged) -> scores.add(judged.known()));
    }
    if (scores.size() < LEAST) {
      throw new TrainingException(
          "only "
              + scores.size()
              + " files are left to say what normal ones score, expected at least "
              + LEAST
              + ". Give at least 20 normal files.");
    }
    FileScore score = FileScore.fit(shares, plan.promise().limit(), scores);
    Bundle whole = bundle.with(new MediaInfo(cut, score), parts);
    return new TrainingResult(whole, scores.size(), 0, result.warnings());
  }

  /**
   * The shares of a file's windows that count: a sound is wrong as a whole, as far as anybody
   * knows; an image is wrong somewhere.
   */
  public static List<Double> shares(MediaCut cut) {
    return cut instanceof SoundCut ? List.of(1.0) : IMAGE_SHARES;
  }
}
