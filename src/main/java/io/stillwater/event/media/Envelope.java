package io.stillwater.event.media;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.stillwater.event.envelope.CloudEvents;
import io.stillwater.event.envelope.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an object is packed into a record, by the Kafka protocol binding of CloudEvents 1.0; what
 * {@link CloudEvents} takes apart.
 */
public enum Envelope {
  /** The bytes and their content type. */
  NONE,
  /** The bytes, and the attributes as headers. */
  BINARY,
  /** Attributes and bytes (base64) in one JSON object. */
  STRUCTURED;

  private static final String CONTENT_TYPE = "content-type";
  private static final JsonFactory JSON = new JsonFactory();

  /** Packs an event. */
  public Packed pack(MediaEvent event) {
    String type = ContentType.of(event.data());
    if (this == NONE) {
      return new Packed(event.data(), Map.of(CONTENT_TYPE, type));
    }
    Map<String, String> attributes = attributes(event);
    if (this == STRUCTURED) {
      attributes.put("datacontenttype", type);
      return new Packed(
          structured(attributes, type, event.data()),
          Map.of(CONTENT_TYPE, "application/cloudevents+json; charset=UTF-8"));
    }
    Map<String, String> headers = new LinkedHashMap<>();
    attributes.forEach((name, value) -> headers.put("ce_" + name, value));
    headers.put(CONTENT_TYPE, type);
    return new Packed(event.data(), headers);
  }

  private static Map<String, String> attributes(MediaEvent event) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("specversion", "1.0");
    attributes.put("id", event.id());
    attributes.put("source", event.source());
    attributes.put("type", event.type());
    attributes.put("time", Instant.ofEpochMilli(event.time()).toString());
    attributes.put("subject", event.key());
    attributes.put("partitionkey", event.key());
    return attributes;
  }

  private static byte[] structured(Map<String, String> attributes, String type, byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(data.length / 3 * 4 + 1024);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      for (Map.Entry<String, String> attribute : attributes.entrySet()) {
        json.writeStringField(attribute.getKey(), attribute.getValue());
      }
      if (type.equals(Payload.JSON)) {
        json.writeFieldName("data");
        json.writeRawValue(new String(data, StandardCharsets.UTF_8));
      } else {
        json.writeBinaryField("data_base64", data);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }
}
