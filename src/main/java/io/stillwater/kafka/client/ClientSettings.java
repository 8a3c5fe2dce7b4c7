package io.stillwater.kafka.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Settings of Kafka clients: what the user passes through, between defaults that may be overridden
 * and settings that correctness rests on, which may not.
 */
public final class ClientSettings {
  private static final Set<String> KINDS = Set.of("consumer.", "producer.", "admin.");

  /** Below what a broker takes in one request (socket.request.max.bytes, 100 MiB). */
  private static final int LARGEST_REQUEST = 96 << 20;

  private final Map<String, String> given;

  /**
   * @param given by the user; a name may begin with the kind of client that it is for
   */
  public ClientSettings(Map<String, String> given) {
    this.given = given;
  }

  /** Of a client that looks at topics and makes them. */
  public Map<String, Object> admin() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("request.timeout.ms", "5000");
    settings.put("default.api.timeout.ms", "5000");
    settings.putAll(passed("admin.", AdminClientConfig.configNames()));
    return settings;
  }

  /** A consumer without a group, that reads what was committed from where it is told. */
  public Map<String, Object> reader() {
    Map<String, Object> settings = consumerDefaults();
    settings.put("request.timeout.ms", "10000");
    settings.put("default.api.timeout.ms", "15000");
    settings.putAll(passed("consumer.", ConsumerConfig.configNames()));
    // Those of a group have no meaning here, and some are refused together with others.
    settings.keySet().removeIf(name -> name.startsWith("group.") || name.startsWith("session."));
    settings.remove("heartbeat.interval.ms");
    settings.remove("partition.assignment.strategy");
    settings.put("max.poll.records", "10000");
    fix(settings);
    return settings;
  }

  /**
   * The member of a detector's group.
   *
   * @param group its id
   * @param instance the member's id, the same after a restart
   */
  public Map<String, Object> member(String group, String instance) {
    Map<String, Object> settings = consumerDefaults();
    // A poll waits for about 100 ms' worth of records: that is what one transaction spans.
    settings.put("fetch.max.wait.ms", "100");
    settings.put("fetch.min.bytes", "1048576");
    // Twice the usual, so that a poll has enough for a transaction of a second where more waits.
    settings.put("max.partition.fetch.bytes", "2097152");
    settings.put("max.poll.records", "20000");
    settings.put("default.api.timeout.ms", "20000");
    settings.putAll(passed("consumer.", ConsumerConfig.configNames()));
    if (!"consumer".equalsIgnoreCase(String.valueOf(settings.get("group.protocol")))) {
      settings.putIfAbsent(
          "partition.assignment.strategy",
          "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
    }
    fix(settings);
    settings.put("group.id", group);
    settings.put("group.instance.id", instance);
    return settings;
  }

  /**
   * The transactional producer of a detector.
   *
   * @param id that fences an older one of the same name
   */
  public Map<String, Object> transactional(String id) {
    Map<String, Object> settings = producerDefaults();
    settings.put("transaction.timeout.ms", "15000");
    settings.put("delivery.timeout.ms", "12000");
    settings.put("request.timeout.ms", "6000");
    settings.put("max.block.ms", "10000");
    // Every transaction is flushed, so that nothing waits that long; few large batches cost less.
    settings.put("linger.ms", "100");
    settings.put("batch.size", "262144");
    settings.putAll(passed("producer.", ProducerConfig.configNames()));
    settings.put("transactional.id", id);
    fixProducer(settings);
    return settings;
  }

  /** A producer for replayed readings: each record once and in order, without transactions. */
  public Map<String, Object> idempotent() {
    return idempotent(producerDefaults());
  }

  /** The same for files, which are larger than readings: it is the topic that says how large. */
  public Map<String, Object> idempotentOfFiles() {
    Map<String, Object> settings = producerDefaults();
    settings.put("max.request.size", Integer.toString(LARGEST_REQUEST));
    settings.put("buffer.memory", Integer.toString(2 * LARGEST_REQUEST));
    // One that is too large takes the sequence numbers of those behind it with it: nobody is.
    settings.put("max.in.flight.requests.per.connection", "1");
    return idempotent(settings);
  }

  private Map<String, Object> idempotent(Map<String, Object> settings) {
    settings.put("max.block.ms", "15000");
    settings.putAll(passed("producer.", ProducerConfig.configNames()));
    settings.remove("transactional.id");
    fixProducer(settings);
    return settings;
  }

  private static Map<String, Object> consumerDefaults() {
    return new HashMap<>(Map.of("client.dns.lookup", "use_all_dns_ips"));
  }

  private static Map<String, Object> producerDefaults() {
    return new HashMap<>(Map.of("compression.type", "lz4", "max.request.size", "8388608"));
  }

  private static void fix(Map<String, Object> settings) {
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "none");
    settings.put("allow.auto.create.topics", "false");
    settings.put("key.deserializer", ByteArrayDeserializer.class.getName());
    settings.put("value.deserializer", ByteArrayDeserializer.class.getName());
  }

  private static void fixProducer(Map<String, Object> settings) {
    settings.put("enable.idempotence", "true");
    settings.put("acks", "all");
    settings.put("key.serializer", ByteArraySerializer.class.getName());
    settings.put("value.serializer", ByteArraySerializer.class.getName());
  }

  /** The given settings that this kind of client knows, or that no kind knows: a plug-in's own. */
  private Map<String, Object> passed(String kind, Set<String> known) {
    Map<String, Object> passed = new HashMap<>();
    passed.put("bootstrap.servers", "localhost:9092");
    given.forEach(
        (name, value) -> {
          boolean own = KINDS.stream().noneMatch(name::startsWith);
          if (own && (known.contains(name) || knownToNone(name))) {
            passed.put(name, value);
          }
        });
    given.forEach(
        (name, value) -> {
          if (name.startsWith(kind)) {
            passed.put(name.substring(kind.length()), value);
          }
        });
    return passed;
  }

  private static boolean knownToNone(String name) {
    return !AdminClientConfig.configNames().contains(name)
        && !ConsumerConfig.configNames().contains(name)
        && !ProducerConfig.configNames().contains(name);
  }
}
