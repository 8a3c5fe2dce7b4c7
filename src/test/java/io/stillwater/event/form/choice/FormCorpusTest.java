package io.stillwater.event.form.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.Reading;
import io.stillwater.event.form.FormName;
import io.stillwater.event.form.FormRecords;
import io.stillwater.event.form.registry.RegistryServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every record of the corpus is found to be what it is, and read as it should be. The binary ones
 * were put together byte by byte from the published schemas, by none of the libraries that read
 * them.
 */
class FormCorpusTest {
  private static RegistryServer registry;

  @BeforeAll
  static void start() throws IOException {
    registry = new RegistryServer();
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void everyRecord_isReadAsItShouldBe() throws Exception {
    Set<FormName> seen = EnumSet.noneOf(FormName.class);
    for (FormCase one : FormCase.all()) {
      if (one.form() == FormName.JSON) {
        continue;
      }
      seen.add(one.form());
      serve(one);
      ChannelNames channels = one.channels();
      FormRecords decoder = new FormRecords(RecordForms.of(one.settings(registry.url())), channels);
      List<Reading> readings = decoder.decode(one.record());
      assertEquals(expected(one), seen(readings, channels), one.name());
      for (Reading reading : readings) {
        assertEquals(one.record().timestamp(), reading.recordTime(), one.name());
        assertEquals(17, reading.offset(), one.name());
      }
    }
    assertEquals(EnumSet.complementOf(EnumSet.of(FormName.JSON)), seen);
  }

  @Test
  void everyRecord_isFoundToBeWhatItIs() throws IOException {
    for (FormCase one : FormCase.all()) {
      FormFound found = FormFinder.find(List.of(one.record()));
      assertEquals(one.form(), found.form(), one.name() + ": " + found.why());
      assertEquals(one.told().path("gzip").asBoolean(), found.gzip(), one.name());
      assertTrue(found.why().startsWith("1 of 1 record: "), found.why());
      assertTrue(found.why().endsWith("."), found.why());
    }
  }

  @Test
  void schemas_areAskedForOnce() throws Exception {
    FormCase one =
        FormCase.all().stream().filter(c -> c.name().equals("avro/reading")).findFirst().get();
    serve(one);
    FormRecords decoder =
        new FormRecords(RecordForms.of(one.settings(registry.url())), one.channels());
    int before = registry.asked().size();
    for (int i = 0; i < 5; i++) {
      decoder.decode(one.record());
    }
    assertEquals(before + 1, registry.asked().size());
  }

  private static void serve(FormCase one) {
    registry.clear();
    JsonNode settings = one.told().path("settings");
    if (settings.has("user")) {
      registry.require(settings.get("user").asText(), settings.get("password").asText());
    }
    for (Map.Entry<String, JsonNode> answer : one.told().path("registry").properties()) {
      registry.put(answer.getKey(), answer.getValue().toString());
    }
  }

  private static List<String> expected(FormCase one) {
    JsonNode readings = one.told().get("readings");
    assertNotNull(readings, one.name() + " says no readings");
    List<String> expected = new ArrayList<>();
    for (JsonNode reading : readings) {
      Map<String, Double> values = new TreeMap<>();
      for (Map.Entry<String, JsonNode> value : reading.get("values").properties()) {
        if (!value.getValue().isNull()) {
          values.put(value.getKey(), value.getValue().doubleValue());
        }
      }
      expected.add(reading.get("key").asText() + " " + reading.get("time").asLong() + " " + values);
    }
    return expected;
  }

  private static List<String> seen(List<Reading> readings, ChannelNames channels) {
    List<String> seen = new ArrayList<>();
    for (Reading reading : readings) {
      assertEquals(channels.size(), reading.values().length);
      Map<String, Double> values = new TreeMap<>();
      for (int i = 0; i < reading.values().length; i++) {
        if (!Double.isNaN(reading.values()[i])) {
          values.put(channels.list().get(i), reading.values()[i]);
        }
      }
      seen.add(reading.key() + " " + reading.time() + " " + values);
    }
    return seen;
  }
}
