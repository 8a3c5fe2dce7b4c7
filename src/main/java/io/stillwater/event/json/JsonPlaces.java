package io.stillwater.event.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.EventTime;
import io.stillwater.event.RawRecord;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.UndecodableEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Guesses where records in JSON keep key, time and values, by the names that people use and by what
 * is there, and then tries: only what reads records is proposed.
 */
public final class JsonPlaces {
  private static final ObjectMapper MAPPER = new ObjectMapper(ReadingDecoder.JSON);
  private static final int DEEPEST = 3;
  private static final List<String> KEYS =
      List.of(
          "key",
          "id",
          "deviceid",
          "device",
          "sensorid",
          "sensor",
          "machineid",
          "machine",
          "assetid",
          "asset",
          "tag",
          "serial",
          "name",
          "unit",
          "host",
          "source",
          "topic");
  private static final List<String> TIMES =
      List.of(
          "time",
          "timestamp",
          "ts",
          "eventtime",
          "datetime",
          "measuredat",
          "createdat",
          "date",
          "tsms",
          "timems",
          "t");
  private static final List<String> INNER = List.of("value", "val", "v", "reading");

  private JsonPlaces() {}

  /**
   * The format that reads most of some records.
   *
   * @return empty where none reads any
   */
  public static Optional<ReadingFormat> find(List<RawRecord> records) {
    List<ReadingFormat> candidates = new ArrayList<>();
    boolean enveloped = false;
    for (RawRecord record : records) {
      JsonNode whole = tree(record);
      JsonNode event = event(whole);
      if (event != null) {
        candidates.addAll(candidates(event));
        enveloped = !event.equals(whole) && !whole.isArray();
        break;
      }
    }
    // Rows in envelopes are read by any format, but then without their own key and time.
    candidates.add(enveloped ? candidates.size() : 0, ReadingFormat.DEFAULT);
    ReadingFormat best = null;
    int most = 0;
    for (ReadingFormat candidate : candidates) {
      int read = read(candidate, records);
      if (read > most) {
        best = candidate;
        most = read;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Records that have readings in that format. */
  private static int read(ReadingFormat format, List<RawRecord> records) {
    ReadingRecords decoder = new ReadingRecords(format, ChannelNames.open());
    return (int) records.stream().filter(record -> reads(decoder, record)).count();
  }

  private static boolean reads(ReadingRecords decoder, RawRecord record) {
    try {
      return !decoder.decode(record).isEmpty();
    } catch (UndecodableEvent e) {
      return false;
    }
  }

  private static JsonNode tree(RawRecord record) {
    try {
      boolean usable = record.value() != null && record.value().length <= ReadingDecoder.MAX_BYTES;
      return usable ? MAPPER.readTree(Framed.opened(Unpacked.of(record.value()))) : null;
    } catch (IOException | UndecodableEvent e) {
      return null;
    }
  }

  /** The event in a record, out of its envelopes; null where it is no JSON object. */
  private static JsonNode event(JsonNode whole) {
    JsonNode node = whole;
    if (node != null && node.has("schema") && node.has("payload")) {
      node = node.get("payload");
    }
    if (node != null && node.has("op") && node.path("after").isObject()) {
      node = node.get("after");
    }
    if (node != null && node.isArray()) {
      node = node.get(0);
    }
    return node != null && node.isObject() ? node : null;
  }

  /** Formats that may be meant, the likeliest first. */
  private static List<ReadingFormat> candidates(JsonNode event) {
    List<ReadingFormat> formats = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : event.properties()) {
      JsonNode first = field.getValue().path(0);
      if (field.getValue().isArray() && first.isObject()) {
        String readings = "/" + escaped(field.getKey());
        for (ReadingFormat inside : ofEvent(first)) {
          formats.add(inside.withReadings(readings));
        }
      }
    }
    formats.addAll(ofEvent(event));
    return formats;
  }

  private static List<ReadingFormat> ofEvent(JsonNode event) {
    String key = best(event, "", 0, KEYS, false, new String[] {"", "99999"});
    String time = best(event, "", 0, TIMES, true, new String[] {"", "99999"});
    return values(event, "", 0).stream()
        .flatMap(values -> format(key, time, values).stream())
        .toList();
  }

  /** Empty where one of the places lies inside another. */
  private static Optional<ReadingFormat> format(String key, String time, String values) {
    try {
      return Optional.of(new ReadingFormat(key, time, values, values.isEmpty(), null));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The pointer to the likeliest key or time; {@code found} is the best so far and its rank. */
  private static String best(
      JsonNode node, String at, int depth, List<String> names, boolean time, String[] found) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String pointer = at + "/" + escaped(field.getKey());
      int rank = names.indexOf(bare(field.getKey()));
      rank = rank < 0 ? Integer.MAX_VALUE : rank + 100 * depth;
      boolean usable = time ? isTime(field.getValue()) : isKey(field.getValue());
      if (usable && rank < Integer.parseInt(found[1])) {
        found[0] = pointer;
        found[1] = Integer.toString(rank);
      }
      if (field.getValue().isObject() && depth < DEEPEST) {
        best(field.getValue(), pointer, depth + 1, names, time, found);
      }
    }
    return found[0];
  }

  private static boolean isKey(JsonNode node) {
    return node.isTextual() || node.isIntegralNumber();
  }

  private static boolean isTime(JsonNode node) {
    boolean text =
        node.isTextual() && EventTime.parse(node.asText(), java.time.ZoneOffset.UTC) >= 0;
    double number = node.isTextual() ? QuotedNumbers.plain(node.asText()) : node.asDouble(-1);
    return text || number >= 1e8;
  }

  /** Pointers to objects or arrays of numbers: deeper ones first, the top as the empty one. */
  private static List<String> values(JsonNode node, String at, int depth) {
    List<String> found = new ArrayList<>();
    boolean numbers = false;
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode child = field.getValue();
      String pointer = at + "/" + escaped(field.getKey());
      numbers |= child.isNumber() && !TIMES.contains(bare(field.getKey()));
      if (child.isArray() && child.path(0).isNumber() && depth < DEEPEST) {
        found.add(pointer);
      }
      if (child.isObject() && depth < DEEPEST) {
        INNER.stream()
            .filter(inner -> all(child, inner))
            .forEach(inner -> found.add(pointer + "/*/" + inner));
        found.addAll(values(child, pointer, depth + 1));
      }
    }
    if (numbers) {
      found.add(at);
    }
    return found;
  }

  /** Whether all fields are objects with a number of that name. */
  private static boolean all(JsonNode node, String inner) {
    return !node.isEmpty()
        && node.properties().stream().allMatch(f -> f.getValue().path(inner).isNumber());
  }

  /** A name without what people put between its words. */
  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
