package io.stillwater.benchmark.media;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A file that a person has looked at.
 *
 * @param key its name for people
 * @param kind what is wrong with it; empty where nothing is
 * @param mask an image of the same size that is light where the defect is; null for none
 */
public record LabelledItem(String key, Path file, String kind, Path mask) {
  public LabelledItem {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(kind, "kind");
  }

  boolean anomalous() {
    return !kind.isEmpty();
  }
}
