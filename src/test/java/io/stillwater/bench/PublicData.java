package io.stillwater.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The public data sets, which are no part of this repository. */
public final class PublicData {
  /** What a test says that was skipped for want of them. */
  public static final String MISSING = "skipped: the public data sets are not at ../shared/data";

  private PublicData() {}

  /** The folder of a data set beside the repository; empty where it is not there. */
  public static Optional<Path> folder(String name) {
    Path folder = Path.of("..", "shared", "data", name);
    return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
  }
}
