package io.stillwater.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;

/**
 * The published form of notices, a CloudEvent 1.0 of the type {@code io.stillwater.key.silent} or
 * {@code io.stillwater.key.back}: readers of alerts pass it over. Thread-safe.
 */
public final class NoticeJson {
  private static final String TYPE = "io.stillwater.key.";

  private final ObjectMapper json = new ObjectMapper();

  /** A notice as a CloudEvent. */
  public byte[] write(Notice notice) {
    Alert.Source source = notice.source();
    String state = notice.kind().name().toLowerCase(Locale.ROOT);
    ObjectNode event = json.createObjectNode();
    event.put("specversion", "1.0");
    event.put("id", notice.id());
    event.put("source", AlertJson.source(source));
    event.put("type", TYPE + state);
    event.put("subject", notice.key());
    event.put("time", Instant.ofEpochMilli(notice.lastTime()).toString());
    event.put("datacontenttype", "application/json");
    ObjectNode data = event.putObject("data");
    data.put("state", state);
    data.put("detector", source.detector());
    data.put("topic", source.topic());
    data.put("partition", source.partition());
    data.put("key", notice.key());
    data.put("last_time", Instant.ofEpochMilli(notice.lastTime()).toString());
    data.put("last_offset", notice.lastOffset());
    data.put("after_ms", notice.afterMillis());
    try {
      return json.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
