package io.stillwater.benchmark.media;

import io.stillwater.event.media.MediaFamily;
import io.stillwater.source.csv.TextTable;
import io.stillwater.source.media.MediaSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Public collections of images and sounds. Each has a file {@code groups.csv} that says which files
 * are training, so that neither exposures of one tile nor cuts of one recording are on both sides.
 */
public enum MediaCollection {
  /** Magnetic tiles: five kinds of defects, each image with a mask. */
  MTD(MediaFamily.IMAGES) {
    @Override
    LabelledItem item(Path folder, String path, Map<String, String> row) {
      Path file = folder.resolve(path);
      if (row.get("split").equals("test_normal")) {
        return new LabelledItem(path, file, "", null);
      }
      String mask = path.replaceAll("\\.jpg$", ".png");
      return new LabelledItem(path, file, row.get("class"), folder.resolve(mask));
    }
  },
  /** Sounds of rotors: one drone is normal, another and unknown sounds are not. */
  DRONE_AUDIO(MediaFamily.SOUNDS) {
    @Override
    LabelledItem item(Path folder, String path, Map<String, String> row) {
      String kind = row.get("split").substring("test_".length());
      return new LabelledItem(path, folder.resolve(path), kind.equals("normal") ? "" : kind, null);
    }
  };

  private static final String TRAINING = "train";

  private final MediaFamily family;

  MediaCollection(MediaFamily family) {
    this.family = family;
  }

  abstract LabelledItem item(Path folder, String path, Map<String, String> row);

  /** The name of its folder, and of the collection. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The collection of that name; empty where it is none of these. */
  public static Optional<MediaCollection> named(String name) {
    return Arrays.stream(values()).filter(c -> c.folder().equals(name)).findFirst();
  }

  /** Its files by its protocol. */
  public MediaCase read(Path folder) {
    List<Path> training = new ArrayList<>();
    List<LabelledItem> test = new ArrayList<>();
    for (Map<String, String> row :
        TextTable.read(folder.resolve("groups.csv"), List.of("path", "split"))) {
      String path = row.get("path");
      if (row.get("split").equals(TRAINING)) {
        training.add(folder.resolve(path));
      } else if (row.get("split").startsWith("test_")) {
        test.add(item(folder, path, row));
      }
    }
    training.sort(null);
    return new MediaCase(folder(), new MediaSource(family, folder, training), test);
  }
}
