package io.stillwater.cli;

import io.stillwater.console.UserError;
import io.stillwater.model.feature.FeatureInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A network of features and its side file, as they were named. */
final class FeatureFiles {
  private static final long LARGEST = 512L << 20;
  private static final long LARGEST_INFO = 1L << 20;

  private FeatureFiles() {}

  static byte[] network(Path features) throws IOException {
    return read(features, LARGEST);
  }

  /**
   * The side file.
   *
   * @param info null for that of the network's name, if there is one
   */
  static FeatureInfo info(Path features, Path info) throws IOException {
    String name = features.getFileName().toString();
    Path beside = features.resolveSibling(name.replaceFirst("\\.[^.]*$", "") + ".json");
    if (info == null && !Files.isRegularFile(beside)) {
      return FeatureInfo.NONE;
    }
    Path file = info == null ? beside : info;
    try {
      return FeatureInfo.read(read(file, LARGEST_INFO));
    } catch (IOException e) {
      throw new UserError(file + ": " + e.getMessage(), e);
    }
  }

  private static byte[] read(Path file, long largest) throws IOException {
    if (Files.size(file) > largest) {
      throw new UserError(file + " is too large: at most " + largest + " bytes are accepted.");
    }
    return Files.readAllBytes(file);
  }
}
