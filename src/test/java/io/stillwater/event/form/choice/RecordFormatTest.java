package io.stillwater.event.form.choice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.ChannelNames;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.RecordDecoder;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.form.FormName;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From settings to decoders, and records whose form nobody said. */
class RecordFormatTest {
  private static final String OWN = "{\"key\":\"p\",\"time\":1700000000000,\"values\":{\"a\":1}}";
  private static final String INFLUX = "cpu,host=h a=2 1700000000000000000";

  @Test
  void withoutASetting_eachRecordIsReadAsWhatItIs() throws Exception {
    RecordDecoder decoder = RecordFormat.DEFAULT.decoder(ChannelNames.open());
    assertEquals("p", decode(decoder, OWN).key());
    Reading other = decode(decoder, INFLUX);
    assertEquals("h", other.key());
    assertEquals(1_700_000_000_000L, other.time());
    assertTrue(decoder.said().startsWith("records are taken for influx;"), decoder.said());
    assertEquals("p", decode(decoder, OWN).key(), "own JSON comes first, whatever came before");
  }

  @Test
  void whatIsNothing_isRefusedAsOwnJson() {
    RecordDecoder decoder = RecordFormat.DEFAULT.decoder(ChannelNames.open());
    assertThrows(UndecodableEvent.class, () -> decode(decoder, "what is this?"));
    assertThrows(UndecodableEvent.class, () -> decode(decoder, "{\"key\":\"p\"}"));
  }

  @Test
  void aForm_isReadAndNoOther() throws Exception {
    RecordDecoder decoder = words("influx", "/key").decoder(ChannelNames.open());
    assertEquals("h", decode(decoder, INFLUX).key());
    assertThrows(UndecodableEvent.class, () -> decode(decoder, OWN));
    RecordDecoder own = words("json", "/key").decoder(ChannelNames.open());
    assertThrows(UndecodableEvent.class, () -> decode(own, INFLUX));
  }

  @Test
  void keysOfOtherForms_areNames() throws Exception {
    RecordDecoder decoder = words("influx", "room+rack,host").decoder(ChannelNames.open());
    assertEquals("h", decode(decoder, INFLUX).key());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> words(null, "room"));
    assertTrue(
        e.getMessage().contains("JSON pointer"), "nobody said which form: " + e.getMessage());
  }

  @Test
  void wrongWords_sayWhatIsWrong() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> words("xml", "/key"))
            .getMessage()
            .contains("telegraf"));
    assertThrows(IllegalArgumentException.class, () -> words("avro", "/key"), "no registry");
    assertThrows(IllegalArgumentException.class, () -> words("json", "id"), "no pointer");
  }

  @Test
  void channels_areFoundInAnyForm() throws Exception {
    assertEquals(
        List.of("cpu.a"), RecordFormat.DEFAULT.discover(List.of(record(INFLUX), record("?"))));
    assertThrows(UndecodableEvent.class, () -> RecordFormat.DEFAULT.discover(List.of(record("?"))));
    assertEquals(FormName.INFLUX, words("influx", "/key").form());
  }

  private static RecordFormat words(String form, String key) {
    return new FormatWords(form, key, "/time", "/values", "/readings", List.of())
        .format(ZoneOffset.UTC, null);
  }

  private static Reading decode(RecordDecoder decoder, String value) throws Exception {
    return decoder.decode(record(value)).get(0);
  }

  private static RawRecord record(String value) {
    return new RawRecord(0, 7, 1_700_000_000_000L, null, value.getBytes(UTF_8), List.of());
  }
}
