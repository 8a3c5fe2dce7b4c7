package io.stillwater.source.media;

import io.stillwater.detect.Verdict;
import io.stillwater.event.UndecodableEvent;
import java.io.Closeable;
import java.util.List;

/** A folder of pictures of what is strange about files, one of each. */
public interface MediaMaps extends Closeable {
  /**
   * Writes the picture of a file, and its strange parts.
   *
   * @param key of the file: its name below the folder, with slashes
   * @param file its bytes
   * @param pieces the verdicts of its windows, in order
   * @throws UndecodableEvent if it cannot be decoded, which who judged it would have found
   */
  void write(String key, byte[] file, List<Verdict> pieces) throws UndecodableEvent;

  @Override
  void close();
}
