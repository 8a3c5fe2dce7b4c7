package io.stillwater.train.media;

import io.stillwater.console.Progress;
import io.stillwater.detect.Detector;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.media.FileJudge;
import io.stillwater.source.media.CutFiles;
import io.stillwater.source.media.FolderScorer;
import io.stillwater.source.media.MediaFiles;
import io.stillwater.source.media.MediaReadings;
import io.stillwater.window.WindowSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Normal files of a folder: which denoisers learn from, and which say what normal files score.
 *
 * @param folder that keys are told from
 * @param learned what denoisers learn from
 * @param judged what nothing that judges it has learned from
 * @param refused told the key of each file that cannot be used, and why
 */
public record TrainingFiles(
    Path folder,
    List<CutFiles> learned,
    List<CutFiles> judged,
    BiConsumer<String, String> refused) {
  public TrainingFiles {
    learned = List.copyOf(learned);
    judged = List.copyOf(judged);
  }

  /** Most to learn from, every fourth block held out ({@link MediaFiles#part}). */
  public static TrainingFiles heldOut(
      MediaCut cut, Path folder, List<Path> files, BiConsumer<String, String> refused) {
    return new TrainingFiles(
        folder,
        List.of(new CutFiles(cut, MediaFiles.part(files, false))),
        List.of(new CutFiles(cut, MediaFiles.part(files, true))),
        refused);
  }

  /**
   * All of them for both, each cut by what was learned without it: then denoisers of few numbers
   * learn hardly anything of single files.
   */
  static TrainingFiles crossFitted(
      Path folder, List<CutFiles> parts, BiConsumer<String, String> refused) {
    return new TrainingFiles(folder, parts, parts, refused);
  }

  MediaReadings readings() {
    return new MediaReadings(folder, learned, refused);
  }

  /** Judges what says what normal files score. */
  void score(Detector detector, WindowSpec spec, Progress progress, FolderScorer.Output output) {
    for (CutFiles part : judged) {
      FileJudge judge = new FileJudge(detector, part.cut(), spec);
      new FolderScorer(judge, folder, part.files(), refused).score(progress, output);
    }
  }
}
