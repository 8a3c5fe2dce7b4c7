package io.stillwater.train.data;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where rows may be kept.
 *
 * @param heapBytes up to which they stay in heap
 * @param segmentBytes by which the file grows; at least a page of rows is taken
 * @param spareBytes of the disk that are left to others
 * @param folder of the file
 */
public record Room(long heapBytes, int segmentBytes, long spareBytes, Path folder) {
  public Room {
    Objects.requireNonNull(folder, "folder");
    require(heapBytes >= 0, "bytes in heap must be at least 0: were " + heapBytes);
    require(spareBytes >= 0, "bytes to leave free must be at least 0: were " + spareBytes);
    require(segmentBytes >= 1, "a segment must have at least 1 byte: were " + segmentBytes);
  }

  /** 64 MiB in heap, then a file in the folder for temporary files while 256 MiB are free there. */
  public static Room standard() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    return new Room(64L << 20, 64 << 20, 256L << 20, folder);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
