package io.stillwater.cli.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.cli.Cli;
import io.stillwater.kafka.broker.EmbeddedBroker;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code peek} against a broker: what was sent is shown, and what it prints can be used. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PeekIT {
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void nestedReadings_areShownWithTheSettingsThatReadThem() throws Exception {
    broker.createTopic("nested", 1, Map.of());
    send(
        "nested",
        "{'device':{'id':'p1'},'ts':1700000000,'sensors':{'flow':{'value':3.5}}}",
        "{'device':{'id':'p2'},'ts':1700000001,'sensors':{'flow':{'value':4}}}",
        null,
        "oops");
    Cli.Result result = peek("nested");
    assertEquals(0, result.code(), result.err());
    assertHas(result.out(), "partition 0, offset 0, ", ", key k");
    assertHas(result.out(), "→ p1 at 2023-11-14T22:13:20Z: flow 3.5", "→ p2 at ");
    assertHas(result.out(), "→ holds nothing", "→ not read: the value is not JSON: \"oops\"");
    assertHas(result.out(), "times at /ts are seconds since 1970", "Channels:  flow");
    assertHas(
        result.out(),
        "stillwater.detectors.NAME.topic=nested",
        "stillwater.detectors.NAME.key=/device/id",
        "stillwater.detectors.NAME.time=/ts",
        "stillwater.detectors.NAME.values=/sensors/*/value",
        "stillwater train --topic nested --key-pointer /device/id --time-pointer /ts"
            + " --values-pointer '/sensors/*/value' --bootstrap-servers ");
  }

  @Test
  void asJson_theSameForPrograms() throws Exception {
    broker.createTopic("usual", 2, Map.of());
    send("usual", "{'key':'p1','values':{'a':1}}", "{'key':'p1','values':{'a':2,'b':3}}");
    Cli.Result result = peek("usual", "--json", "--count", "1");
    assertEquals(0, result.code(), result.err());
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertEquals(1, json.path("records").size());
    assertEquals("[\"stillwater.detectors.NAME.topic=usual\"]", json.path("settings").toString());
    assertTrue(json.path("records").get(0).path("readings").get(0).path("values").has("a"));
  }

  @Test
  void topicThatIsNotThere_isSaid() {
    Cli.Result result = peek("nowhere");
    assertTrue(result.code() > 0);
    assertHas(result.err(), "topic nowhere does not exist");
  }

  private static Cli.Result peek(String topic, String... more) {
    Object[] args = new Object[5 + more.length];
    args[0] = "peek";
    args[1] = "--topic";
    args[2] = topic;
    args[3] = "--bootstrap-servers";
    args[4] = broker.bootstrapServers();
    System.arraycopy(more, 0, args, 5, more.length);
    return Cli.run(args);
  }

  private static void send(String topic, String... values) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String value : values) {
        byte[] bytes = value == null ? null : value.replace('\'', '"').getBytes(UTF_8);
        producer.send(new ProducerRecord<>(topic, "k".getBytes(UTF_8), bytes)).get();
      }
    }
  }

  private static void assertHas(String text, String... parts) {
    for (String part : parts) {
      assertTrue(text.contains(part), () -> "lacks \"" + part + "\":\n" + text);
    }
  }
}
