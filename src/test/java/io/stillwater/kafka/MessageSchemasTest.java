package io.stillwater.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertIds;
import io.stillwater.alert.AlertJson;
import io.stillwater.alert.AlertState;
import io.stillwater.alert.Contribution;
import io.stillwater.alert.Episode;
import io.stillwater.alert.KeyMove;
import io.stillwater.alert.Message;
import io.stillwater.alert.MoveJson;
import io.stillwater.alert.Notice;
import io.stillwater.alert.NoticeJson;
import io.stillwater.alert.Peak;
import io.stillwater.alert.Picture;
import io.stillwater.alert.Present;
import io.stillwater.alert.Severity;
import io.stillwater.alert.Told;
import io.stillwater.detect.heat.Region;
import io.stillwater.detect.heat.SoundPart;
import io.stillwater.event.RawRecord;
import io.stillwater.model.work.InputSettings;
import io.stillwater.stream.output.DeadLetter;
import io.stillwater.stream.output.FlowOutput;
import io.stillwater.stream.output.ScoredWindow;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written to topics is what the published schemas say, no field more and none less. */
class MessageSchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BASE = "stillwater:/schemas/";
  private static final List<String> FILES =
      List.of(
          "common", "alert", "move", "notice", "alerts", "episode", "score", "dead-letter-headers");
  private static final Alert.Source SOURCE = new Alert.Source("pumps", "readings", 3);
  private static final long NOW = 1_700_000_060_500L;

  private static SchemaRegistry registry;

  /** A message and the schema that it is of. */
  record Written(String schema, String what, JsonNode message) {
    @Override
    public String toString() {
      return schema + ": " + what;
    }
  }

  @BeforeAll
  static void readSchemas() throws IOException {
    Map<String, String> schemas = new HashMap<>();
    for (String file : FILES) {
      schemas.put(BASE + file + ".json", resource(file + ".json"));
    }
    registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(schemas));
  }

  static List<Written> written() throws IOException {
    List<Written> all = new ArrayList<>();
    AlertJson alerts = new AlertJson();
    for (Picture picture : new Picture[] {null, image(), sound()}) {
      for (double recent : new double[] {Double.NaN, 0.25}) {
        Episode episode = episode(picture, recent);
        String what = (picture == null ? "sensors" : picture.kind()) + ", recent " + recent;
        for (AlertState state : AlertState.values()) {
          String reason = state == AlertState.OPENED ? null : "quiet";
          all.add(of("alert", what + ", " + state, alerts.alert(alert(state, reason, episode))));
        }
        all.add(of("episode", what, alerts.episode(episode)));
        all.add(of("episode", what + ", over", alerts.episode(episode.ended())));
        KeyMove move = new KeyMove(SOURCE, "p", true, NOW, NOW, 7, episode.peak());
        all.add(of("move", what, new MoveJson().write(move)));
      }
    }
    for (String reason : List.of("severity", "channels", "again", "still", "silent", "crowded")) {
      Alert alert = alert(AlertState.UPDATED, reason, episode(null, Double.NaN));
      all.add(of("alert", reason, alerts.alert(alert)));
    }
    KeyMove back = new KeyMove(SOURCE, "p", false, NOW, NOW, 7, episode(null, Double.NaN).peak());
    all.add(of("move", "back", new MoveJson().write(back)));
    for (Notice.Kind kind : Notice.Kind.values()) {
      Notice notice = Notice.of(kind, SOURCE, "p", NOW, 42, 300_000);
      all.add(of("notice", kind.name(), new NoticeJson().write(notice)));
    }
    for (double recent : new double[] {Double.NaN, 0.25}) {
      ScoredWindow window = new ScoredWindow(2, "p", NOW, 41, 0.5, 1e-9, true, recent, false);
      all.add(of("score", "recent " + recent, new ScoreJson().write(window)));
    }
    all.add(new Written("dead-letter-headers", "a dead letter", deadLetterHeaders()));
    for (String golden : List.of("alert-v2", "episode-v2", "episode-over-v2", "notice-v1")) {
      try (InputStream in =
          MessageSchemasTest.class.getResourceAsStream("/golden/" + golden + ".json")) {
        String schema = golden.substring(0, golden.indexOf('-'));
        all.add(of(schema, "golden " + golden, in.readAllBytes()));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("written")
  void whatIsWritten_isOfItsSchema(Written written) {
    assertEquals(List.of(), errors(written.schema(), written.message()));
    if (Set.of("alert", "move", "notice").contains(written.schema())) {
      assertEquals(List.of(), errors("alerts", written.message()));
    }
  }

  @ParameterizedTest
  @MethodSource("written")
  void unknownField_isRefusedEverywhere(Written written) {
    String name = unknown(written);
    for (ObjectNode place : objects(written.message())) {
      place.put(name, 1);
      assertFalse(errors(written.schema(), written.message()).isEmpty(), () -> "in " + place);
      place.remove(name);
    }
    assertEquals(List.of(), errors(written.schema(), written.message()));
  }

  @ParameterizedTest
  @MethodSource("written")
  void missingField_isRefused_unlessItMayBeAbsent(Written written) {
    Set<String> mayBeAbsent =
        Set.of(
            "reason",
            "p_recent",
            "picture",
            "seconds",
            "original",
            "map",
            "expected",
            "regions",
            "parts",
            "reference",
            "mark",
            "over",
            "trace");
    for (ObjectNode place : objects(written.message())) {
      for (String name : List.copyOf(fields(place).keySet())) {
        boolean inChannel = name.equals("expected") && place.has("observed");
        if (!mayBeAbsent.contains(name) || inChannel) {
          JsonNode value = place.remove(name);
          assertFalse(
              errors(written.schema(), written.message()).isEmpty(), () -> name + " may lack");
          place.set(name, value);
        }
      }
    }
  }

  @Test
  void allKindsOfMessages_haveASchema() {
    assertEquals(
        Set.of(Alert.class, KeyMove.class, Notice.class),
        Set.of(Message.class.getPermittedSubclasses()));
  }

  @Test
  void asyncApi_saysAllTopicsAndRefersToWhatIsThere() throws IOException {
    JsonNode api = new ObjectMapper(new YAMLFactory()).readTree(resource("asyncapi.yaml"));
    assertEquals("3.0.0", api.path("asyncapi").asText());
    List<String> addresses = new ArrayList<>();
    api.path("channels").forEach(channel -> addresses.add(channel.path("address").asText()));
    assertEquals(List.of("alerts", "episodes", "scores", "dead-letters"), addresses);
    List<JsonNode> references = api.findValues("$ref");
    assertTrue(references.size() > 15, references.size() + " references");
    Set<String> files = new java.util.TreeSet<>();
    for (JsonNode reference : references) {
      String to = reference.asText();
      if (to.startsWith("#")) {
        assertFalse(api.at(to.substring(1)).isMissingNode(), to);
      } else {
        assertNotNull(resource(to.substring(2)), to);
        files.add(to.substring(2).replace(".json", ""));
      }
    }
    assertEquals(
        Set.of("alert", "move", "notice", "episode", "score", "dead-letter-headers"), files);
  }

  private static String unknown(Written written) {
    return written.schema().equals("dead-letter-headers") ? "stillwater.errors.more" : "unknown";
  }

  private static List<String> errors(String schema, JsonNode message) {
    Schema of = registry.getSchema(SchemaLocation.of(BASE + schema + ".json"));
    return of.validate(message).stream().map(Error::toString).toList();
  }

  /** The message and all objects in it. */
  private static List<ObjectNode> objects(JsonNode node) {
    List<ObjectNode> objects = new ArrayList<>();
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    node.forEach(child -> objects.addAll(objects(child)));
    return objects;
  }

  private static Map<String, JsonNode> fields(ObjectNode node) {
    return node.properties().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }

  private static Written of(String schema, String what, byte[] bytes) throws IOException {
    return new Written(schema, what, JSON.readTree(bytes));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = MessageSchemasTest.class.getResourceAsStream("/schemas/" + name)) {
      assertNotNull(in, name);
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static JsonNode deadLetterHeaders() {
    DetectorSpec spec =
        new DetectorSpec(
            "pumps",
            new DetectorSpec.Judge.Learnt(1),
            new DetectorSpec.Input(
                "readings", InputSettings.DEFAULT, "g", "i", DetectorSpec.Start.EARLIEST),
            new DetectorSpec.Output(
                new DetectorSpec.Topics("alerts", "episodes", "states", "scores", "dead"), false),
            new DetectorSpec.Limits(1000, 0.5, Duration.ZERO),
            Map.of());
    RawRecord record =
        new RawRecord(
            0, 5, -1, null, new byte[] {1}, List.of(new RawRecord.Header("trace", new byte[1])));
    DeadLetter letter = new DeadLetter(record, "decode", "Bad", "it was bad");
    FlowOutput output =
        new FlowOutput(
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(letter),
            List.of(),
            Map.of(),
            Map.of());
    ProducerRecord<byte[], byte[]> dead =
        new Outputs(spec, Map.of(spec.topics().deadLetters(), 1)).records(output).get(0);
    ObjectNode headers = JSON.createObjectNode();
    dead.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
    return headers;
  }

  private static Alert alert(AlertState state, String reason, Episode episode) {
    return new Alert(
        AlertIds.alert("e1", 2),
        NOW,
        state,
        reason,
        SOURCE,
        episode,
        "1.0 false-alarm episodes per key and day",
        4.25,
        1e-3,
        new Alert.Model("pump", "1", "ab12"));
  }

  private static Episode episode(Picture picture, double recent) {
    double[] gap = {1, Double.NaN};
    Contribution flow = new Contribution("flow", 0.3, gap, new double[] {3, 4.5});
    Peak peak =
        new Peak(
            12.5,
            1e-7,
            recent,
            true,
            NOW - 1500,
            NOW,
            100,
            115,
            List.of(flow),
            List.of("heat"),
            picture);
    Present now = new Present(9.75, 1e-5, false, List.of(new Present.Share("flow", 0.125)));
    Told told = new Told(550, List.of("flow"), true);
    return new Episode(
        "e1", "p", 2, Severity.MAJOR, NOW, NOW, NOW, NOW, 600, 550, 1, peak, now, told, 9, false);
  }

  private static Picture image() {
    Picture.Encoded png = new Picture.Encoded("image/png", "AAAA");
    List<Region> regions = List.of(new Region(1, 2, 3, 4, 5.5));
    return new Picture("image", 64, 48, Double.NaN, png, png, png, regions, List.of());
  }

  private static Picture sound() {
    List<SoundPart> parts = List.of(new SoundPart(0.5, 1, 100, 200.5, 7));
    return new Picture("sound", 64, 48, 1.5, null, null, null, List.of(), parts);
  }
}
