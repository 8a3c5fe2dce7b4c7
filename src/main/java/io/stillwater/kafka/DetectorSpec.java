package io.stillwater.kafka;

import io.stillwater.alert.Alert;
import io.stillwater.detect.recent.Adapting;
import io.stillwater.event.form.RegistrySettings;
import io.stillwater.kafka.client.ClientSettings;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.model.work.InputSettings;
import io.stillwater.model.work.WorkingModel;
import io.stillwater.stream.FlowParts;
import io.stillwater.stream.FlowSpec;
import io.stillwater.stream.Learning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one detector's loop is set to.
 *
 * @param name of the detector
 * @param judge what judges its keys
 * @param input what is read, and as whom
 * @param output where its output goes
 * @param limits what is too much
 * @param client settings that pass to all Kafka clients; {@code consumer.X}, {@code producer.X} and
 *     {@code admin.X} go to one kind only
 */
public record DetectorSpec(
    String name,
    Judge judge,
    Input input,
    Output output,
    Limits limits,
    Map<String, String> client) {
  private static final int LEARNT_AT_ONCE = 256;

  public DetectorSpec {
    Objects.requireNonNull(judge, "judge");
    Objects.requireNonNull(input, "input");
    Objects.requireNonNull(output, "output");
    Objects.requireNonNull(limits, "limits");
    client = Map.copyOf(client);
    require(!name.isBlank(), "a detector needs a name");
    require(!input.topic.isBlank(), "detector " + name + " needs a topic to watch");
    require(!input.group.isBlank(), "detector " + name + " needs a consumer group");
    require(!input.instance.isBlank(), "detector " + name + " needs an instance name");
    require(
        !output.topics.all().contains(input.topic),
        "detector " + name + " would write to its own input");
  }

  /** The topic that it watches. */
  public String topic() {
    return input.topic;
  }

  /** The topics that it writes to. */
  public Topics topics() {
    return output.topics;
  }

  /** The producer's identity: the same after a restart, so that it can end what it left open. */
  public String transactionalId() {
    return input.group + "-" + name + "-" + input.instance;
  }

  /** Settings of the member of its group, which is the same one after a restart. */
  Map<String, Object> memberSettings() {
    return new ClientSettings(client).member(input.group, name + "-" + input.instance);
  }

  /** Settings of its producer. */
  Map<String, Object> producerSettings() {
    return new ClientSettings(client).transactional(transactionalId());
  }

  /** Where clients connect. */
  public String bootstrapServers() {
    return client.getOrDefault("bootstrap.servers", "localhost:9092");
  }

  /**
   * What a model asks of the flow.
   *
   * @throws IllegalArgumentException if it cannot watch a stream
   */
  public FlowSpec flow(WorkingModel model) {
    Bundle bundle = model.bundle();
    Manifest manifest = bundle.manifest();
    Adapting adapting =
        judge instanceof Judge.Trained trained ? trained.adapting() : Adapting.AS_TRAINED;
    return new FlowSpec(
        name,
        input.topic,
        new Alert.Model(manifest.name(), manifest.version(), bundle.digest()),
        model.window(),
        manifest.policy(),
        adapting.of(manifest.adaptation()),
        limits.maxKeys,
        model.maxBatch(),
        limits.silence.toMillis());
  }

  /** What a flow of a model's records is made of; the model is closed by its owner. */
  public static FlowParts parts(WorkingModel model) {
    return new FlowParts(model.decoder(), model.detector(), model::explain, model.channels());
  }

  /** What keys that learn ask of the flow. */
  public FlowSpec learning() {
    return new FlowSpec(
        name,
        input.topic,
        Learning.MODEL,
        Learning.WINDOW,
        Learning.POLICY,
        Learning.ADAPTATION,
        limits.maxKeys,
        LEARNT_AT_ONCE,
        limits.silence.toMillis());
  }

  /**
   * What is read.
   *
   * @param topic that it watches
   * @param records how they are read
   * @param group consumer group; each detector needs its own
   * @param instance name of this process, the same after a restart and different between replicas
   * @param start where a new group begins
   */
  public record Input(
      String topic, InputSettings records, String group, String instance, Start start) {
    public Input {
      Objects.requireNonNull(records, "records");
      Objects.requireNonNull(start, "start");
    }
  }

  /**
   * What is written.
   *
   * @param topics where it goes
   * @param create whether missing topics are made
   * @param form of messages about alerts
   */
  public record Output(Topics topics, boolean create, Form form) {
    public Output {
      Objects.requireNonNull(topics, "topics");
      Objects.requireNonNull(form, "form");
    }

    /** Messages in JSON. */
    public Output(Topics topics, boolean create) {
      this(topics, create, Form.JSON);
    }
  }

  /**
   * The form of messages about alerts.
   *
   * @param avro instead of JSON
   * @param registry that numbers the schema; null for its fingerprint in front of each message
   */
  public record Form(boolean avro, RegistrySettings registry) {
    public static final Form JSON = new Form(false, null);
  }

  /**
   * What is too much.
   *
   * @param maxKeys keys kept for each partition
   * @param poison share of unusable records, in (0, 1], beyond which the loop stops
   * @param silence after which a key is told to be silent; zero for never
   */
  public record Limits(int maxKeys, double poison, Duration silence) {
    public Limits {
      Objects.requireNonNull(silence, "silence");
      require(maxKeys >= 1, "key limit must be at least 1: was " + maxKeys);
      require(poison > 0 && poison <= 1, "poison limit must be in (0, 1]: was " + poison);
    }
  }

  /** What judges the keys of a detector. */
  public sealed interface Judge {
    /**
     * A trained bundle.
     *
     * @param bundle its folder
     * @param adapting what is wanted otherwise than it says of how limits follow keys
     */
    record Trained(Path bundle, Adapting adapting) implements Judge {
      public Trained {
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(adapting, "adapting");
      }
    }

    /**
     * Each key's own past.
     *
     * @param budget alarms allowed for a key and day, above 0
     */
    record Learnt(double budget) implements Judge {
      public Learnt {
        require(
            budget > 0 && Double.isFinite(budget),
            "the budget must be a number of alarms above 0 for a key and day: was " + budget);
      }
    }
  }

  /** Where a group begins that has committed nothing yet. */
  public enum Start {
    /** With the oldest record that is still there. */
    EARLIEST,
    /** With what comes from now on. */
    LATEST
  }

  /**
   * The output topics.
   *
   * @param alerts history of alerts, kept for a time
   * @param episodes what is open, compacted
   * @param states what is remembered of keys, compacted
   * @param scores the score of every window; null for none
   * @param deadLetters records that could not be used
   */
  public record Topics(
      String alerts, String episodes, String states, String scores, String deadLetters) {
    /** {@code alerts}, {@code episodes}, {@code states}, {@code dead-letters}, and no scores. */
    public static final Topics DEFAULT =
        new Topics("alerts", "episodes", "states", null, "dead-letters");

    public Topics {
      Objects.requireNonNull(alerts, "alerts");
      Objects.requireNonNull(episodes, "episodes");
      Objects.requireNonNull(states, "states");
      Objects.requireNonNull(deadLetters, "deadLetters");
      List<String> names = all(alerts, episodes, states, scores, deadLetters);
      require(
          names.stream().distinct().count() == names.size(),
          "output topics must differ: were " + names);
    }

    /** Those that are configured. */
    public List<String> all() {
      return all(alerts, episodes, states, scores, deadLetters);
    }

    /** Those that are read back, and must be compacted for that. */
    boolean compacted(String topic) {
      return topic.equals(episodes) || topic.equals(states);
    }

    private static List<String> all(String... names) {
      return Arrays.stream(names).filter(Objects::nonNull).toList();
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
