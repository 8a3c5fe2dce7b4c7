package io.stillwater.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.UndecodableEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of all forms hold the readings that are written beside them. */
class JsonFormsTest {
  private static final long STAMP = 1_700_000_009_000L;
  private static final String FOLDER = "/inputs/readings/";

  static List<JsonNode> records() throws IOException {
    List<JsonNode> records = new ArrayList<>();
    new ObjectMapper().readTree(bytes("expected")).path("records").forEach(records::add);
    assertTrue(records.size() > 25, records.size() + " records");
    return records;
  }

  @ParameterizedTest
  @MethodSource("records")
  void record_holdsItsReadings(JsonNode expected) throws Exception {
    byte[] value = bytes(expected.path("file").asText());
    ReadingRecords decoder = new ReadingRecords(format(expected), known(expected));
    if (expected.has("refused")) {
      UndecodableEvent e =
          assertThrows(UndecodableEvent.class, () -> decoder.decode(record(expected, value)));
      assertTrue(e.getMessage().contains(expected.path("refused").asText()), e.getMessage());
      return;
    }
    assertReadings(expected, decoder.decode(record(expected, value)));
    assertReadings(expected, decoder.decode(record(expected, Packing.gzip(value))));
    assertReadings(expected, decoder.decode(record(expected, Packing.zstd(value))));
    if (expected.has("times")) {
      assertEquals(expected.path("times").asText(), decoder.times());
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void channels_areFoundInTheRecord(JsonNode expected) throws Exception {
    byte[] value = bytes(expected.path("file").asText());
    List<String> channels = strings(expected.path("channels"));
    List<RawRecord> records = List.of(record(expected, value));
    if (!channels.isEmpty()) {
      assertEquals(channels, ReadingRecords.discover(format(expected), records));
      ReadingRecords open = new ReadingRecords(format(expected), ChannelNames.open());
      if (!expected.has("known")) {
        assertReadings(expected, open.decode(records.get(0)));
      }
    } else {
      assertThrows(
          UndecodableEvent.class, () -> ReadingRecords.discover(format(expected), records));
    }
  }

  @Test
  void noValueAndEmptyValue_holdNothing() throws UndecodableEvent {
    ReadingRecords decoder = new ReadingRecords(ReadingFormat.DEFAULT, List.of("flow"));
    for (byte[] value : new byte[][] {null, {}, Packing.gzip(new byte[0])}) {
      assertEquals(List.of(), decoder.decode(new RawRecord(0, 1, STAMP, null, value, List.of())));
    }
  }

  @Test
  void jsonFramedByARegistry_isRead() throws UndecodableEvent {
    byte[] event = "\0\0\0\0\u0007{\"key\":\"p\",\"values\":[2]}".getBytes(UTF_8);
    ReadingRecords decoder = new ReadingRecords(ReadingFormat.DEFAULT, List.of("flow"));
    Reading reading = decoder.decode(new RawRecord(0, 1, STAMP, null, event, List.of())).get(0);
    assertEquals("p", reading.key());
    assertArrayEquals(new double[] {2}, reading.values());
  }

  @Test
  void oneBadReadingAmongMany_refusesTheRecord() {
    ReadingRecords decoder = new ReadingRecords(ReadingFormat.DEFAULT, List.of("flow"));
    byte[] value = "[{\"key\":\"a\",\"values\":[1]},{\"key\":\"b\",\"values\":[]}]".getBytes(UTF_8);
    assertThrows(
        UndecodableEvent.class,
        () -> decoder.decode(new RawRecord(0, 1, STAMP, null, value, List.of())));
  }

  @Test
  void unitsThatAreMixed_areSaid() throws UndecodableEvent {
    ReadingRecords decoder = new ReadingRecords(ReadingFormat.DEFAULT, List.of("flow"));
    assertEquals("", decoder.times());
    for (String time :
        List.of("1700000000", "1700000001000", "1700000002", "\"2023-11-14T00:00Z\"")) {
      String event = "{\"key\":\"p\",\"time\":" + time + ",\"values\":[1]}";
      decoder.decode(new RawRecord(0, 1, STAMP, null, event.getBytes(UTF_8), List.of()));
    }
    assertEquals(
        "times at /time are mixed: 2 in s, 1 in ms, 1 as text; each number is taken by its"
            + " magnitude",
        decoder.times());
  }

  @Test
  void smallNumbersInRecordsOf1970_areMilliseconds() throws UndecodableEvent {
    ReadingRecords decoder = new ReadingRecords(ReadingFormat.DEFAULT, List.of("flow"));
    byte[] value = "{\"key\":\"p\",\"time\":200000000,\"values\":[1]}".getBytes(UTF_8);
    long early = decoder.decode(new RawRecord(0, 1, 0, null, value, List.of())).get(0).time();
    assertEquals(200_000_000L, early);
    long modern = decoder.decode(new RawRecord(0, 1, STAMP, null, value, List.of())).get(0).time();
    assertEquals(200_000_000_000L, modern);
  }

  @Test
  void samplesAtAnyRate_areFlooredToMilliseconds() {
    for (double rate : new double[] {0.5, 3, 44.1, 1000, 44_100, 1e6}) {
      SampleBlock.Pace pace = SampleBlock.Pace.of("rate", rate);
      for (int i = 0; i < 1000; i++) {
        assertEquals((long) Math.floor(i * 1000.0 / rate), pace.after(i));
      }
    }
    assertEquals(29, SampleBlock.Pace.of("interval_ms", 0.29).after(100));
    assertEquals(3, SampleBlock.Pace.of("interval_ms", 3).after(1));
    assertNull(SampleBlock.Pace.of("rate", 0));
    assertNull(SampleBlock.Pace.of("rate", Double.NaN));
  }

  private static ReadingFormat format(JsonNode expected) {
    JsonNode format = expected.path("format");
    return new ReadingFormat(
        format.path("key").asText("/key"),
        format.path("time").asText("/time"),
        format.path("values").asText("/values"),
        format.path("flat").asBoolean(),
        null,
        format.path("readings").asText("/readings"));
  }

  private static List<String> known(JsonNode expected) {
    List<String> known = strings(expected.path(expected.has("known") ? "known" : "channels"));
    return known.isEmpty() ? List.of("flow") : known;
  }

  private static RawRecord record(JsonNode expected, byte[] value) {
    byte[] key = expected.has("key") ? expected.path("key").asText().getBytes(UTF_8) : null;
    return new RawRecord(0, 5, STAMP, key, value, List.of());
  }

  private static void assertReadings(JsonNode expected, List<Reading> readings) {
    JsonNode all = expected.path("readings");
    assertEquals(all.size(), readings.size());
    for (int i = 0; i < all.size(); i++) {
      Reading reading = readings.get(i);
      assertEquals(all.get(i).get(0).asText(), reading.key());
      assertEquals(all.get(i).get(1).asLong(), reading.time());
      double[] values = new double[all.get(i).get(2).size()];
      for (int c = 0; c < values.length; c++) {
        values[c] = all.get(i).get(2).get(c).asDouble(Double.NaN);
        values[c] = all.get(i).get(2).get(c).isNull() ? Double.NaN : values[c];
      }
      assertArrayEquals(values, reading.values());
      assertEquals(STAMP, reading.recordTime());
      assertEquals(5, reading.offset());
    }
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(node -> strings.add(node.asText()));
    return strings;
  }

  private static byte[] bytes(String file) throws IOException {
    try (InputStream in = JsonFormsTest.class.getResourceAsStream(FOLDER + file + ".json")) {
      return in.readAllBytes();
    }
  }
}
