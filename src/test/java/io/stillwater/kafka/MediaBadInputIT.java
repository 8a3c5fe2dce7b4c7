package io.stillwater.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.Alert;
import io.stillwater.event.media.ClaimSources;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.model.Bundle;
import io.stillwater.model.work.InputSettings;
import io.stillwater.source.MediaSamples;
import io.stillwater.stream.output.Count;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever comes through the real loop is scored, or is a dead letter whose reason names what was
 * wrong: in order, nothing twice, nothing lost.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@SuppressWarnings("FutureReturnValueIgnored")
class MediaBadInputIT {

  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private static Bundle tiles;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start();
    tiles = MediaSamples.images(folder.resolve("tiles"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void imagesOfAllKinds_asTiles() throws Exception {
    check("tiles", tiles, OddFiles.images(), InputSettings.DEFAULT);
  }

  @Test
  void imagesOfAllKinds_asCells() throws Exception {
    Bundle cells = MediaSamples.cells(folder.resolve("cells"));
    check("cells", cells, OddFiles.images(), InputSettings.DEFAULT);
  }

  @Test
  void soundsOfAllKinds() throws Exception {
    Bundle sounds = MediaSamples.sounds(folder.resolve("sounds"));
    check("sounds", sounds, OddFiles.sounds(), InputSettings.DEFAULT);
  }

  @Test
  void claimChecks() throws Exception {
    Path root = Files.createDirectories(folder.resolve("objects/allowed"));
    ClaimSources sources =
        new ClaimSources(List.of(root), List.of(), 64 << 10, Duration.ofSeconds(5));
    check("claims", tiles, OddFiles.claims(root), InputSettings.DEFAULT.with(sources));
  }

  @Test
  void recordsWithoutAKey_andWithOneThatIsNoText_areDeadLetters() throws Exception {
    broker.createTopic("keys", 1, Map.of());
    try (MediaRig rig = new MediaRig(broker, "keys", tiles)) {
      byte[] image = MediaSamples.image(1, false);
      try (KafkaProducer<byte[], byte[]> producer = rig.producer()) {
        producer.send(new ProducerRecord<>("keys", null, image));
        producer.send(new ProducerRecord<>("keys", new byte[] {(byte) 0xff, 1}, image));
        producer.send(new ProducerRecord<>("keys", new byte[513], image));
      }
      rig.runToEnd("a");
      List<String> reasons = rig.read("keys-dead").stream().map(r -> header(r, "message")).toList();
      assertTrue(reasons.get(0).contains("there is no key"), reasons.get(0));
      assertTrue(reasons.get(1).contains("is no text"), reasons.get(1));
      assertTrue(reasons.get(2).contains("513 characters"), reasons.get(2));
      assertEquals(List.of(), rig.read("keys-scores"));
    }
  }

  private static void check(
      String topic, Bundle bundle, List<OddFiles.Case> cases, InputSettings settings)
      throws Exception {
    broker.createTopic(topic, 1, Map.of("max.message.bytes", "8388608"));
    try (MediaRig rig = new MediaRig(broker, topic, bundle)) {
      send(rig, topic, cases);
      long scored = cases.stream().filter(one -> one.reason() == null).count();
      try (DetectorLoop loop = rig.started("a", settings)) {
        LoopRig.await(
            "caught up", () -> rig.caughtUp() || loop.status().phase() == LoopStatus.Phase.FAILED);
        assertEquals("", loop.status().message());
        assertEquals(cases.size(), loop.counters().get(Count.RECEIVED));
        assertEquals(scored, loop.counters().get(Count.SCORED));
        assertEquals(cases.size() - scored, loop.counters().get(Count.UNDECODABLE));
      }
      assertOutcomes(rig, topic, cases);
      List<Alert> alerts = rig.alerts();
      assertTrue(
          alerts.size() > 2 || !settings.equals(InputSettings.DEFAULT), alerts.size() + " alerts");
      for (Alert alert : alerts) {
        assertTrue(alert.episode().peak().picture().width() > 0, "an alert has its picture");
      }
    }
  }

  private static void send(MediaRig rig, String topic, List<OddFiles.Case> cases) {
    long time = System.currentTimeMillis() - 60_000;
    try (KafkaProducer<byte[], byte[]> producer = rig.producer()) {
      for (OddFiles.Case one : cases) {
        byte[] key = ("cam-" + time % 3).getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(topic, 0, time++, key, one.value());
        one.headers().forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        producer.send(record);
      }
    }
  }

  private static void assertOutcomes(MediaRig rig, String topic, List<OddFiles.Case> cases) {
    Map<Long, String> outcomes = new TreeMap<>();
    List<Long> order = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : rig.read(topic + "-scores")) {
      long offset = new ScoreJson().read(record.value()).offset();
      assertEquals(null, outcomes.put(offset, "scored"));
      order.add(offset);
    }
    assertEquals(order.stream().sorted().toList(), order);
    order.clear();
    for (ConsumerRecord<byte[], byte[]> record : rig.read(topic + "-dead")) {
      long offset = Long.parseLong(header(record, "offset"));
      assertEquals(null, outcomes.put(offset, header(record, "message")), "offset " + offset);
      order.add(offset);
    }
    assertEquals(order.stream().sorted().toList(), order);
    for (int i = 0; i < cases.size(); i++) {
      OddFiles.Case one = cases.get(i);
      String outcome = String.valueOf(outcomes.get((long) i));
      String expected = one.reason() == null ? "scored" : one.reason();
      assertTrue(outcome.contains(expected), one.name() + ": " + outcome);
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader("stillwater.errors." + name).value(), UTF_8);
  }
}
