package io.stillwater.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Where tables come from. */
@FunctionalInterface
public interface TableReader {
  /**
   * Reads one.
   *
   * @param labels the columns that are no channels; the first tells the anomalous rows by a number
   *     above 0; without any, no row is anomalous
   * @param timed whether to look for times; otherwise rows are counted
   */
  Table read(Path file, List<String> labels, boolean timed) throws IOException;
}
