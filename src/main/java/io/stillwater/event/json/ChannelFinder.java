package io.stillwater.event.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.UndecodableEvent;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Finds out which channels the events of a topic carry. */
final class ChannelFinder {
  private static final ObjectMapper MAPPER = new ObjectMapper(ReadingDecoder.JSON);

  private ChannelFinder() {}

  static List<String> find(ReadingFormat format, List<byte[]> events) throws UndecodableEvent {
    Map<String, Boolean> numeric = new LinkedHashMap<>();
    UndecodableEvent last =
        Reasons.because("no events: expected at least one, to learn the channels from");
    for (byte[] event : events) {
      try {
        JsonNode values = values(format, event);
        if (values.isArray() && numeric.isEmpty()) {
          return IntStream.range(0, values.size()).mapToObj(i -> "c" + i).toList();
        }
        gather(format, values, numeric);
      } catch (UndecodableEvent e) {
        last = e;
      }
    }
    List<String> found =
        numeric.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
    if (!found.isEmpty()) {
      return found;
    }
    if (numeric.isEmpty()) {
      throw last;
    }
    throw Reasons.because(
        "the events have no number at any of "
            + String.join(", ", numeric.keySet())
            + ": expected JSON numbers without quotes");
  }

  private static JsonNode values(ReadingFormat format, byte[] event) throws UndecodableEvent {
    ReadingDecoder.check(event, 0);
    try {
      JsonNode values = MAPPER.readTree(event).at(JsonPointer.compile(format.values()));
      if (values.isObject() || (values.isArray() && !values.isEmpty())) {
        return values;
      }
    } catch (IOException e) {
      throw Reasons.unreadable(e, event);
    }
    throw Reasons.because(
        "no object and no array of values at "
            + (format.flat() ? "the top" : format.values())
            + " of "
            + Reasons.start(event));
  }

  private static void gather(ReadingFormat format, JsonNode values, Map<String, Boolean> numeric) {
    values
        .properties()
        .forEach(
            field -> {
              String pointer = format.values() + "/" + escaped(field.getKey());
              if (!leadsToKeyOrTime(format, pointer)) {
                numeric.merge(field.getKey(), field.getValue().isNumber(), Boolean::logicalOr);
              }
            });
  }

  private static boolean leadsToKeyOrTime(ReadingFormat format, String pointer) {
    return (format.key() + "/").startsWith(pointer + "/")
        || (format.time() + "/").startsWith(pointer + "/");
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
