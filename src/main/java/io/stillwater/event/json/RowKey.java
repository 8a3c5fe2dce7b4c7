package io.stillwater.event.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of records that databases and connectors write.
 *
 * <pre>
 * {"schema": {…}, "payload": {"id": 7}}    7
 * {"plant": "north", "pump": 4}            north/4
 * "p1"                                     p1
 * </pre>
 */
final class RowKey {
  private static final ObjectMapper MAPPER = new ObjectMapper(ReadingDecoder.JSON);
  private static final int LONGEST = 1 << 16;

  private RowKey() {}

  /** The key in a record's key; null where that is not such JSON. */
  static String of(byte[] recordKey) {
    if (recordKey.length == 0
        || recordKey.length > LONGEST
        || (recordKey[0] != '{' && recordKey[0] != '"')) {
      return null;
    }
    try {
      JsonNode node = MAPPER.readTree(recordKey);
      if (node.has("schema") && node.has("payload")) {
        node = node.get("payload");
      }
      if (node.isValueNode()) {
        return node.isNull() ? null : node.asText();
      }
      List<String> parts = new ArrayList<>();
      for (JsonNode part : node) {
        if (!part.isValueNode()) {
          return null;
        }
        parts.add(part.asText());
      }
      return String.join("/", parts);
    } catch (IOException e) {
      return null;
    }
  }
}
