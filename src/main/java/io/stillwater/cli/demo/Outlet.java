package io.stillwater.cli.demo;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

/** What a demo sends to its topic, one record after another. One thread. */
interface Outlet extends Closeable {
  /** Opens one. */
  interface Opening {
    /**
     * Opens it.
     *
     * @param client settings of the Kafka client
     */
    Outlet open(Map<String, String> client) throws IOException;
  }

  /** Whether there is more. */
  boolean hasNext();

  /** Sends the next one. */
  void send() throws IOException;

  /** Returns when the broker has all that was sent. */
  void flush() throws IOException;
}
