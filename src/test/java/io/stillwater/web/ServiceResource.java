package io.stillwater.web;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.stillwater.kafka.broker.EmbeddedBroker;
import io.stillwater.train.Progress;
import io.stillwater.train.Trainer;
import io.stillwater.train.TrainingPlan;
import io.stillwater.window.Stride;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private EmbeddedBroker broker;
  private Path folder;

  @Override
  public Map<String, String> start() {
    try {
      folder = Files.createTempDirectory("stillwater-web");
      broker = EmbeddedBroker.start();
      broker.createTopic(TOPIC, 2, Map.of());
      TrainingPlan plan =
          TrainingPlan.of("plant", folder.resolve("plant")).windows(WINDOW, Stride.rows(1));
      try (Plant data = new Plant("training", 0, 3_000, 1)) {
        Trainer.train(plan, data, Progress.NONE);
      }
      return Map.of(
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

  /** One reading, its record timestamp the event's. */
  static ProducerRecord<String, String> record(String key, long time, String event) {
    int partition = Math.floorMod(key.hashCode(), 2);
    return new ProducerRecord<>(TOPIC, partition, time, key, event);
  }

  /** Something that is no reading. */
  static ProducerRecord<String, String> junk(long time) {
    return new ProducerRecord<>(TOPIC, 0, time, null, "no JSON");
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
