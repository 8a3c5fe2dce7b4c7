package io.stillwater.event.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.ChannelNames;
import io.stillwater.event.EventTime;
import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormRecordsTest {
  private static final double NONE = Double.NaN;

  /** Three channels at two times of two keys. */
  private static final RecordForm MIXED =
      (record, into) -> {
        into.sample("b", 2000, "x", 1);
        into.sample("a", 1000, "x", 2);
        into.sample("b", 2000, "y", 3);
        into.sample(null, EventTime.INVALID, "y", 4);
        into.sample("b", 2000, "x", 5);
        into.sample("a", 1000, "other", 6);
        into.sample("c", 1000, "other", 7);
      };

  @Test
  void samplesOfOneKeyAndTime_areOneReadingInOrderOfAppearance() throws Exception {
    FormRecords decoder = new FormRecords(MIXED, ChannelNames.of(List.of("x", "y")));
    List<Reading> readings = decoder.decode(record("k"));
    assertEquals(3, readings.size());
    is(readings.get(0), "b", 2000, 5, 3);
    is(readings.get(1), "a", 1000, 2, NONE);
    is(readings.get(2), "k", 9000, NONE, 4);
    assertEquals(2, decoder.extraValues());
    decoder.decode(record("k"));
    assertEquals(4, decoder.extraValues());
  }

  @Test
  void openList_takesNamesThatHaveNumbers() throws Exception {
    ChannelNames names = ChannelNames.open();
    FormRecords decoder =
        new FormRecords(
            (record, into) -> {
              into.sample("a", 1, "late", NONE);
              into.sample("a", 1, "x", Double.POSITIVE_INFINITY);
              into.sample("a", 1, "late", 2);
            },
            names);
    is(decoder.decode(record("k")).get(0), "a", 1, 2);
    assertEquals(List.of("late"), names.list());
    is(decoder.decode(record("k")).get(0), "a", 1, 2);
  }

  @Test
  void recordThatIsRefused_leavesNoNames() {
    ChannelNames names = ChannelNames.open();
    FormRecords decoder =
        new FormRecords(
            (record, into) -> {
              into.sample("a", 1, "x", 1);
              throw new UndecodableEvent("no");
            },
            names);
    assertThrows(UndecodableEvent.class, () -> decoder.decode(record("k")));
    assertEquals(List.of(), names.list());
  }

  @Test
  void recordWithoutValue_holdsNothing() throws Exception {
    FormRecords decoder = new FormRecords(MIXED, ChannelNames.open());
    for (byte[] value : new byte[][] {null, {}}) {
      assertEquals(List.of(), decoder.decode(new RawRecord(0, 0, 9000, null, value, List.of())));
    }
  }

  @Test
  void recordOfOtherMeasurements_isNoError() throws Exception {
    FormRecords decoder = new FormRecords(MIXED, ChannelNames.of(List.of("z")));
    assertEquals(List.of(), decoder.decode(record("k")));
    assertEquals(7, decoder.extraValues());
  }

  @Test
  void keysThatAreNone_areRefused() {
    refused("there is no key", null);
    refused("there is no key", new byte[0]);
    refused(
        "begins with 0, as keys do that a schema registry framed",
        new byte[] {0, 0, 0, 0, 7, 4, 'p', '1'});
    refused("is no text in UTF-8", new byte[] {'a', (byte) 0xff});
    refused("600 characters", "x".repeat(600).getBytes(UTF_8));
    refused("3000 bytes", new byte[3000], 'x');
  }

  @Test
  void timesOutOfRange_areRefused() {
    for (long time : new long[] {-1, EventTime.MAX + 1, Long.MAX_VALUE}) {
      FormRecords decoder =
          new FormRecords((r, into) -> into.sample("a", time, "x", 1), ChannelNames.open());
      UndecodableEvent e = assertThrows(UndecodableEvent.class, () -> decoder.decode(record("k")));
      assertTrue(e.getMessage().contains("a time is " + time), e.getMessage());
    }
    RawRecord timeless = new RawRecord(0, 0, -1, null, new byte[1], List.of());
    FormRecords decoder = new FormRecords(MIXED, ChannelNames.open());
    assertThrows(UndecodableEvent.class, () -> decoder.decode(timeless));
  }

  @Test
  void keyRule_holdsAsDocumented() {
    Map<String, String> cpu = Map.of("host", "a", "cpu", "cpu0");
    Map<String, String> line = Map.of("plant", "bonn", "line", "3", "host", "a");
    Map<String, String> plant = Map.of("plant", "bonn", "line", "3");
    FormSettings usual = FormSettings.of(FormName.TELEGRAF);
    KeyRule host = KeyRule.of(usual, List.of("host"), true);
    assertEquals(new KeyRule.Series("a", "{cpu=cpu0}", List.of("host")), host.of(cpu));
    assertEquals(new KeyRule.Series("a", "", List.of("host")), host.of(Map.of("host", "a")));
    assertEquals("line=3,plant=bonn", host.of(plant).key());
    assertEquals("", host.of(plant).rest());
    KeyRule only = KeyRule.of(usual, List.of("host"), false);
    assertEquals(
        new KeyRule.Series(null, "{plant=bonn}", List.of()), only.of(Map.of("plant", "bonn")));
    FormSettings own = usual.withKey(List.of("plant + line", "host"));
    KeyRule two = KeyRule.of(own, List.of("host"), true);
    assertEquals(new KeyRule.Series("bonn/3", "{host=a}", List.of("plant", "line")), two.of(line));
    assertEquals("a", two.of(cpu).key());
    KeyRule without = KeyRule.of(own.withoutTags(List.of("host")), List.of(), true);
    assertEquals("", without.of(line).rest());
    assertThrows(
        IllegalArgumentException.class,
        () -> KeyRule.of(usual.withKey(List.of("a+")), List.of(), true));
  }

  @Test
  void formNames_areWhatSettingsSay() {
    for (FormName name : FormName.values()) {
      assertEquals(name, FormName.of(name.toString()));
    }
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> FormName.of("xml"));
    assertTrue(e.getMessage().contains("telegraf, influx"), e.getMessage());
  }

  private static void refused(String because, byte[] key, char... filling) {
    if (filling.length > 0) {
      Arrays.fill(key, (byte) filling[0]);
    }
    FormRecords decoder = new FormRecords(MIXED, ChannelNames.open());
    RawRecord record = new RawRecord(0, 0, 9000, key, new byte[1], List.of());
    UndecodableEvent e = assertThrows(UndecodableEvent.class, () -> decoder.decode(record));
    assertTrue(e.getMessage().contains(because), e.getMessage());
  }

  private static RawRecord record(String key) {
    return new RawRecord(0, 5, 9000, key.getBytes(UTF_8), new byte[1], List.of());
  }

  private static void is(Reading reading, String key, long time, double... values) {
    assertEquals(key, reading.key());
    assertEquals(time, reading.time());
    assertArrayEquals(values, reading.values());
    assertEquals(9000, reading.recordTime());
    assertEquals(5, reading.offset());
  }
}
