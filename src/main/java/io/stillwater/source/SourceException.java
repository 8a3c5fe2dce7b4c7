package io.stillwater.source;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A file that cannot be used as it is. The message is meant for the user: which file and line, what
 * was wrong, the value seen, what was expected, and what to do.
 */
public final class SourceException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  public SourceException(String message) {
    super(message, new IOException(message));
  }

  public SourceException(String message, IOException cause) {
    super(message, new IOException(message, cause));
  }
}
