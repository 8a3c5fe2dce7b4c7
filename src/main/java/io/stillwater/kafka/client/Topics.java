package io.stillwater.kafka.client;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks at topics and makes them. Stateless; each call has a connection of its own. */
public final class Topics {
  private static final long LEADERS_NANOS = 10_000_000_000L;

  private Topics() {}

  /**
   * Makes a topic where there is none, with as many partitions and replicas as the broker gives by
   * itself, and returns when it can be written to.
   *
   * @param client settings of the Kafka client
   * @return how many partitions it was made with; empty if it was there, or if this user may not
   *     look
   * @throws IOException with a sentence, if the broker does not answer or does not let it be made
   */
  public static OptionalLong ensure(Map<String, String> client, String topic) throws IOException {
    String servers = client.get("bootstrap.servers");
    try (Admin admin = Admin.create(new ClientSettings(client).admin())) {
      if (partitions(admin, topic).isPresent()) {
        return OptionalLong.empty();
      }
      make(admin, topic);
      int partitions = partitions(admin, topic).orElse(1);
      awaitLeaders(admin, topic, partitions);
      return OptionalLong.of(partitions);
    } catch (AuthorizationException e) {
      throw new IOException(
          "topic "
              + topic
              + " does not exist, and this user may not make it; have it made: "
              + create(servers, topic, 1, Map.of()),
          e);
    } catch (KafkaException e) {
      throw new IOException(
          "the broker at "
              + servers
              + " does not say whether there is a topic "
              + topic
              + ": "
              + e.getMessage()
              + "; is it running?",
          e);
    }
  }

  /** How many partitions a topic has; empty if there is no such topic. */
  private static Optional<Integer> partitions(Admin admin, String topic) {
    try {
      TopicDescription found =
          get(admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
      return Optional.of(found.partitions().size());
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    } catch (AuthorizationException e) {
      // One who may write need not be one who may look: the first record tells.
      return Optional.of(1);
    }
  }

  private static void make(Admin admin, String topic) {
    NewTopic wanted = new NewTopic(topic, Optional.empty(), Optional.empty());
    try {
      get(admin.createTopics(List.of(wanted)).all());
    } catch (TopicExistsException e) {
      // Somebody was faster.
    }
  }

  /**
   * What a topic's setting is; empty if it has none of that name, or if this user may not look.
   *
   * @param client settings of the Kafka client
   */
  public static Optional<String> setting(Map<String, String> client, String topic, String name) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = Admin.create(new ClientSettings(client).admin())) {
      return Optional.ofNullable(
              get(admin.describeConfigs(List.of(resource)).values().get(resource)).get(name))
          .map(ConfigEntry::value);
    } catch (KafkaException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns when each partition is led. Made is not yet led: the first batch of a producer may be
   * refused and the second taken, which idempotence does not mend.
   *
   * @throws KafkaException if that takes more than 10 s
   */
  public static void awaitLeaders(Admin admin, String topic, int partitions) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    long deadline = KafkaClock.SYSTEM.nanos() + LEADERS_NANOS;
    while (true) {
      try {
        get(admin.listOffsets(ends).all());
        return;
      } catch (RetriableException e) {
        if (KafkaClock.SYSTEM.nanos() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(5_000_000);
      }
    }
  }

  /** The command that makes a topic. */
  public static String create(
      String servers, String topic, int partitions, Map<String, String> configs) {
    StringBuilder command =
        new StringBuilder("kafka-topics.sh --bootstrap-server ")
            .append(servers)
            .append(" --create --topic ")
            .append(topic)
            .append(" --partitions ")
            .append(partitions);
    configs.forEach((name, value) -> command.append(" --config ").append(name + "=" + value));
    return command.toString();
  }

  /**
   * What an answer holds.
   *
   * @throws KafkaException that the broker answered, or that kept it from answering
   */
  public static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }
}
