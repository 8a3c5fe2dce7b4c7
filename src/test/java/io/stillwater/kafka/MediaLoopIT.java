package io.stillwater.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertJson;
import io.stillwater.alert.AlertState;
import io.stillwater.alert.Picture;
import io.stillwater.event.media.ClaimSources;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.model.Bundle;
import io.stillwater.model.work.InputSettings;
import io.stillwater.source.MediaSamples;
import io.stillwater.stream.output.Count;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Images through the real loop: records in, alerts with pictures out. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
@SuppressWarnings("FutureReturnValueIgnored")
class MediaLoopIT {
  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private static Bundle bundle;
  private static final List<MediaRig> RIGS = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start();
    bundle = MediaSamples.images(folder.resolve("images"));
  }

  private static MediaRig rig(String topic, String suffix) {
    MediaRig rig = new MediaRig(broker, topic, suffix, bundle);
    RIGS.add(rig);
    return rig;
  }

  @AfterAll
  static void stop() {
    RIGS.forEach(MediaRig::close);
    broker.close();
  }

  @Test
  void oddFrames_becomeAlertsWithTheirPictures() {
    MediaRig rig = rig("frames", "");
    broker.createTopic("frames", 1, Map.of());
    long now = System.currentTimeMillis() - 60_000;
    try (KafkaProducer<byte[], byte[]> producer = rig.producer()) {
      for (int i = 0; i < 30; i++) {
        producer.send(rig.frame(0, "belt-1", now + i * 100L, MediaSamples.image(500 + i, i == 12)));
      }
      producer.send(rig.frame(0, "belt-1", now + 4_000, "no image".getBytes(UTF_8)));
    }
    try (DetectorLoop loop = rig.started("a", InputSettings.DEFAULT)) {
      LoopRig.await("caught up", () -> rig.caughtUp());
      assertEquals(30, loop.counters().get(Count.SCORED));
      assertEquals(31, loop.counters().get(Count.RECEIVED));
    }
    List<Alert> alerts = rig.alerts();
    Alert opened =
        alerts.stream()
            .filter(a -> a.state() == AlertState.OPENED && a.episode().peak().lastOffset() == 12)
            .findFirst()
            .orElseThrow();
    Picture picture = opened.episode().peak().picture();
    assertEquals(64, picture.width());
    assertFalse(picture.regions().isEmpty());
    assertNotNull(picture.map());
    assertTrue(alerts.size() <= 6, alerts.size() + " alerts for one odd frame");
    ConsumerRecord<byte[], byte[]> dead = rig.read("frames-dead").get(0);
    String message =
        new String(dead.headers().lastHeader("stillwater.errors.message").value(), UTF_8);
    assertTrue(message.contains("PNG, JPEG, BMP or TIFF"), message);
  }

  @Test
  void alertJson_carriesAReferenceToTheRecord() throws Exception {
    MediaRig rig = rig("refs", "");
    broker.createTopic("refs", 1, Map.of());
    long now = System.currentTimeMillis() - 60_000;
    try (KafkaProducer<byte[], byte[]> producer = rig.producer()) {
      producer.send(rig.frame(0, "belt-1", now, MediaSamples.image(1, true)));
    }
    rig.runToEnd("a");
    String json = new String(rig.read("refs-alerts").get(0).value(), UTF_8);
    assertTrue(json.contains("\"reference\":\"/api/v1/detectors/d/records/0/0\""), json);
    assertEquals(
        rig.alerts().get(0), new AlertJson().alert(new AlertJson().alert(rig.alerts().get(0))));
  }

  @Test
  void claimWhoseFolderIsNotThere_waitsAndNothingIsLost() throws Exception {
    Path root = folder.resolve("store");
    MediaRig rig = rig("claims", "");
    broker.createTopic("claims", 2, Map.of());
    long now = System.currentTimeMillis() - 60_000;
    byte[] image = MediaSamples.image(7, false);
    try (KafkaProducer<byte[], byte[]> producer = rig.producer()) {
      producer.send(rig.frame(0, "belt-1", now, MediaSamples.image(8, false)));
      producer.send(rig.frame(0, "belt-1", now + 10, claim(root.resolve("a.png"), image)));
      producer.send(rig.frame(0, "belt-1", now + 20, MediaSamples.image(9, false)));
      producer.send(rig.frame(1, "belt-2", now, MediaSamples.image(10, false)));
    }
    ClaimSources sources =
        new ClaimSources(List.of(root), List.of(), 1 << 20, Duration.ofSeconds(5));
    try (DetectorLoop loop =
        rig.started("a", InputSettings.DEFAULT.with(sources).withInline(1000))) {
      LoopRig.await("the others went on", () -> rig.committed().equals(Map.of(0, 1L, 1, 1L)));
      LoopRig.await("it says so", () -> loop.status().message().contains("is it mounted?"));
      Files.createDirectories(root);
      Files.write(root.resolve("a.png"), image);
      LoopRig.await("caught up", () -> rig.caughtUp());
      assertEquals(4, loop.counters().get(Count.SCORED));
      LoopRig.await("nothing is waited for", () -> loop.status().message().isEmpty());
    }
    assertTrue(rig.read("claims-dead").isEmpty());
  }

  private static byte[] claim(Path file, byte[] promised) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(promised);
    return "{\"uri\": \"%s\", \"sha256\": \"%s\"}"
        .formatted(file.toUri(), HexFormat.of().formatHex(hash))
        .getBytes(UTF_8);
  }

  @Test
  void restartInTheMiddle_changesNoAlert() {
    MediaRig rig = rig("restart", "");
    broker.createTopic("restart", 1, Map.of());
    long now = System.currentTimeMillis() - 60_000;
    try (KafkaProducer<byte[], byte[]> producer = rig.producer()) {
      for (int i = 0; i < 60; i++) {
        boolean odd = i % 7 == 3 || i % 11 < 3;
        producer.send(rig.frame(0, "b" + i % 2, now + i * 100L, MediaSamples.image(3000 + i, odd)));
      }
    }
    rig.runToEnd("calm");
    List<Alert> calm = rig.alerts();
    assertFalse(calm.isEmpty());
    MediaRig other = rig("restart", "-again");
    for (int kill = 0; kill < 4; kill++) {
      other.runUntilCommits("again", 2);
    }
    other.runToEnd("again");
    assertEquals(calm, other.alerts());
  }
}
