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

  /** Windows of the smallest share: a defect of 24 pixels on a side, or of 64 along a line. */
  private static final int FEW = 8;

  /** From a share to the next smaller one, at most. */
  private static final int STEP = 8;

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
    FileScore score = FileScore.fit(finer(shares, scores), plan.promise().limit(), scores);
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

  /**
   * Smaller shares as well, where files have many windows, down to {@value #FEW} of them: what is
   * wrong does not grow with the image, and 30 cells of normal texture would hide it.
   *
   * <pre>
   * cells     shares of them
   * 1,500     .003 (5) .01 (15) .05 (75)
   * 10,000    .0008 (8) .003 (30) .01 (100) .05 (500)
   * 375,000   .00002 (8) .00005 (18) .00038 (141) .003 (1,125) .01 (3,750) .05 (18,750)
   * </pre>
   *
   * @param shares ascending; one alone stays alone
   */
  static List<Double> finer(List<Double> shares, List<FileScore.Known> files) {
    int[] counts = files.stream().mapToInt(file -> file.pieces().length).sorted().toArray();
    double least = (double) FEW / counts[counts.length / 2];
    List<Double> all = new ArrayList<>(shares);
    while (shares.size() > 1 && all.get(0) > 2 * least) {
      all.add(0, Math.max(least, all.get(0) / STEP));
    }
    return all;
  }
}
