package io.stillwater.kafka;

import java.util.Map;

/** A broker of this process, for the demo and the tests. Safe for use by several threads. */
public interface LocalBroker extends AutoCloseable {
  /** Where clients connect: {@code localhost:port}. */
  String bootstrapServers();

  /**
   * Creates a topic and returns once it can be used; does nothing if it exists.
   *
   * @param configs settings of the topic, such as {@code cleanup.policy}
   */
  void createTopic(String name, int partitions, Map<String, String> configs);

  /** Stops the broker and removes its data. Closing twice is allowed. */
  @Override
  void close();
}
