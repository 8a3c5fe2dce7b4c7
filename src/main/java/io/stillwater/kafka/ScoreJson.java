package io.stillwater.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.stream.ScoredWindow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * The published form of a score: {@code {"key", "time", "partition", "offset", "score", "p_value",
 * "extrapolated", "p_recent", "alarm"}}, {@code p_recent} only where it is known; partition and
 * offset are those of the newest reading in the input. Numbers come back to the bit. Not
 * thread-safe.
 */
final class ScoreJson {
  private final JsonFactory factory = new JsonFactory();
  private final ObjectMapper mapper = new ObjectMapper();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(256);

  byte[] write(ScoredWindow window) {
    buffer.reset();
    try (JsonGenerator json = factory.createGenerator(buffer)) {
      json.writeStartObject();
      json.writeStringField("key", window.key());
      json.writeStringField("time", Instant.ofEpochMilli(window.time()).toString());
      json.writeNumberField("partition", window.partition());
      json.writeNumberField("offset", window.offset());
      json.writeNumberField("score", window.score());
      json.writeNumberField("p_value", window.pValue());
      json.writeBooleanField("extrapolated", window.extrapolated());
      if (!Double.isNaN(window.recent())) {
        json.writeNumberField("p_recent", window.recent());
      }
      json.writeBooleanField("alarm", window.beyond());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.toByteArray();
  }

  /**
   * Reads a score.
   *
   * @throws IllegalArgumentException if it is not one of ours
   */
  ScoredWindow read(byte[] bytes) {
    try {
      JsonNode node = mapper.readTree(bytes);
      if (!node.path("score").isNumber() || !node.path("time").isTextual()) {
        throw new IllegalArgumentException("not a score: 'score' and 'time' were expected");
      }
      return new ScoredWindow(
          node.path("partition").asInt(),
          node.path("key").asText(),
          Instant.parse(node.path("time").asText()).toEpochMilli(),
          node.path("offset").asLong(),
          node.path("score").asDouble(),
          node.path("p_value").asDouble(),
          node.path("extrapolated").asBoolean(),
          node.path("p_recent").asDouble(Double.NaN),
          node.path("alarm").asBoolean());
    } catch (IOException e) {
      throw new IllegalArgumentException("not a score: " + e.getMessage(), e);
    }
  }
}
