package io.stillwater;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything that can be configured, as {@code stillwater.*} in {@code
 * config/application.properties}, as a system property or as an environment variable.
 *
 * <p>Settings of the Kafka clients are beside it: every {@code stillwater.kafka.SETTING} goes to
 * all clients as {@code SETTING}, for example {@code stillwater.kafka.bootstrap.servers} or {@code
 * stillwater.kafka.security.protocol}. The environment variable of the first is {@code
 * STILLWATER_KAFKA_BOOTSTRAP_SERVERS}.
 */
@ConfigMapping(prefix = "stillwater")
public interface StillwaterConfig {
  /**
   * A name for this process that stays the same when it restarts and differs between replicas: the
   * pod's name in a StatefulSet. Kafka's transactions and group membership are tied to it.
   */
  @WithDefault("${HOSTNAME:local}")
  String instance();

  /** The detectors by name; a name is letters, digits, dots, dashes and underscores. */
  Map<String, DetectorConfig> detectors();

  /** How networks run. */
  OnnxConfig onnx();

  /**
   * How long a detector's loop may be silent before the liveness probe fails. Longer than the
   * longest batch.
   */
  @WithDefault("60s")
  Duration heartbeat();

  /** One detector: a topic that is watched, with a bundle or without. */
  interface DetectorConfig {
    /** The topic to watch; has to be set. */
    Optional<String> topic();

    /**
     * Folder of the bundle, as {@code stillwater train} writes it. If not set, each key is judged
     * by its own past and learns as it goes.
     */
    Optional<Path> bundle();

    /**
     * False alarms allowed per key and day where no bundle is set; with one, it is the bundle's own
     * budget that counts.
     */
    @WithDefault("1")
    double budget();

    /** Where alerts go. */
    @WithDefault("alerts")
    String alertsTopic();

    /**
     * The form of messages about alerts: {@code json}, or {@code avro}, with the number that the
     * schema registry of {@code registry.url} gives the schema, or with its fingerprint if there is
     * none.
     */
    @WithDefault("json")
    String alertsFormat();

    /** Where open episodes are kept; a compacted topic. */
    @WithDefault("episodes")
    String episodesTopic();

    /** Where is kept what is remembered of keys; a compacted topic. */
    @WithDefault("states")
    String statesTopic();

    /**
     * How limits follow keys: {@code limit}, an alarm must also be rare for the key's own last
     * days; {@code off}, the trained limit alone. What the bundle says, if not set.
     */
    Optional<String> adapt();

    /**
     * How long scores are held back before they count as the key's normal, such as {@code 12h}, in
     * event time. What the bundle says, if not set.
     */
    Optional<Duration> adaptHoldBack();

    /**
     * How far back scores count, such as {@code 6d}: 1 to 60 times the hold-back. What the bundle
     * says, if not set.
     */
    Optional<Duration> adaptMemory();

    /** Where the score of every window goes; without it, scores are not published. */
    Optional<String> scoresTopic();

    /** Where records go that cannot be used. */
    @WithDefault("dead-letters")
    String deadLetterTopic();

    /** The consumer group; {@code stillwater-NAME} if not set. Each detector needs its own. */
    Optional<String> group();

    /** Where a new group begins: {@code earliest} or {@code latest}. */
    @WithDefault("earliest")
    String start();

    /** Keys kept in memory per partition; the least recently seen goes first. */
    @WithDefault("10000")
    int maxKeys();

    /** Whether missing output topics are created, with the settings they need. */
    @WithDefault("true")
    boolean createTopics();

    /**
     * The share of undecodable records, from 0 to 1, beyond which the detector stops instead of
     * draining its topic into the dead letters.
     */
    @WithDefault("0.5")
    double poisonLimit();

    /**
     * Tell on the alerts topic of a key from which nothing came for so long, and when it is back
     * (types {@code io.stillwater.key.silent} and {@code .back}); by the time of the other keys'
     * records, and less than the age at which the bundle forgets a key. Not told if not set.
     */
    Optional<Duration> silenceAlert();

    /**
     * The form of records: {@code json}, {@code telegraf}, {@code influx}, {@code prometheus},
     * {@code otlp}, {@code cloudevents}, {@code avro}, {@code protobuf}, {@code sparkplug} or
     * {@code number}; found out from each record if not set.
     */
    Optional<String> format();

    /**
     * JSON pointer to the key; the record's key serves where it is missing. For other forms than
     * {@code json} the tags, labels or fields that make the key, such as {@code host} or {@code
     * plant+line,host}: the first that is there.
     */
    @WithDefault("/key")
    String key();

    /**
     * JSON pointer to the time; the record's timestamp serves where it is missing. For {@code
     * avro}, {@code protobuf} and {@code cloudevents} the fields that may have it.
     */
    @WithDefault("/time")
    String time();

    /** Tags or labels that are neither in the key nor in the names of channels. */
    Optional<List<String>> without();

    /** Where Avro and Protobuf find their schemas. */
    RegistryConfig registry();

    /** JSON pointer to the values: an object by channel name, or an array. */
    @WithDefault("/values")
    String values();

    /** JSON pointer to an array of events in a record that is none itself. */
    @WithDefault("/readings")
    String readings();

    /** Whether every number of a flat object is a channel. */
    @WithDefault("false")
    boolean flat();

    /** The zone of times that state none. */
    @WithDefault("UTC")
    ZoneId zone();

    /** For detectors of images and sounds. */
    MediaConfig media();
  }

  /** A schema registry with Confluent's interface. */
  interface RegistryConfig {
    /** Its address, such as {@code http://registry:8081}. */
    Optional<URI> url();

    /** The user of basic authentication; none if not set. */
    Optional<String> user();

    /** Its password; never shown. */
    Optional<String> password();

    /** How long one request may take. */
    @WithDefault("10s")
    Duration timeout();
  }

  /** What matters for images and sounds only. */
  interface MediaConfig {
    /**
     * Folders that claim checks may point into, separated by commas; none if not set. Links inside
     * must not lead out of them.
     */
    Optional<List<Path>> claimFolders();

    /**
     * Where else claim checks may point, separated by commas, such as {@code
     * https://store.example:9000}; nowhere if not set. Redirects are not followed.
     */
    Optional<List<URI>> claimHosts();

    /** How large what a claim check points to may be. */
    @WithDefault("32M")
    MemorySize claimSize();

    /** How long it may take to fetch it. */
    @WithDefault("10s")
    Duration claimTimeout();

    /**
     * How much the pictures in an alert may take, in base64; what goes beyond is left out, and the
     * alert's reference leads to it. {@code 0} leaves all out.
     */
    @WithDefault("96K")
    MemorySize inlinePictures();
  }

  /** How networks run. */
  interface OnnxConfig {
    /** Threads for one batch; all cores that the process may use if not set. */
    OptionalInt threads();

    /** What they run on: {@code auto}, a GPU where one works; {@code cuda}; or {@code cpu}. */
    @WithDefault("auto")
    String provider();

    /** Whether the start fails where the provider {@code cuda} does not work. */
    @WithDefault("false")
    boolean requireProvider();

    /** Number of the GPU. */
    @WithDefault("0")
    int gpuDevice();

    /** Memory of the GPU that each detector may take, such as {@code 2G}; no limit if not set. */
    Optional<MemorySize> gpuMemory();

    /** Whether a GPU takes matrix products in half precision. */
    @WithDefault("false")
    boolean half();
  }
}
