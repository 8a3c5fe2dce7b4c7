package io.stillwater.source.media;

import io.stillwater.event.UndecodableEvent;
import io.stillwater.model.media.JudgedFile;
import java.io.Closeable;

/** A folder of pictures of what is strange about files, one of each. */
public interface MediaMaps extends Closeable {
  /**
   * Writes the picture of a file, and its strange parts.
   *
   * @param key of the file: its name below the folder, with slashes
   * @param file its bytes
   * @param judged what its pieces say
   * @throws UndecodableEvent if it cannot be decoded, which who judged it would have found
   */
  void write(String key, byte[] file, JudgedFile judged) throws UndecodableEvent;

  @Override
  void close();
}
