package io.stillwater.source.media;

import io.stillwater.event.media.MediaFamily;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of a folder.
 *
 * @param family what they are
 * @param folder that their names are told from
 * @param files in the order of their names
 */
public record MediaSource(MediaFamily family, Path folder, List<Path> files) {
  public MediaSource {
    files = List.copyOf(files);
  }

  /** All files of that family in a folder and its folders. */
  public static MediaSource of(MediaFamily family, Path folder) {
    return new MediaSource(family, folder, MediaFiles.list(folder, family.endings()));
  }

  /** Some of them. */
  public MediaSource with(List<Path> others) {
    return new MediaSource(family, folder, others);
  }

  /** A file's name below the folder, with slashes. */
  public String key(Path file) {
    return MediaFiles.key(folder, file);
  }

  public boolean images() {
    return family == MediaFamily.IMAGES;
  }
}
