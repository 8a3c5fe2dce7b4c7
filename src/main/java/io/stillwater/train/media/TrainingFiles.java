package io.stillwater.train.media;

import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.media.FileJudge;
import io.stillwater.source.media.FolderScorer;
import io.stillwater.source.media.MediaFiles;
import io.stillwater.source.media.MediaReadings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Normal files of a folder: most to learn from, every fourth block of them held out ({@link
 * MediaFiles#part}).
 *
 * @param folder that keys are told from
 * @param files all of them
 * @param refused told the key of each file that cannot be used, and why
 */
public record TrainingFiles(Path folder, List<Path> files, BiConsumer<String, String> refused) {
  public TrainingFiles {
    files = List.copyOf(files);
  }

  /** What is learned from. */
  MediaReadings readings(MediaCut cut) {
    return new MediaReadings(folder, MediaFiles.part(files, false), cut, refused);
  }

  /** What is held out. */
  FolderScorer scorer(FileJudge judge) {
    return new FolderScorer(judge, folder, MediaFiles.part(files, true), refused);
  }
}
