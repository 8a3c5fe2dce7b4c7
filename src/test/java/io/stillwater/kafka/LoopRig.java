package io.stillwater.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.alert.Alert;
import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.detect.recent.Adapting;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.form.choice.RecordFormat;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.kafka.client.ClientSettings;
import io.stillwater.kafka.client.Topics;
import io.stillwater.model.work.InputSettings;
import io.stillwater.stream.FlowParts;
import io.stillwater.stream.FlowSpec;
import io.stillwater.stream.Learning;
import io.stillwater.stream.LogScorer;
import io.stillwater.stream.output.FlowListener;
import io.stillwater.stream.output.ScoredWindow;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;

/** Loops with a scorer that can be worked out by hand, on a broker, and what they write. */
@SuppressWarnings("FutureReturnValueIgnored")
final class LoopRig {
  static final FlowListener SILENT =
      new FlowListener() {
        @Override
        public void scored(ScoredWindow window) {}

        @Override
        public void alerted(Alert alert) {}
      };

  final EmbeddedBroker broker;
  final String input;
  final Map<String, String> client = new HashMap<>();
  DetectorSpec.Start start = DetectorSpec.Start.EARLIEST;
  String group;
  double poisonLimit = 1;
  boolean createTopics = true;
  Adaptation adaptation = new Adaptation(Adaptation.Mode.LIMIT, 30_000, 6);
  boolean learning; // whether keys are judged by their own past
  FlowSpec flow;

  LoopRig(EmbeddedBroker broker, String input) {
    this.broker = broker;
    this.input = input;
    this.group = "g-" + input;
    client.put("bootstrap.servers", broker.bootstrapServers());
    WindowSpec window = new WindowSpec(4, Stride.rows(1), 1, 0, 60_000);
    flow = flow(window, new PolicySpec(2, 3, 4, 5_000));
  }

  FlowSpec flow(WindowSpec window, PolicySpec policy) {
    Alert.Model model = new Alert.Model("m", "1", "d");
    return new FlowSpec("d", input, model, window, policy, adaptation, 1000, 64);
  }

  DetectorSpec spec(String instance, String suffix) {
    return new DetectorSpec(
        "d",
        learning
            ? new DetectorSpec.Judge.Learnt(1)
            : new DetectorSpec.Judge.Trained(Path.of("none"), Adapting.AS_TRAINED),
        new DetectorSpec.Input(input, InputSettings.DEFAULT, group + suffix, instance, start),
        new DetectorSpec.Output(topics(suffix), createTopics),
        new DetectorSpec.Limits(1000, poisonLimit, Duration.ZERO),
        client);
  }

  DetectorSpec.Topics topics(String suffix) {
    String name = input + suffix;
    return new DetectorSpec.Topics(
        name + "-alerts", name + "-episodes", name + "-states", name + "-scores", name + "-dead");
  }

  DetectorLoop loop(String instance, String suffix, Probe probe) {
    if (learning) {
      DetectorSpec spec = spec(instance, suffix);
      Learning keys = new Learning(1, ChannelNames.open());
      FlowParts parts = FlowParts.learning(RecordFormat.DEFAULT, keys);
      return new DetectorLoop(spec, spec.learning(), parts, SILENT, probe);
    }
    FlowParts parts =
        FlowParts.ofReadings(
            ReadingFormat.DEFAULT,
            List.of("x", "y"),
            LogScorer.detector(flow.window().length(), 2));
    return new DetectorLoop(spec(instance, suffix), flow, parts, SILENT, probe);
  }

  DetectorLoop started(String instance, String suffix, Probe probe) {
    DetectorLoop loop = loop(instance, suffix, probe);
    start(loop);
    return loop;
  }

  static Thread start(DetectorLoop loop) {
    Thread thread = new Thread(loop, "loop-" + loop.spec().input().instance());
    thread.start();
    return thread;
  }

  KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(new ClientSettings(client).idempotent());
  }

  static ProducerRecord<byte[], byte[]> reading(
      String topic, int partition, String key, long time, double x, double y) {
    String event =
        "{\"key\":\""
            + key
            + "\",\"time\":"
            + time
            + ",\"values\":{\"x\":"
            + x
            + ",\"y\":"
            + y
            + "}}";
    return new ProducerRecord<>(topic, partition, time, key.getBytes(UTF_8), event.getBytes(UTF_8));
  }

  /** Whether a group has committed everything in the input. */
  boolean caughtUp(String suffix) {
    return committed(suffix).equals(ends());
  }

  Map<Integer, Long> committed(String suffix) {
    try (Admin admin = admin()) {
      Map<Integer, Long> offsets = new HashMap<>();
      Topics.get(admin.listConsumerGroupOffsets(group + suffix).partitionsToOffsetAndMetadata())
          .forEach((p, o) -> offsets.put(p.partition(), o == null ? -1 : o.offset()));
      return offsets;
    }
  }

  Map<Integer, Long> ends() {
    try (BoundedReader reader = new BoundedReader(client)) {
      Map<Integer, Long> offsets = new HashMap<>();
      reader
          .highWatermarks(reader.partitions(input))
          .forEach((p, o) -> offsets.put(p.partition(), o));
      offsets.values().removeIf(o -> o == 0);
      return offsets;
    }
  }

  Admin admin() {
    return Admin.create(new ClientSettings(client).admin());
  }

  /** Everything committed in a topic, partition by partition. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    try (BoundedReader reader = new BoundedReader(client)) {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      for (var partition : reader.partitions(topic)) {
        reader.range(reader.starts(List.of(partition)), reader.highWatermarks(List.of(partition)));
        while (!reader.done()) {
          records.addAll(reader.poll());
        }
      }
      return records;
    }
  }

  static void await(String what, BooleanSupplier condition) {
    Awaitility.await(what)
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(Duration.ofMillis(50))
        .until(condition::getAsBoolean);
  }

  static <T> T soon(Supplier<T> value) {
    return Awaitility.await().atMost(60, TimeUnit.SECONDS).until(value::get, v -> v != null);
  }

  /**
   * Readings of some fast keys and a slow one over the input's partitions, with poison, gaps, late
   * ones, and stretches that raise alerts.
   */
  void fill(long seed, int count, int partitions) {
    Random random = new Random(seed);
    long start = System.currentTimeMillis() - 1_800_000;
    double[] push = new double[8];
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < count; i++) {
        int k = i % 97 == 0 ? 7 : random.nextInt(7);
        push[k] = random.nextInt(40) == 0 ? random.nextInt(2) * (2 + random.nextDouble()) : push[k];
        int partition = k % partitions;
        long time = start + i * 100L - (random.nextInt(50) == 0 ? 700 : 0);
        double x = push[k] + random.nextGaussian() / 4;
        x += learning && i % 149 == 148 ? i : 0; // each stranger than those before
        ProducerRecord<byte[], byte[]> record =
            random.nextInt(40) == 0
                ? new ProducerRecord<>(input, partition, time, null, "oops".getBytes(UTF_8))
                : reading(input, partition, "k" + k, time, x, random.nextDouble());
        producer.send(record);
      }
    }
  }

  /** Everything that a reader of committed records sees, in order, without record timestamps. */
  Map<String, List<String>> outcome(String suffix) {
    Map<String, List<String>> outcome = new TreeMap<>();
    DetectorSpec.Topics topics = topics(suffix);
    for (String topic : List.of(topics.alerts(), topics.scores(), topics.deadLetters())) {
      for (ConsumerRecord<byte[], byte[]> record : read(topic)) {
        outcome
            .computeIfAbsent(
                topic.replace(suffix + "-", "-") + "/" + record.partition(),
                name -> new ArrayList<>())
            .add(line(record));
      }
    }
    TreeMap<String, String> open = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topics.episodes())) {
      open.put(new String(record.key(), UTF_8), line(record));
    }
    outcome.put("episodes", List.copyOf(open.values()));
    TreeMap<String, String> states = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topics.states())) {
      String state = record.value() == null ? "none" : HexFormat.of().formatHex(record.value());
      if (learning && record.value() != null) {
        state = "there"; // when it was stored last is no part of the law
      }
      states.put(new String(record.key(), UTF_8), state);
    }
    outcome.put("states", List.copyOf(states.values()));
    return outcome;
  }

  private static String line(ConsumerRecord<byte[], byte[]> record) {
    String value = record.value() == null ? "none" : new String(record.value(), UTF_8);
    Header offset = record.headers().lastHeader("stillwater.errors.offset");
    return value + (offset == null ? "" : " of offset " + new String(offset.value(), UTF_8));
  }

  /** Runs a loop until it has committed everything, and closes it. */
  void runToEnd(String instance, String suffix) {
    try (DetectorLoop loop = started(instance, suffix, Probe.NONE)) {
      await(loop.spec().input().group() + " has committed everything", () -> caughtUp(suffix));
    }
  }

  void assertSameOutcome(String calm, String disturbed) {
    Map<String, List<String>> expected = outcome(calm);
    Map<String, List<String>> found = outcome(disturbed);
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach(
        (name, lines) -> {
          List<String> others = found.get(name);
          for (int i = 0; i < Math.min(lines.size(), others.size()); i++) {
            assertEquals(lines.get(i), others.get(i), name + ", record " + i);
          }
          assertEquals(lines.size(), others.size(), name);
        });
  }
}
