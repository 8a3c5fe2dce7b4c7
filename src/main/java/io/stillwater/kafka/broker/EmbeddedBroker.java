package io.stillwater.kafka.broker;

import io.stillwater.kafka.LocalBroker;
import io.stillwater.kafka.client.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * Broker and controller in one process, on a free port of localhost, with its data in a temporary
 * folder that goes when it is closed. It rests on classes that Kafka does not promise to keep, so
 * it is pinned to one Kafka version.
 */
public final class EmbeddedBroker implements LocalBroker {
  private static final int STARTS = 5;

  private final Path folder;
  private final int port;
  private final Map<String, String> settings;
  private KafkaRaftServer server;

  private EmbeddedBroker(Path folder, int port, int controllerPort, Map<String, String> extra) {
    this.folder = folder;
    this.port = port;
    this.settings = settings(folder, port, controllerPort);
    this.settings.putAll(extra);
  }

  /** Starts a broker; returns when clients can connect. */
  public static EmbeddedBroker start() throws IOException {
    return start(Map.of());
  }

  /**
   * Starts a broker.
   *
   * @param extra broker settings that come on top of, or instead of, the usual ones
   */
  public static EmbeddedBroker start(Map<String, String> extra) throws IOException {
    return start(extra, ThreadLocalRandom.current());
  }

  /**
   * Starts a broker on a port of the user's choice.
   *
   * @param port where clients connect
   * @throws IOException if the port is taken
   */
  public static EmbeddedBroker startAt(int port) throws IOException {
    int[] ports = {port, FreePorts.pick(1, ThreadLocalRandom.current())[0]};
    try {
      return start(Map.of(), ports);
    } catch (IOException e) {
      if (FreePorts.taken(e)) {
        throw new IOException("port " + port + " is taken; choose another", e);
      }
      throw e;
    }
  }

  /** As above, with the random numbers that choose its ports. */
  static EmbeddedBroker start(Map<String, String> extra, RandomGenerator random)
      throws IOException {
    for (int k = 1; ; k++) {
      try {
        return start(extra, FreePorts.pick(2, random));
      } catch (IOException e) {
        if (k == STARTS || !FreePorts.taken(e)) {
          throw e;
        }
      }
    }
  }

  private static EmbeddedBroker start(Map<String, String> extra, int[] ports) throws IOException {
    Path folder = Files.createTempDirectory("stillwater-broker-");
    EmbeddedBroker broker = new EmbeddedBroker(folder, ports[0], ports[1], extra);
    try {
      broker.format();
      broker.resume();
      Runtime.getRuntime().addShutdownHook(new Thread(broker::removeFolder, "broker-cleanup"));
      return broker;
    } catch (Exception e) {
      broker.close();
      throw new IOException("the broker did not start: " + e.getMessage(), e);
    }
  }

  @Override
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  @Override
  public void createTopic(String name, int partitions, Map<String, String> configs) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(configs);
      admin.createTopics(List.of(topic)).all().get();
      Topics.awaitLeaders(admin, name, partitions);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(
            "topic " + name + " cannot be made: " + e.getCause().getMessage(), e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making topic " + name, e);
    }
  }

  /** Stops the broker and keeps its data and port: an outage that {@link #resume} ends. */
  public synchronized void pause() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  /** Starts the broker again after {@link #pause}. */
  public synchronized void resume() {
    if (server == null) {
      server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
      server.startup();
    }
  }

  @Override
  public void close() {
    pause();
    removeFolder();
  }

  private void format() throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(out)
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName("CONTROLLER")
          .setReleaseVersion(MetadataVersion.latestProduction())
          .addDirectory(folder.toString())
          .setMetadataLogDirectory(folder.toString())
          .run();
    }
  }

  private static Map<String, String> settings(Path folder, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@localhost:" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://localhost:" + port);
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", folder.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // The cleaner's buffer is 128 MB by default: more than this whole broker needs.
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    return settings;
  }

  private void removeFolder() {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
