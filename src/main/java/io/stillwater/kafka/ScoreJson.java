package io.stillwater.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.stream.output.ScoredWindow;
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
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
  private static final SerializedString KEY = new SerializedString("key");
  private static final SerializedString TIME = new SerializedString("time");
  private static final SerializedString PARTITION = new SerializedString("partition");
  private static final SerializedString OFFSET = new SerializedString("offset");
  private static final SerializedString SCORE = new SerializedString("score");
  private static final SerializedString P_VALUE = new SerializedString("p_value");
  private static final SerializedString EXTRAPOLATED = new SerializedString("extrapolated");
  private static final SerializedString P_RECENT = new SerializedString("p_recent");
  private static final SerializedString ALARM = new SerializedString("alarm");

  private final ObjectMapper mapper = new ObjectMapper();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(256);
  private final JsonGenerator json = generator(buffer); // one for all: each costs more than a score
  private long second = Long.MIN_VALUE; // that the text is of
  private String secondText;

  private static JsonGenerator generator(ByteArrayOutputStream buffer) {
    try {
      return FACTORY.createGenerator(buffer).setRootValueSeparator(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] write(ScoredWindow window) {
    buffer.reset();
    try {
      json.writeStartObject();
      json.writeFieldName(KEY);
      json.writeString(window.key());
      json.writeFieldName(TIME);
      json.writeString(time(window.time()));
      json.writeFieldName(PARTITION);
      json.writeNumber(window.partition());
      json.writeFieldName(OFFSET);
      json.writeNumber(window.offset());
      json.writeFieldName(SCORE);
      json.writeNumber(window.score());
      json.writeFieldName(P_VALUE);
      json.writeNumber(window.pValue());
      json.writeFieldName(EXTRAPOLATED);
      json.writeBoolean(window.extrapolated());
      if (!Double.isNaN(window.recent())) {
        json.writeFieldName(P_RECENT);
        json.writeNumber(window.recent());
      }
      json.writeFieldName(ALARM);
      json.writeBoolean(window.beyond());
      json.writeEndObject();
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.toByteArray();
  }

  /** As {@link Instant} writes it; most scores are of the same second as the one before. */
  private String time(long millis) {
    long of = Math.floorDiv(millis, 1000L);
    if (of != second) {
      String text = Instant.ofEpochSecond(of).toString();
      secondText = text.substring(0, text.length() - 1);
      second = of;
    }
    int rest = Math.floorMod(millis, 1000);
    return rest == 0
        ? secondText + "Z"
        : secondText + "." + Integer.toString(1000 + rest).substring(1) + "Z";
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
