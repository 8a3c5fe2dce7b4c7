package io.stillwater.kafka;

import io.stillwater.alert.Alert;
import io.stillwater.detect.recent.Adapting;
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
 * @param topic that it watches
 * @param judge what judges its keys
 * @param input how records are read
 * @param topics where its output goes
 * @param group consumer group; each detector needs its own
 * @param instance name of this process, the same after a restart and different between replicas
 * @param maxKeys keys kept for each partition
 * @param start where a new group begins
 * @param createTopics whether missing output topics are made
 * @param poisonLimit share of unusable records, in (0, 1], beyond which the loop stops
 * @param silence after which a key is told to be silent; zero for never
 * @param client settings that pass to all Kafka clients; {@code consumer.X}, {@code producer.X} and
 *     {@code admin.X} go to one kind only
 */
public record DetectorSpec(
    String name,
    String topic,
    Judge judge,
    InputSettings input,
    Topics topics,
    String group,
    String instance,
    int maxKeys,
    Start start,
    boolean createTopics,
    double poisonLimit,
    Duration silence,
    Map<String, String> client) {
  private static final int LEARNT_AT_ONCE = 256;

  public DetectorSpec {
    Objects.requireNonNull(topics, "topics");
    Objects.requireNonNull(start, "start");
    Objects.requireNonNull(judge, "judge");
    Objects.requireNonNull(input, "input");
    client = Map.copyOf(client);
    require(!name.isBlank(), "a detector needs a name");
    require(!topic.isBlank(), "detector " + name + " needs a topic to watch");
    require(!group.isBlank(), "detector " + name + " needs a consumer group");
    require(!instance.isBlank(), "detector " + name + " needs an instance name");
    require(maxKeys >= 1, "key limit must be at least 1: was " + maxKeys);
    require(
        poisonLimit > 0 && poisonLimit <= 1, "poison limit must be in (0, 1]: was " + poisonLimit);
    require(!topics.all().contains(topic), "detector " + name + " would write to its own input");
  }

  /** The producer's identity: the same after a restart, so that it can end what it left open. */
  public String transactionalId() {
    return group + "-" + name + "-" + instance;
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
        topic,
        new Alert.Model(manifest.name(), manifest.version(), bundle.digest()),
        model.window(),
        manifest.policy(),
        adapting.of(manifest.adaptation()),
        maxKeys,
        model.maxBatch(),
        silence.toMillis());
  }

  /** What a flow of a model's records is made of; the model is closed by its owner. */
  public static FlowParts parts(WorkingModel model) {
    return new FlowParts(model.decoder(), model.detector(), model::explain, model.channels());
  }

  /** What keys that learn ask of the flow. */
  public FlowSpec learning() {
    return new FlowSpec(
        name,
        topic,
        Learning.MODEL,
        Learning.WINDOW,
        Learning.POLICY,
        Learning.ADAPTATION,
        maxKeys,
        LEARNT_AT_ONCE,
        silence.toMillis());
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
