package io.stillwater.train.media;

import io.stillwater.detect.Detector;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.media.FileJudge;
import io.stillwater.source.media.FolderScorer;
import io.stillwater.source.media.MediaFiles;
import io.stillwater.source.media.MediaReadings;
import io.stillwater.window.WindowSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Normal files of a folder: most to learn from, every fourth block of them held out ({@link
 * MediaFiles#part}).
 *
 * @param cut how they become readings, ready to work
 * @param folder that keys are told from
 * @param files all of them
 * @param refused told the key of each file that cannot be used, and why
 */
public record TrainingFiles(
    MediaCut cut, Path folder, List<Path> files, BiConsumer<String, String> refused) {
  public TrainingFiles {
    files = List.copyOf(files);
  }

  /** What is learned from. */
  MediaReadings readings() {
    return new MediaReadings(folder, MediaFiles.part(files, false), cut, refused);
  }

  /** What is held out. */
  FolderScorer scorer(Detector detector, WindowSpec spec) {
    FileJudge judge = new FileJudge(detector, cut, spec);
    return new FolderScorer(judge, folder, MediaFiles.part(files, true), refused);
  }
}
