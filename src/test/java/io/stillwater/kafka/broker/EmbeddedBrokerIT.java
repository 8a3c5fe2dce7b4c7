package io.stillwater.kafka.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeLogDirsResult;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EmbeddedBrokerIT {
  @Test
  void recordsSurviveAnOutage() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      broker.createTopic("t", 2, Map.of());
      broker.createTopic("t", 2, Map.of());
      send(broker, "one");
      broker.pause();
      broker.resume();
      send(broker, "two");
      assertEquals(List.of("one", "two"), read(broker, 2));
    }
  }

  @Test
  void closing_removesTheData() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start();
    Path folder = folder(broker);
    broker.close();
    broker.close();
    assertFalse(Files.exists(folder));
  }

  @Test
  void portThatSomebodyTook_isToldFromOtherFailures() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      String controller = "localhost:" + FreePorts.pick(1, new Random())[0];
      Map<String, String> same =
          Map.of(
              "listeners",
              "PLAINTEXT://" + broker.bootstrapServers() + ",CONTROLLER://" + controller,
              "controller.quorum.voters",
              "1@" + controller);
      IOException taken = assertThrows(IOException.class, () -> EmbeddedBroker.start(same));
      assertTrue(FreePorts.taken(taken), taken.toString());
    }
  }

  private static Path folder(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(client(broker))) {
      DescribeLogDirsResult described = admin.describeLogDirs(List.of(1));
      return Path.of(described.allDescriptions().get().get(1).keySet().iterator().next());
    }
  }

  private static void send(EmbeddedBroker broker, String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client(broker), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("t", 0, null, value)).get();
    }
  }

  private static List<String> read(EmbeddedBroker broker, int count) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(client(broker), new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition("t", 0)));
      consumer.seekToBeginning(consumer.assignment());
      List<String> values = new java.util.ArrayList<>();
      while (values.size() < count) {
        ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(1));
        records.forEach(r -> values.add(r.value()));
      }
      return values;
    }
  }

  private static Map<String, Object> client(EmbeddedBroker broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }
}
