package io.stillwater.source.table;

import java.io.Closeable;
import java.io.IOException;

/** The rows of an open file, one after another. Not thread-safe. */
public interface TableRows extends Closeable {
  /** The next row; null at the end. */
  TableRow next() throws IOException;

  /** About how many bytes of the file were read so far. */
  long bytesRead();
}
