package io.stillwater.source.media;

import io.stillwater.event.media.MediaFamily;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

  /**
   * A sentence on files beside these that are of the family and in formats that are not read; empty
   * where there are none.
   */
  public String passedOver() {
    Map<String, Integer> others = MediaFiles.endings(folder, family.foreign());
    if (others.isEmpty()) {
      return "";
    }
    String counts =
        others.entrySet().stream()
            .map(other -> other.getValue() + " " + other.getKey())
            .collect(Collectors.joining(", "));
    return folder
        + " has "
        + counts
        + (others.values().stream().mapToInt(Integer::intValue).sum() == 1 ? " file" : " files")
        + " as well, which are not read: convert them to "
        + (images() ? "PNG" : "WAV");
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
