package io.stillwater.web;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.stillwater.console.Progress;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.window.Stride;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with a topic, and a bundle trained on the spot, as the service's configuration. */
public final class ServiceResource implements QuarkusTestResourceLifecycleManager {
  static final String TOPIC = "plant";
  static final int WINDOW = 8;
  static final int JUNK = 3;
  static final int RECORDS = 305 + JUNK;

  private EmbeddedBroker broker;
  private Path folder;
  private boolean fed;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("stillwater-web");
      broker = EmbeddedBroker.start();
      broker.createTopic(TOPIC, 2, Map.of());
      TrainingPlan plan =
          TrainingPlan.of("plant", folder.resolve("plant"))
              .with(WindowPlan.of(WINDOW, Stride.rows(1)));
      try (Plant data = new Plant("training", 0, 3_000, 1)) {
        Trainer.train(plan, data, Progress.NONE);
      }
      // This build has no CUDA: the service runs, and says so.
      return Map.of(
          "stillwater.onnx.provider",
          "cuda",
          "stillwater.kafka.bootstrap.servers",
          broker.bootstrapServers(),
          "stillwater.kafka.\"metadata.max.age.ms\"",
          "5000",
          "stillwater.detectors.plant.topic",
          TOPIC,
          "stillwater.detectors.plant.bundle",
          folder.resolve("plant").toString(),
          "stillwater.detectors.plant.scores-topic",
          "scores");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(this, new TestInjector.MatchesType(ServiceResource.class));
  }

  EmbeddedBroker broker() {
    return broker;
  }

  /** Sends, and waits until all have arrived. */
  void send(List<ProducerRecord<String, String>> records) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Sends the readings that the tests are about, and waits until they have been judged: pump-1 is
   * well, pump-2 leaks, pump-3 leaked, pump-4 has just begun.
   */
  synchronized void feedOnce() {
    if (fed) {
      return;
    }
    long start = System.currentTimeMillis() - 200_000;
    List<ProducerRecord<String, String>> records = new ArrayList<>();
    for (int pump = 1; pump <= 4; pump++) {
      readings("pump-" + pump, start, records);
    }
    for (int i = 0; i < JUNK; i++) {
      records.add(new ProducerRecord<>(TOPIC, 0, start, null, "no JSON"));
    }
    send(records);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                given().get("/api/v1/detectors/plant").jsonPath().getInt("counters.received")
                    == RECORDS);
    fed = true;
  }

  private static void readings(
      String key, long start, List<ProducerRecord<String, String>> records) {
    int rows = key.equals("pump-4") ? 5 : 100;
    int partition = Math.floorMod(key.hashCode(), 2);
    try (Plant plant = new Plant(key, start, rows, key.hashCode())) {
      plant.forEachRemaining(
          reading -> {
            long row = reading.offset();
            boolean leaks =
                (key.equals("pump-2") && row >= 60)
                    || (key.equals("pump-3") && row >= 40 && row < 60);
            String event = Plant.event(reading, leaks ? 25 : 0);
            records.add(new ProducerRecord<>(TOPIC, partition, reading.time(), key, event));
          });
    }
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
