package io.stillwater.web;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.source.MediaSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with a camera over a belt and a microphone at a fan, and bundles made on the spot. */
public final class MediaServiceResource implements QuarkusTestResourceLifecycleManager {
  static final String FRAMES = "frames";
  static final String CLIPS = "clips";

  /** Frames and clips that are sent; the last of each is odd, and one value is no image. */
  static final int FILES = 12;

  private EmbeddedBroker broker;
  private Path folder;
  private boolean fed;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("stillwater-media");
      broker = EmbeddedBroker.start();
      broker.createTopic(FRAMES, 1, Map.of());
      broker.createTopic(CLIPS, 1, Map.of());
      return Map.of(
          "stillwater.kafka.bootstrap.servers",
          broker.bootstrapServers(),
          "stillwater.detectors.belt.topic",
          FRAMES,
          "stillwater.detectors.belt.bundle",
          MediaSamples.images(folder.resolve("images")).folder().toString(),
          "stillwater.detectors.belt.media.inline-pictures",
          "64K",
          "stillwater.detectors.belt.media.claim-folders",
          folder.toString(),
          "stillwater.detectors.fan.topic",
          CLIPS,
          "stillwater.detectors.fan.bundle",
          MediaSamples.sounds(folder.resolve("sounds")).folder().toString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(MediaServiceResource.class));
  }

  /** Sends everything, and waits until it has been judged. */
  synchronized void feedOnce() {
    if (fed) {
      return;
    }
    long now = System.currentTimeMillis() - 60_000;
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < FILES; i++) {
        boolean odd = i == FILES - 1;
        long time = now + i * 2_000L;
        producer
            .send(new ProducerRecord<>(FRAMES, 0, time, "belt-1", MediaSamples.image(700 + i, odd)))
            .get();
        producer
            .send(new ProducerRecord<>(CLIPS, 0, time, "fan-1", MediaSamples.sound(700 + i, odd)))
            .get();
      }
      producer.send(new ProducerRecord<>(FRAMES, 0, now + 90_000, "belt-1", new byte[9])).get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
    for (String detector : List.of("belt", "fan")) {
      int expected = detector.equals("belt") ? FILES + 1 : FILES;
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  given()
                          .get("/api/v1/detectors/" + detector)
                          .jsonPath()
                          .getInt("counters.received")
                      == expected);
    }
    fed = true;
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
    if (folder != null) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
