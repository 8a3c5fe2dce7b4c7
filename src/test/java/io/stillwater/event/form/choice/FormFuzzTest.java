package io.stillwater.event.form.choice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.EventTime;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;
import io.stillwater.event.form.FormName;
import io.stillwater.event.form.FormRecords;
import io.stillwater.event.form.FormSettings;
import io.stillwater.event.form.registry.RegistryServer;
import io.stillwater.event.json.ReadingDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, a form reads them or refuses them, and stays within its bounds. */
class FormFuzzTest {
  private static RegistryServer registry;
  private static List<FormCase> cases;

  @BeforeAll
  static void start() throws IOException {
    registry = new RegistryServer();
    cases = new ArrayList<>(FormCase.all());
    cases.removeIf(one -> one.form() == FormName.JSON);
    for (FormCase one : cases) {
      for (Map.Entry<String, JsonNode> answer : one.told().path("registry").properties()) {
        registry.put(answer.getKey(), answer.getValue().toString());
      }
    }
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void damagedRecords_areReadOrRefused() {
    Random random = new Random(14);
    int[] outcomes = new int[2];
    for (FormCase one : cases) {
      FormRecords decoder = decoder(one);
      for (int i = 0; i < 400; i++) {
        byte[] value = damaged(one.record().value(), random);
        byte[] key = random.nextInt(4) == 0 ? bytes(random, 12) : one.record().key();
        tried(decoder, with(one.record(), key, value), outcomes);
      }
    }
    assertTrue(outcomes[0] > 1000 && outcomes[1] > 1000, Arrays.toString(outcomes));
  }

  @Test
  void anyBytes_areReadOrRefused() {
    Random random = new Random(15);
    int[] outcomes = new int[2];
    for (FormCase one : cases) {
      FormRecords decoder = decoder(one);
      for (int i = 0; i < 100; i++) {
        tried(decoder, with(one.record(), one.record().key(), bytes(random, 200)), outcomes);
      }
    }
    assertTrue(outcomes[1] > 1000, Arrays.toString(outcomes));
  }

  @Test
  void beginningsOfRecords_areReadOrRefused() {
    int[] outcomes = new int[2];
    for (FormCase one : cases) {
      FormRecords decoder = decoder(one);
      byte[] value = one.record().value();
      for (int length = 0; length < value.length; length++) {
        byte[] start = Arrays.copyOf(value, length);
        tried(decoder, with(one.record(), one.record().key(), start), outcomes);
      }
    }
  }

  @Test
  void finder_saysSomethingOfAnyBytes() {
    Random random = new Random(16);
    for (FormCase one : cases) {
      for (int i = 0; i < 200; i++) {
        byte[] value = damaged(one.record().value(), random);
        assertNotNull(FormFinder.find(List.of(with(one.record(), null, value))).why());
      }
    }
  }

  @Test
  void bombs_areRefused() throws Exception {
    StringBuilder times = new StringBuilder("[");
    for (int i = 0; i < 10_000; i++) {
      times.append(i == 0 ? "" : ",");
      times.append("{\"fields\":{\"v\":1},\"name\":\"m\",\"timestamp\":");
      times.append(1_700_000_000 + i).append('}');
    }
    String many = times.append(']').toString();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      names.add(i == 0 ? "m.v" : "c" + i);
    }
    refused(FormName.TELEGRAF, names, many.getBytes(UTF_8), "10000 readings of 1000 channels");
    refused(FormName.TELEGRAF, List.of("a"), "[".repeat(9999).getBytes(UTF_8), "nest");
    String name = "n".repeat(5000);
    refused(
        FormName.INFLUX,
        List.of("a"),
        (name + " v=1 1700000000").getBytes(UTF_8),
        "5002 characters");
    refused(FormName.NUMBER, List.of("a"), new byte[FormRecords.MAX_BYTES + 1], "at most 1048576");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[64 << 20]);
    }
    refused(FormName.NUMBER, List.of("a"), packed.toByteArray(), "unpacks to more than 1048576");
    String samples = "v=1,".repeat(FormRecords.MAX_SAMPLES) + "v=1";
    refused(
        FormName.INFLUX,
        List.of("m.v"),
        ("m " + samples).getBytes(UTF_8),
        "more than 100000 samples");
  }

  private static void refused(FormName form, List<String> names, byte[] value, String because) {
    FormRecords decoder =
        new FormRecords(RecordForms.of(FormSettings.of(form)), ChannelNames.of(names));
    RawRecord record = new RawRecord(0, 0, 1, "k".getBytes(UTF_8), value, List.of());
    UndecodableEvent e = assertThrows(UndecodableEvent.class, () -> decoder.decode(record));
    assertTrue(e.getMessage().contains(because), e.getMessage());
  }

  private static void tried(FormRecords decoder, RawRecord record, int[] outcomes) {
    try {
      for (Reading reading : decoder.decode(record)) {
        assertTrue(!reading.key().isEmpty() && reading.key().length() <= ReadingDecoder.MAX_KEY);
        assertTrue(reading.time() >= 0 && reading.time() <= EventTime.MAX, reading.toString());
        for (double value : reading.values()) {
          assertTrue(!Double.isInfinite(value));
        }
      }
      outcomes[0]++;
    } catch (UndecodableEvent | UnreachableObject e) {
      assertTrue(!e.getMessage().isBlank() && e.getMessage().length() < 2000, e.getMessage());
      outcomes[1]++;
    }
  }

  private static FormRecords decoder(FormCase one) {
    return new FormRecords(RecordForms.of(one.settings(registry.url())), ChannelNames.open());
  }

  private static RawRecord with(RawRecord record, byte[] key, byte[] value) {
    return new RawRecord(0, 0, record.timestamp(), key, value, record.headers());
  }

  private static byte[] bytes(Random random, int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Some bytes changed, taken out or put in, behind a frame where there is one. */
  private static byte[] damaged(byte[] value, Random random) {
    byte[] bytes = value.clone();
    int from = bytes.length > 5 && bytes[0] == 0 ? 5 : 0;
    for (int n = random.nextInt(4); n >= 0 && bytes.length > from + 2; n--) {
      int at = from + random.nextInt(bytes.length - from);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(from, at));
        default -> bytes[at] = value[random.nextInt(value.length)];
      }
    }
    return bytes;
  }
}
