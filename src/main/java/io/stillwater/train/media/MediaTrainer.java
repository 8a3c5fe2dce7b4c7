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
import io.stillwater.model.media.FileJudge;
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

  private static final double TAIL = 0.01;

  private MediaTrainer() {}

  /**
   * Trains, calibrates and writes.
   *
   * @param plan its windows are those of the cut
   * @param parts what the bundle has beside
   * @param tail the share of a file's windows that its score is the mean of, in (0, 1]
   * @param files to learn from, and others
   */
  public static TrainingResult train(
      TrainingPlan plan,
      MediaCut cut,
      MediaParts parts,
      double tail,
      TrainingFiles files,
      Progress progress)
      throws TrainingException, BundleException, IOException {
    TrainingResult result;
    try (MediaReadings training = files.readings()) {
      result = Trainer.unpromised(plan, training, progress);
    }
    Bundle bundle = result.bundle();
    List<double[]> scores = new ArrayList<>();
    try (Detector detector = bundle.open(plan.runtime())) {
      files
          .scorer(detector, bundle.manifest().window())
          .score(progress, (key, file, pieces) -> scores.add(FileJudge.scores(pieces)));
    }
    if (scores.size() < LEAST) {
      throw new TrainingException(
          "only "
              + scores.size()
              + " files are left to say what normal ones score, expected at least "
              + LEAST
              + ". Give at least 20 normal files.");
    }
    FileScore score = FileScore.fit(tail, plan.promise().limit(), scores);
    Bundle whole = bundle.with(new MediaInfo(cut, score), parts);
    return new TrainingResult(whole, scores.size(), 0, result.warnings());
  }

  /**
   * The share of a file's windows that counts: a sound is wrong as a whole, as far as anybody
   * knows; an image is wrong somewhere.
   */
  public static double tail(MediaCut cut) {
    return cut instanceof SoundCut ? 1 : TAIL;
  }
}
