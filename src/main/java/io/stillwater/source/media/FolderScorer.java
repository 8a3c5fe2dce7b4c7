package io.stillwater.source.media;

import io.stillwater.console.Progress;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.media.FileJudge;
import io.stillwater.model.media.JudgedFile;
import io.stillwater.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Judges files of a folder, one after another; one is in memory at a time.
 *
 * @param judge as a stream's
 * @param folder that keys are told from
 * @param files below it
 * @param refused told the key of each file that cannot be judged, and why
 */
public record FolderScorer(
    FileJudge judge, Path folder, List<Path> files, BiConsumer<String, String> refused) {
  public FolderScorer {
    files = List.copyOf(files);
  }

  /** Takes what comes of a file. */
  @FunctionalInterface
  public interface Output {
    /**
     * One file.
     *
     * @param key of the file: its name below the folder, with slashes
     * @param file its bytes
     * @param judged what its pieces say
     */
    void file(String key, byte[] file, JudgedFile judged);
  }

  /**
   * Judges all of them.
   *
   * @throws SourceException if one cannot be read from the disk
   */
  public void score(Progress progress, Output output) {
    for (int i = 0; i < files.size(); i++) {
      progress.step("Scoring", (double) i / files.size(), (i + 1) + " files");
      String key = MediaFiles.key(folder, files.get(i));
      byte[] file = read(files.get(i));
      try {
        output.file(key, file, judge.judge(key, file));
      } catch (UndecodableEvent e) {
        refused.accept(key, e.getMessage());
      }
    }
    progress.step("Scoring", 1, files.size() + " files");
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new SourceException(file + " cannot be read: " + e, e);
    }
  }
}
