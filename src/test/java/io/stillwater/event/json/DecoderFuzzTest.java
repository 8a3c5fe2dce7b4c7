package io.stillwater.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stillwater.event.EventTime;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.UndecodableEvent;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, there comes a reading or an {@link UndecodableEvent}, soon. */
class DecoderFuzzTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final List<String> CHANNELS = List.of("flow", "power", "näme");
  private static final List<String> SEEDS =
      List.of(
          "{\"key\":\"p1\",\"time\":\"2026-01-31T12:00:00.5+01:00\",\"values\":[1,2.5e3,null]}",
          "{\"key\":7,\"time\":1600000000000,\"values\":{\"flow\":1,\"power\":\"NaN\",\"x\":[{}]}}",
          "{\"a\":[1,{\"b\":\"\\u00e4\\ud83d\\ude00\"}],\"values\":{\"näme\":-0.0,\"flow\":NaN}}",
          "{\"flow\":1,\"power\":2,\"key\":\"k\",\"time\":null,\"note\":true}",
          "[{\"key\":\"a\",\"time\":1600000000,\"values\":{\"flow\":\"1\"}},{\"values\":[1,true,\"\"]}]",
          "{\"key\":\"k\",\"readings\":[{\"time\":1,\"values\":[1,2,3]},{\"flow\":1}]}",
          "{\"time\":1600000000000,\"rate\":2500,\"values\":{\"flow\":[1,2,3],\"power\":[4,5,6]}}",
          "{\"schema\":{\"type\":\"struct\"},\"payload\":{\"before\":null,\"after\":{\"flow\":1},\"op\":\"c\"}}",
          "{\"before\":{\"flow\":1},\"after\":null,\"op\":\"d\",\"source\":{}}",
          "{\"values\":{\"a\":{\"flow\":{\"v\":1}},\"b\":{\"power\":{\"v\":[1,2]}}},\"rate\":1}");
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ":",
          ",",
          "null",
          "true",
          "NaN",
          "-",
          "1e999",
          "\\ud800",
          "\"key\":",
          "\"time\":",
          "\"values\":{",
          "\"flow\":",
          "99999999999999999999",
          "\u0000",
          "[[[[[[[[[[[[[[[[[[[[",
          "{\"a\":{\"a\":{\"a\":",
          "-1e-999",
          "Infinity",
          "/*",
          "\"rate\":",
          "\"interval_ms\":0.1,",
          "\"schema\":null,\"payload\":",
          "\"readings\":[",
          "\"op\":\"c\",\"after\":{",
          "\uFEFF");

  private final List<ReadingDecoder> decoders =
      List.of(
          new ReadingDecoder(ReadingFormat.DEFAULT, CHANNELS),
          new ReadingDecoder(ReadingFormat.flatObject("/key", "/time"), CHANNELS),
          new ReadingDecoder(
              new ReadingFormat("/values/x/0", "/a/0", "/values", false, null), CHANNELS),
          new ReadingDecoder(
              new ReadingFormat("/key", "/time", "/values/*/*/v", false, null), CHANNELS));

  @Test
  void mutatedRecords_areDecodedOrRefusedWithAReason() {
    Random random = new Random(20_261_120);
    int[] outcomes = new int[2];
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 10_000; i++) {
            byte[] value = mutated(random);
            byte[] key = random.nextInt(4) == 0 ? bytes(random, 5) : "k".getBytes(UTF_8);
            for (ReadingDecoder decoder : decoders) {
              outcomes[decode(decoder, key, value)]++;
            }
          }
        });
    assertTrue(outcomes[0] > 500 && outcomes[1] > 500, Arrays.toString(outcomes));
  }

  @Test
  void mutatedEvents_doNotUpsetTheSearchForChannels() {
    Random random = new Random(5);
    for (int i = 0; i < 3000; i++) {
      try {
        List<RawRecord> events = List.of(record(mutated(random)), record(mutated(random)));
        ReadingFormat format =
            random.nextBoolean()
                ? ReadingFormat.DEFAULT
                : ReadingFormat.flatObject("/key", "/time");
        assertFalse(ReadingRecords.discover(format, events).isEmpty());
      } catch (UndecodableEvent e) {
        assertFalse(e.getMessage().isBlank());
      }
    }
  }

  @Test
  void readings_writtenAsJsonComeBackToTheBit() throws Exception {
    Random random = new Random(9);
    ObjectMapper mapper = new ObjectMapper();
    ReadingDecoder decoder = decoders.get(0);
    for (int i = 0; i < 5000; i++) {
      double[] values = new double[CHANNELS.size()];
      ObjectNode event = mapper.createObjectNode();
      long time = 100_000_000_000L + (long) (random.nextDouble() * 99_900_000_000_000L);
      event.put("key", "k" + random.nextInt(50)).put("time", time);
      ObjectNode named = event.putObject("values");
      for (int c = 0; c < values.length; c++) {
        values[c] = Double.longBitsToDouble(random.nextLong());
        values[c] = Double.isFinite(values[c]) ? values[c] : Double.NaN;
        named.put(CHANNELS.get(c), values[c]);
      }
      Reading back = decoder.decode(null, mapper.writeValueAsBytes(event), NOW, i).get(0);
      assertArrayEquals(values, back.values());
      assertEquals(time, back.time());
      assertEquals(event.get("key").asText(), back.key());
    }
  }

  private static int decode(ReadingDecoder decoder, byte[] key, byte[] value) {
    try {
      for (Reading reading : decoder.decode(key, value, NOW, 1)) {
        assertEquals(CHANNELS.size(), reading.values().length);
        assertFalse(reading.key().isEmpty());
        assertTrue(reading.time() >= 0 && reading.time() <= EventTime.MAX);
        for (double v : reading.values()) {
          assertFalse(Double.isInfinite(v));
        }
      }
      return 0;
    } catch (UndecodableEvent e) {
      assertTrue(e.getMessage().length() > 20 && e.getMessage().length() < 700, e.getMessage());
      return 1;
    }
  }

  private static RawRecord record(byte[] value) {
    return new RawRecord(0, 1, NOW, "k".getBytes(UTF_8), value, List.of());
  }

  private static byte[] mutated(Random random) {
    byte[] value = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = value.length == 0 ? 0 : random.nextInt(value.length);
      int to = Math.min(value.length, at + random.nextInt(12));
      value =
          switch (random.nextInt(6)) {
            case 0 -> Arrays.copyOf(value, at);
            case 1 -> joined(value, at, bytes(random, 3), at);
            case 2 -> joined(value, at, new byte[0], to);
            case 3 -> joined(value, to, Arrays.copyOfRange(value, at, to), to);
            case 4 ->
                joined(value, at, PIECES.get(random.nextInt(PIECES.size())).getBytes(UTF_8), at);
            default -> value;
          };
    }
    return switch (random.nextInt(12)) {
      case 0 -> damaged(Packing.gzip(value), random);
      case 1 -> damaged(Packing.zstd(value), random);
      case 2 -> joined(new byte[] {0, 0, 0, 0, 7}, 5, value, 5);
      default -> value;
    };
  }

  private static byte[] damaged(byte[] packed, Random random) {
    if (random.nextBoolean()) {
      packed[random.nextInt(packed.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(packed, random.nextInt(packed.length)) : packed;
  }

  private static byte[] bytes(Random random, int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[] value, int head, byte[] middle, int tail) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(value, 0, head);
    out.write(middle, 0, middle.length);
    out.write(value, tail, value.length - tail);
    return out.toByteArray();
  }
}
