package io.stillwater.source;

import io.stillwater.detect.WindowError;
import java.io.Closeable;

/** A folder of pictures of what is strange about files, one of each. */
public interface MediaMaps extends Closeable {
  /** One window of the file that follows, in order. */
  default void window(WindowError error) {}

  /**
   * Writes the picture of a file, and its strange parts.
   *
   * @param key of the file: its name below the folder, with slashes
   * @param scores (windows) of the file
   */
  void write(String key, double[] scores);

  @Override
  void close();
}
