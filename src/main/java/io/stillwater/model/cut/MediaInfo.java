package io.stillwater.model.cut;

import io.stillwater.detect.FileScore;
import java.util.Objects;

/**
 * What a bundle for images or sounds says beside its manifest: {@code media.json}.
 *
 * @param cut how a file becomes readings
 * @param files how the scores of its windows become that of the file
 */
public record MediaInfo(MediaCut cut, FileScore files) {
  public static final String FILE = "media.json";

  public MediaInfo {
    Objects.requireNonNull(cut, "cut");
    Objects.requireNonNull(files, "files");
  }
}
