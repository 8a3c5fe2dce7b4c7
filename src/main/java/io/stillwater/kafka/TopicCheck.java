package io.stillwater.kafka;

import io.stillwater.kafka.client.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks, before a detector starts, whether its topics are there, of the right kind, and allowed.
 */
final class TopicCheck {
  private static final long HOUR = 3_600_000;
  private static final long MARGIN = 65_536;
  private static final int STATES_SEGMENT = 32 << 20;

  private final DetectorSpec spec;
  private final Admin admin;
  private final Sentences say;
  private final List<String> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> made = new ArrayList<>();

  TopicCheck(DetectorSpec spec, Admin admin) {
    this.spec = spec;
    this.admin = admin;
    this.say = new Sentences(spec);
  }

  /**
   * What was found.
   *
   * @param problems sentences that say what to do; the detector cannot start
   * @param notes sentences worth a warning
   * @param made output topics that were missing and are not any more
   */
  record Findings(List<String> problems, List<String> notes, List<String> made) {}

  /**
   * Looks at everything.
   *
   * @throws KafkaException if the broker does not answer
   */
  Findings check() {
    Map<String, TopicDescription> found = describe();
    TopicDescription input = found.get(spec.topic());
    if (input == null || !problems.isEmpty()) {
      return new Findings(problems, notes, made);
    }
    int partitions = input.partitions().size();
    require(input, AclOperation.READ, "read");
    Map<String, Config> configs = configs(List.copyOf(found.keySet()));
    checkInput(configs.get(spec.topic()));
    for (String topic : spec.topics().all()) {
      TopicDescription output = found.get(topic);
      if (output == null) {
        missing(topic, partitions, configs.get(spec.topic()));
      } else {
        checkOutput(output, partitions, configs.get(topic));
        checkRoom(topic, configs);
      }
    }
    return new Findings(problems, notes, made);
  }

  private Map<String, TopicDescription> describe() {
    List<String> names = new ArrayList<>(spec.topics().all());
    names.add(spec.topic());
    DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    Map<String, TopicDescription> found = new LinkedHashMap<>();
    admin
        .describeTopics(names, options)
        .topicNameValues()
        .forEach(
            (name, future) -> {
              try {
                found.put(name, Topics.get(future));
              } catch (UnknownTopicOrPartitionException e) {
                if (name.equals(spec.topic())) {
                  problems.add(say.inputMissing());
                }
              } catch (AuthorizationException e) {
                problems.add(say.forbidden("describe", "Describe", name));
              }
            });
    return found;
  }

  private void require(TopicDescription topic, AclOperation operation, String verb) {
    if (topic.authorizedOperations() != null
        && !topic.authorizedOperations().isEmpty()
        && !topic.authorizedOperations().contains(operation)) {
      String name = operation == AclOperation.READ ? "Read" : "Write";
      problems.add(say.forbidden(verb, name, topic.name()));
    }
  }

  private void checkInput(Config config) {
    String policy = value(config, "cleanup.policy").orElse("delete");
    if (policy.contains("compact")) {
      problems.add(say.compactedInput());
    }
    boolean appended = value(config, "message.timestamp.type").orElse("").equals("LogAppendTime");
    Optional<String> ahead = value(config, "message.timestamp.after.max.ms");
    if (config != null && !appended && ahead.map(Long::parseLong).orElse(Long.MAX_VALUE) > HOUR) {
      notes.add(say.timestampsUnbounded(ahead.orElse("not set")));
    }
  }

  private void checkOutput(TopicDescription output, int inputPartitions, Config config) {
    String name = output.name();
    require(output, AclOperation.WRITE, "write");
    String policy = value(config, "cleanup.policy").orElse(null);
    if (spec.topics().compacted(name)) {
      require(output, AclOperation.READ, "read");
      if (policy != null && !policy.equals("compact")) {
        problems.add(say.wrongPolicy(name, policy, "compact"));
      }
    } else if (policy != null && !policy.equals("delete")) {
      problems.add(say.wrongPolicy(name, policy, "delete"));
    }
    if (output.partitions().size() != inputPartitions) {
      notes.add(say.otherPartitions(name, output.partitions().size(), inputPartitions));
    }
  }

  /** A dead letter is its record and some headers. */
  private void checkRoom(String topic, Map<String, Config> configs) {
    long needed = bytes(configs.get(spec.topic())) + MARGIN;
    long bytes = bytes(configs.get(topic));
    if (topic.equals(spec.topics().deadLetters()) && bytes < needed) {
      notes.add(say.smallDeadLetters(topic, bytes, needed));
    }
  }

  private static long bytes(Config config) {
    return value(config, "max.message.bytes").map(Long::parseLong).orElse(1_048_588L);
  }

  private void missing(String topic, int partitions, Config input) {
    Map<String, String> configs = settings(topic, input);
    if (!spec.output().create()) {
      problems.add(say.outputMissing(topic, partitions, configs));
      return;
    }
    NewTopic wanted =
        new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(configs);
    try {
      Topics.get(admin.createTopics(List.of(wanted)).all());
      Topics.awaitLeaders(admin, topic, partitions);
      made.add(topic);
    } catch (TopicExistsException e) {
      made.add(topic);
    } catch (AuthorizationException e) {
      problems.add(say.mayNotCreate(topic, partitions, configs));
    }
  }

  private Map<String, String> settings(String topic, Config input) {
    DetectorSpec.Topics topics = spec.topics();
    Map<String, String> settings = new LinkedHashMap<>();
    if (topics.compacted(topic)) {
      settings.put("cleanup.policy", "compact");
      if (topic.equals(topics.states())) {
        // Written all day and read back as a whole: what is newest is not compacted.
        settings.put("segment.bytes", Integer.toString(STATES_SEGMENT));
      }
      return settings;
    }
    settings.put("cleanup.policy", "delete");
    settings.put(
        "retention.ms", Long.toString((topic.equals(topics.scores()) ? 7L : 30L) * 24 * HOUR));
    if (topic.equals(topics.deadLetters())) {
      settings.put("max.message.bytes", Long.toString(bytes(input) + MARGIN));
    }
    return settings;
  }

  private Map<String, Config> configs(List<String> topics) {
    List<ConfigResource> resources =
        topics.stream().map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t)).toList();
    Map<String, Config> configs = new LinkedHashMap<>();
    admin
        .describeConfigs(resources)
        .values()
        .forEach(
            (resource, future) -> {
              try {
                configs.put(resource.name(), Topics.get(future));
              } catch (AuthorizationException e) {
                notes.add(say.configsHidden(resource.name()));
              } catch (UnknownTopicOrPartitionException e) {
                notes.add("topic " + resource.name() + " went while it was looked at");
              }
            });
    return configs;
  }

  private static Optional<String> value(Config config, String name) {
    return Optional.ofNullable(config).map(c -> c.get(name)).map(ConfigEntry::value);
  }
}
