package io.stillwater.event.envelope;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.stillwater.event.EventTime;
import io.stillwater.event.RawRecord;
import io.stillwater.event.UndecodableEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes records out of their envelope, by the Kafka protocol binding of CloudEvents 1.0.
 *
 * <pre>
 * record                                              mode
 * content-type: application/cloudevents+json          structured: attributes and data are JSON
 * ce_specversion: 1.0, content-type: image/png        binary: attributes are headers, data the value
 * content-type: image/png, or nothing                 no envelope
 * </pre>
 *
 * <p>The key of an envelope is its {@code partitionkey}, else its {@code subject}. Data that are
 * text are the text's bytes, whatever it says. Thread-safe.
 */
public final class CloudEvents {
  private static final String STRUCTURED = "application/cloudevents";
  private static final String[] REQUIRED = {"specversion", "id", "source", "type"};
  private static final int MAX_TEXT = 4096;

  private final JsonFactory json;
  private final boolean anyData;

  /**
   * @param maxBytes of an object; base64 takes a third more
   * @param anyData whether data may be an array, a number or a text, too, not an object alone
   */
  public CloudEvents(int maxBytes, boolean anyData) {
    this.anyData = anyData;
    long longest = maxBytes / 3L * 4 + 1024;
    json =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxNameLength(MAX_TEXT)
                    .maxStringLength((int) Math.min(Integer.MAX_VALUE - 64, longest))
                    .build())
            .build();
  }

  /**
   * Takes the envelope off, if there is one.
   *
   * @throws UndecodableEvent if there is nothing inside, or the envelope is not whole
   */
  public Payload unwrap(RawRecord record) throws UndecodableEvent {
    if (record.value() == null || record.value().length == 0) {
      throw new UndecodableEvent(
          "the record has no value"
              + (record.value() == null ? " (null, a tombstone)" : " (0 bytes)")
              + ": expected an event");
    }
    String type = Payload.bare(record.headerText("content-type"));
    if (type.startsWith(STRUCTURED)) {
      return structured(record.value(), type);
    }
    if (record.header("ce_specversion") == null) {
      return new Payload(record.value(), type, null, null, EventTime.INVALID);
    }
    Map<String, String> attributes = new HashMap<>();
    for (String name :
        new String[] {"specversion", "id", "source", "type", "time", "subject", "partitionkey"}) {
      attributes.put(name, record.headerText("ce_" + name));
    }
    return payload(record.value(), type, attributes);
  }

  private Payload structured(byte[] value, String type) throws UndecodableEvent {
    if (!type.equals(STRUCTURED) && !type.equals(STRUCTURED + "+json")) {
      throw new UndecodableEvent(
          "the content type is " + type + ": expected " + STRUCTURED + "+json, one event a record");
    }
    Map<String, String> attributes = new HashMap<>();
    byte[] data = null;
    try (JsonParser parser = json.createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UndecodableEvent("the CloudEvent is no JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (name.equals("data_base64") || name.equals("data")) {
          data = data(parser, name, token, data);
        } else if (token.isStructStart()) {
          parser.skipChildren();
        } else if (token != JsonToken.VALUE_NULL && parser.getTextLength() <= MAX_TEXT) {
          attributes.put(name, parser.getText());
        }
      }
      if (parser.nextToken() != null) {
        throw new UndecodableEvent("more follows after the CloudEvent's end: expected one event");
      }
    } catch (IOException e) {
      throw Texts.unreadable("the CloudEvent", e);
    }
    if (data == null) {
      throw new UndecodableEvent(
          "the CloudEvent has no data: expected data_base64, or data as JSON");
    }
    return payload(data, attributes.get("datacontenttype"), attributes);
  }

  private byte[] data(JsonParser parser, String name, JsonToken token, byte[] before)
      throws IOException, UndecodableEvent {
    if (before != null) {
      throw new UndecodableEvent("the CloudEvent has both data and data_base64: expected one");
    }
    if (name.equals("data_base64") && token == JsonToken.VALUE_STRING) {
      return parser.getBinaryValue();
    }
    boolean structure = token == JsonToken.START_OBJECT || (anyData && token.isStructStart());
    if (name.equals("data") && (structure || (anyData && token.isNumeric()))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (JsonGenerator generator = json.createGenerator(out)) {
        generator.copyCurrentStructure(parser);
      }
      return out.toByteArray();
    }
    if (anyData && name.equals("data") && token == JsonToken.VALUE_STRING) {
      return parser.getText().getBytes(StandardCharsets.UTF_8);
    }
    throw new UndecodableEvent(
        "the CloudEvent's "
            + name
            + " is "
            + (token == JsonToken.VALUE_STRING ? "text" : token.toString())
            + ": expected bytes as text in data_base64, or an object in data"
            + (anyData ? ", or an array, a number or text" : ""));
  }

  private static Payload payload(byte[] data, String type, Map<String, String> attributes)
      throws UndecodableEvent {
    for (String name : REQUIRED) {
      String value = attributes.get(name);
      if (value == null || value.isEmpty()) {
        throw new UndecodableEvent(
            "the CloudEvent has no " + name + ": expected specversion, id, source and type");
      }
    }
    if (!attributes.get("specversion").equals("1.0")) {
      throw new UndecodableEvent(
          "the CloudEvent has the specversion "
              + Texts.quoted(attributes.get("specversion"))
              + ": expected 1.0");
    }
    String key = attributes.get("partitionkey");
    key = key == null || key.isEmpty() ? attributes.get("subject") : key;
    return new Payload(data, type, key, attributes.get("source"), time(attributes.get("time")));
  }

  private static long time(String text) throws UndecodableEvent {
    if (text == null) {
      return EventTime.INVALID;
    }
    long time = EventTime.parse(text, ZoneOffset.UTC);
    if (time < 0 || time > EventTime.MAX) {
      throw new UndecodableEvent(
          "the CloudEvent's time is "
              + Texts.quoted(text)
              + ": expected RFC 3339 text from 1970 on, such as 2026-01-31T12:00:00Z");
    }
    return time;
  }
}
