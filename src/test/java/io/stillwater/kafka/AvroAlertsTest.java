package io.stillwater.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.alert.Alert;
import io.stillwater.alert.Message;
import io.stillwater.alert.Notice;
import io.stillwater.event.form.RegistrySettings;
import io.stillwater.event.form.registry.RegistryServer;
import io.stillwater.kafka.avro.AvroMessages;
import io.stillwater.model.work.InputSettings;
import io.stillwater.stream.output.FlowOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages about alerts in Avro: nothing is lost, and others can read them. */
class AvroAlertsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Alert.Source SOURCE = new Alert.Source("pumps", "readings", 3);
  private static final Notice NOTICE =
      Notice.of(Notice.Kind.SILENT, SOURCE, "p-1", 1_700_000_000_000L, 42, 300_000);

  static List<MessageSchemasTest.Written> messages() throws IOException {
    return MessageSchemasTest.written().stream()
        .filter(written -> Set.of("alert", "move", "notice").contains(written.schema()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void message_comesBackWhole(MessageSchemasTest.Written written) throws IOException {
    byte[] json = JSON.writeValueAsBytes(written.message());
    for (AvroMessages form : List.of(AvroMessages.single(), AvroMessages.numbered(7))) {
      byte[] avro = form.write(json);
      assertTrue(AvroMessages.are(avro));
      assertFalse(AvroMessages.are(json));
      assertEquals(written.message(), JSON.readTree(AvroMessages.json(avro)));
    }
  }

  /** By the decoder of the Avro project, which knows the schema alone. */
  @ParameterizedTest
  @MethodSource("messages")
  void message_isReadByOthers(MessageSchemasTest.Written written) throws IOException {
    Schema schema = new Schema.Parser().parse(AvroMessages.schema());
    JsonNode message = written.message();
    byte[] avro = AvroMessages.single().write(JSON.writeValueAsBytes(message));
    GenericRecord event =
        new BinaryMessageDecoder<GenericRecord>(new GenericData(), schema).decode(avro);
    assertEquals(message.path("id").asText(), event.get("id").toString());
    GenericRecord data = (GenericRecord) event.get("data");
    String kind = written.schema();
    assertEquals(kind, data.getSchema().getName().toLowerCase(Locale.ROOT));
    assertEquals(message.at("/data/key").asText(), data.get("key").toString());
    assertEquals(Instant.parse(message.path("time").asText()).toEpochMilli(), event.get("time"));
  }

  @Test
  void fieldThatTheSchemaDoesNotKnow_isRefused() throws IOException {
    ObjectNode message = messages().get(0).message().deepCopy();
    ((ObjectNode) message.path("data")).put("more", 1);
    byte[] json = JSON.writeValueAsBytes(message);
    AvroMessages form = AvroMessages.single();
    assertThrows(IllegalArgumentException.class, () -> form.write(json));
  }

  @Test
  void bytesOfOthers_areNoMessage() throws IOException {
    byte[] avro = AvroMessages.single().write(JSON.writeValueAsBytes(messages().get(0).message()));
    for (int length = 11; length < avro.length; length += 7) {
      byte[] cut = Arrays.copyOf(avro, length);
      assertThrows(IllegalArgumentException.class, () -> AvroMessages.json(cut));
    }
    byte[] huge = new byte[40];
    Arrays.fill(huge, (byte) 0xFF);
    huge[0] = 0;
    assertThrows(IllegalArgumentException.class, () -> AvroMessages.json(huge));
  }

  @Test
  void loop_writesWhatIsAskedFor() throws IOException {
    ProducerRecord<byte[], byte[]> json = written(DetectorSpec.Form.JSON);
    ProducerRecord<byte[], byte[]> avro = written(new DetectorSpec.Form(true, null));
    assertArrayEquals(
        "avro/binary".getBytes(UTF_8), avro.headers().lastHeader("content-type").value());
    assertEquals(JSON.readTree(json.value()), JSON.readTree(AvroMessages.json(avro.value())));
    assertArrayEquals(json.key(), avro.key());
    try (RegistryServer registry = new RegistryServer()) {
      registry.put("/subjects/alerts-value/versions", "{\"id\":70000}");
      DetectorSpec.Form form = new DetectorSpec.Form(true, RegistrySettings.of(registry.url()));
      byte[] numbered = written(form).value();
      assertEquals(0, numbered[0]);
      assertEquals(70_000, ByteBuffer.wrap(numbered, 1, 4).getInt());
      assertEquals(JSON.readTree(json.value()), JSON.readTree(AvroMessages.json(numbered)));
      JsonNode sent = JSON.readTree(registry.sent().get(0));
      assertEquals(AvroMessages.schema(), sent.path("schema").asText());
      registry.fail(409);
      RetriableException e = assertThrows(RetriableException.class, () -> written(form));
      assertTrue(
          e.getMessage().contains("/subjects/alerts-value/versions")
              && e.getMessage().contains("409"),
          e.getMessage());
    }
  }

  private static ProducerRecord<byte[], byte[]> written(DetectorSpec.Form form) {
    DetectorSpec spec =
        new DetectorSpec(
            "pumps",
            new DetectorSpec.Judge.Learnt(1),
            new DetectorSpec.Input(
                "readings", InputSettings.DEFAULT, "g", "i", DetectorSpec.Start.EARLIEST),
            new DetectorSpec.Output(DetectorSpec.Topics.DEFAULT, false, form),
            new DetectorSpec.Limits(1000, 0.5, Duration.ZERO),
            Map.of());
    FlowOutput output =
        new FlowOutput(
            List.<Message>of(NOTICE),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Map.of());
    return new Outputs(spec, Map.of("alerts", 1)).records(output).get(0);
  }
}
