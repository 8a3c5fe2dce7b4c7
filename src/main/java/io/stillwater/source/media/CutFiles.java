package io.stillwater.source.media;

import io.stillwater.model.cut.MediaCut;
import java.nio.file.Path;
import java.util.List;

/**
 * Files that are cut alike.
 *
 * @param cut how they become readings, ready to work
 * @param files in order
 */
public record CutFiles(MediaCut cut, List<Path> files) {
  public CutFiles {
    files = List.copyOf(files);
  }
}
