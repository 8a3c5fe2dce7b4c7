package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.event.RawRecord;
import io.stillwater.kafka.TopicReadings;
import io.stillwater.kafka.client.ClientSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void pumps_breakAndAreFoundAndNothingIsLost() throws Exception {
    try (App demo = App.start("demo", "--for", "30s", "--json")) {
      JsonNode ready = JSON.readTree(demo.awaitOut("\"ready\"", 90));
      HttpResponse<String> page =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(ready.get("url").asText())).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertEquals(200, page.statusCode());
      assertEquals(0, demo.awaitExit(120), demo.said());
      List<JsonNode> events = events(demo);
      assertTrue(named("fault", events).size() >= 2, demo.said());
      assertFalse(named("alert", events).isEmpty(), demo.said());
      JsonNode summary = named("summary", events).get(0);
      assertKept(summary);
      assertEquals(named("fault", events).size(), summary.get("faults").size());
      JsonNode first = summary.get("faults").get(0);
      assertTrue(first.get("found").asBoolean(), summary.toString());
      assertTrue(first.get("after_seconds").asDouble() < 20, summary.toString());
      assertTrue(summary.get("first_alert_seconds").asDouble() < 60, summary.toString());
    }
  }

  @Test
  void cameras_seeFlawsInTheClothAndNoFrameIsLost() throws Exception {
    try (App demo = App.start("demo", "--camera", "--for", "30s", "--json")) {
      assertEquals(0, demo.awaitExit(180), demo.said());
      List<JsonNode> events = events(demo);
      JsonNode summary = named("summary", events).get(0);
      assertKept(summary);
      assertEquals(0, summary.get("undecodable").asLong(), summary.toString());
      JsonNode first = summary.get("faults").get(0);
      assertEquals("hole", first.get("fault").asText());
      assertTrue(first.get("found").asBoolean(), summary.toString());
      JsonNode opened = named("alert", events).get(0);
      assertTrue(opened.get("key").asText().startsWith("camera-"), opened.toString());
      assertTrue(opened.get("regions").asInt() >= 1, opened.toString());
    }
  }

  @Test
  void file_isTrainedOnAndItsFaultIsFound() throws Exception {
    Path data = Files.write(folder.resolve("plant.csv"), Cli.csv(420, 350));
    try (App demo =
        App.start("demo", "--data", data, "--train-rows", 300, "--for", "10s", "--json")) {
      assertEquals(0, demo.awaitExit(120), demo.said());
      List<JsonNode> events = events(demo);
      assertKept(named("summary", events).get(0));
      assertEquals(120, named("summary", events).get(0).get("produced").asInt());
      JsonNode opened = named("alert", events).get(0);
      assertEquals("opened", opened.get("state").asText());
      assertEquals("plant", opened.get("key").asText());
      assertEquals("pressure", opened.get("channels").get(0).get("name").asText());
    }
  }

  /** Its address is for other commands: an alert of another detector is none of the demo's. */
  @Test
  void alertOfAnotherDetector_isNotCounted() throws Exception {
    try (App demo = App.start("demo", "--json")) {
      demo.awaitOut("\"alert\"", 120);
      String address = named("broker", events(demo)).get(0).get("address").asText();
      Map<String, String> client = Map.of("bootstrap.servers", address);
      TopicReadings.Range all = new TopicReadings.Range("alerts", Long.MIN_VALUE, Long.MAX_VALUE);
      RawRecord own = TopicReadings.sample(client, all, 1).get(0);
      String event = new String(own.value(), StandardCharsets.UTF_8);
      String other = event.replace("/pump/", "/other/").replace("\"pump\"", "\"other\"");
      assertNotEquals(event, other);
      other = other.replaceFirst("\"id\":\"", "\"id\":\"other-");
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(new ClientSettings(client).idempotent())) {
        producer
            .send(new ProducerRecord<>("alerts", own.key(), other.getBytes(StandardCharsets.UTF_8)))
            .get();
      }
      demo.terminate();
      demo.awaitExit(60);
      assertKept(named("summary", events(demo)).get(0));
    }
  }

  @Test
  void interrupted_stillGivesItsAccount() throws Exception {
    try (App demo = App.start("demo", "--json")) {
      demo.awaitOut("\"ready\"", 90);
      demo.awaitOut("\"fault\"", 30);
      demo.terminate();
      demo.awaitExit(60);
      assertKept(named("summary", events(demo)).get(0));
    }
  }

  private static void assertKept(JsonNode summary) {
    String text = summary.toString();
    assertEquals(0, summary.get("lost").asLong(), text);
    assertEquals(summary.get("produced").asLong(), summary.get("received").asLong(), text);
    assertEquals(
        summary.get("received").asLong(),
        summary.get("decoded").asLong() + summary.get("undecodable").asLong(),
        text);
    assertEquals(
        summary.get("windows").asLong(),
        summary.get("scored").asLong() + summary.get("skipped").asLong(),
        text);
    assertTrue(summary.get("produced").asLong() > 0, text);
  }

  private static List<JsonNode> events(App demo) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    for (String line : demo.out()) {
      events.add(JSON.readTree(line));
    }
    return events;
  }

  private static List<JsonNode> named(String event, List<JsonNode> events) {
    return events.stream().filter(e -> e.get("event").asText().equals(event)).toList();
  }
}
