package io.stillwater.source.media;

import io.stillwater.model.manifest.Manifest;
import java.nio.file.Path;
import java.util.List;

/**
 * Files to learn from.
 *
 * @param kind of the bundle that they are for
 * @param folder that their names are told from
 * @param files in the order of their names
 */
public record MediaSource(String kind, Path folder, List<Path> files) {
  public MediaSource {
    files = List.copyOf(files);
  }

  /** All files of that kind in a folder and its folders. */
  public static MediaSource of(String kind, Path folder) {
    List<String> endings = kind.equals(Manifest.IMAGES) ? MediaFiles.IMAGES : MediaFiles.SOUNDS;
    return new MediaSource(kind, folder, MediaFiles.list(folder, endings));
  }

  public boolean images() {
    return kind.equals(Manifest.IMAGES);
  }
}
