package io.stillwater.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stillwater.event.RawRecord;
import io.stillwater.event.Reading;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.UndecodableEvent;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingDecoderTest {
  private static final long NOW = 1_700_000_000_000L;

  private final ReadingDecoder decoder =
      new ReadingDecoder(ReadingFormat.DEFAULT, List.of("flow", "power"));

  @Test
  void namedValues_areOrderedByChannel() throws UndecodableEvent {
    Reading r = decode("{'key':'p1','time':1600000000123,'values':{'power':20,'flow':3.5}}");
    assertEquals("p1", r.key());
    assertEquals(1_600_000_000_123L, r.time());
    assertEquals(NOW, r.recordTime());
    assertEquals(7, r.offset());
    assertArrayEquals(new double[] {3.5, 20}, r.values());
  }

  @Test
  void arrayValues_areTakenInOrder() throws UndecodableEvent {
    assertArrayEquals(
        new double[] {-1.5e3, 2}, decode("{'key':'p1','values':[-1.5e3,2]}").values());
  }

  @Test
  void rfc3339Time_isRead() throws UndecodableEvent {
    Reading r = decode("{'key':'k','time':'2026-01-31T13:00:00.25+01:00','values':[1,2]}");
    assertEquals(1_769_860_800_250L, r.time());
  }

  @Test
  void timeWithoutOffset_isReadInTheFormatsZone() throws UndecodableEvent {
    ReadingFormat berlin = ReadingFormat.DEFAULT.withZone(ZoneId.of("Europe/Berlin"));
    Reading r = decode(berlin, "{'key':'k','time':'2026-01-31 13:00:00.25','values':[1,2]}");
    assertEquals(1_769_860_800_250L, r.time());
  }

  @Test
  void timeWithFraction_isFlooredToMilliseconds() throws UndecodableEvent {
    assertEquals(1500, decode("{'key':'k','time':1500.9,'values':[1,2]}").time());
  }

  @Test
  void absentKeyAndTime_comeFromTheRecord() throws UndecodableEvent {
    Reading r = decode("{'values':[1,2]}");
    assertEquals("record-key", r.key());
    assertEquals(NOW, r.time());
  }

  @Test
  void nullKeyAndTime_comeFromTheRecord() throws UndecodableEvent {
    Reading r = decode("{'key':null,'time':null,'values':[1,2]}");
    assertEquals("record-key", r.key());
    assertEquals(NOW, r.time());
  }

  @Test
  void emptyKey_comesFromTheRecord() throws UndecodableEvent {
    assertEquals("record-key", decode("{'key':'','values':[1,2]}").key());
  }

  @Test
  void wholeNumberKey_isText() throws UndecodableEvent {
    assertEquals("17", decode("{'key':17,'values':[1,2]}").key());
  }

  @Test
  void keyBeyondAscii_isTheSameFromRecordAndEvent() throws UndecodableEvent {
    Reading event = decode("{'key':'Pumpe-ä-泵','values':[1,2]}");
    Reading record = one("Pumpe-ä-泵", "{'values':[1,2]}");
    assertEquals("Pumpe-ä-泵", event.key());
    assertSame(event.key(), record.key());
  }

  @Test
  void equalKeys_areOneObject() throws UndecodableEvent {
    String first = decode("{'key':'p1','values':[1,2]}").key();
    assertSame(first, decode("{'key':'p1','values':[3,4]}").key());
    assertSame(first, one("p1", "{'values':[1,2]}").key());
  }

  @Test
  void nullAbsentAndNaN_areMissing() throws UndecodableEvent {
    double nan = Double.NaN;
    double[] none = {nan, 1};
    for (String v :
        List.of("null", "NaN", "'NaN'", "'nan'", "Infinity", "-Infinity", "'+Inf'", "1e999")) {
      Reading r = decode("{'key':'k','values':{'flow':" + v + ",'power':1}}");
      assertArrayEquals(none, r.values(), v);
    }
    assertArrayEquals(none, decode("{'key':'k','values':{'power':1}}").values());
    assertArrayEquals(none, decode("{'key':'k','values':[null,1]}").values());
    assertArrayEquals(
        new double[] {nan, nan}, decode("{'key':'k','values':{'flow':null}}").values());
  }

  @Test
  void extraChannels_areIgnoredAndCounted() throws UndecodableEvent {
    Reading r = decode("{'key':'k','values':{'a':1,'flow':2,'b':{'c':[3]},'power':4,'d':'x'}}");
    assertArrayEquals(new double[] {2, 4}, r.values());
    assertEquals(3, decoder.extraChannels());
    assertThrows(UndecodableEvent.class, () -> decode("{'key':'k','values':{'a':1}}"));
    assertEquals(3, decoder.extraChannels(), "only of events that were decoded");
  }

  @Test
  void configuredPointers_areFollowed() throws UndecodableEvent {
    ReadingFormat format =
        new ReadingFormat("/device/id", "/meta/0/ts", "/m/a~1b~0c", false, ZoneId.of("UTC"));
    Reading r =
        decode(
            format,
            "{'x':{'id':'no'},'m':{'a/b~c':{'flow':1,'power':2}},'meta':[{'ts':5},{'ts':6}],"
                + "'device':{'name':'n','id':'p9'}}");
    assertEquals("p9", r.key());
    assertEquals(5, r.time());
    assertArrayEquals(new double[] {1, 2}, r.values());
  }

  @Test
  void keyInsideTheValues_isNoChannel() throws UndecodableEvent {
    ReadingFormat format = new ReadingFormat("/v/id", "", "/v", false, null);
    Reading r = decode(format, "{'v':{'id':'p9','flow':1,'power':2}}");
    assertEquals("p9", r.key());
    assertArrayEquals(new double[] {1, 2}, r.values());
  }

  @Test
  void flatObject_everyNumberIsAChannel() throws UndecodableEvent {
    ReadingFormat flat = ReadingFormat.flatObject("/id", "/ts");
    ReadingDecoder d = new ReadingDecoder(flat, List.of("flow", "power"));
    Reading r =
        d.decode(
                null,
                json("{'id':4,'ts':9,'note':'ok','flow':1,'x':{'y':2},'power':2,'more':3}"),
                NOW,
                0)
            .get(0);
    assertEquals("4", r.key());
    assertEquals(9, r.time());
    assertArrayEquals(new double[] {1, 2}, r.values());
    assertEquals(1, d.extraChannels());
  }

  @Test
  void pointersThatCollide_areRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new ReadingFormat("/a", "/a", "/v", false, null));
    assertThrows(
        IllegalArgumentException.class, () -> new ReadingFormat("/a/b", "/t", "/a/b", false, null));
    assertThrows(
        IllegalArgumentException.class, () -> new ReadingFormat("/a", "/a/t", "/v", false, null));
    assertThrows(
        IllegalArgumentException.class, () -> new ReadingFormat("/a/k", "/a", "/v", false, null));
    assertThrows(
        IllegalArgumentException.class, () -> new ReadingFormat("key", "/t", "/v", false, null));
    assertThrows(
        IllegalArgumentException.class, () -> new ReadingFormat("/k~2", "/t", "/v", false, null));
  }

  @Test
  void discover_findsNamesThatCarryNumbers() throws UndecodableEvent {
    assertEquals(
        List.of("a", "b", "c"),
        discover(
            ReadingFormat.DEFAULT,
            "nonsense",
            "{'key':'k','values':{'b':null,'a':1,'state':{}}}",
            "{'key':'k','values':{'b':2,'c':NaN,'never':null}}"));
  }

  @Test
  void discover_takesBooleansAndNumbersInQuotes() throws UndecodableEvent {
    assertEquals(
        List.of("a", "b"), discover(ReadingFormat.DEFAULT, "{'values':{'a':'1.5','b':true}}"));
  }

  @Test
  void discover_numbersArrays() throws UndecodableEvent {
    assertEquals(
        List.of("c0", "c1", "c2"), discover(ReadingFormat.DEFAULT, "{'values':[1,null,2]}"));
  }

  @Test
  void discover_leavesKeyAndTimeOutOfFlatObjects() throws UndecodableEvent {
    assertEquals(
        List.of("flow"),
        discover(
            ReadingFormat.flatObject("/id", "/ts"),
            "{'id':4,'ts':9,'note':'ok','on':true,'n':'5','flow':1}"));
  }

  @Test
  void discover_withoutUsableEvents_saysWhy() {
    UndecodableEvent none =
        assertThrows(UndecodableEvent.class, () -> discover(ReadingFormat.DEFAULT, "{'value':1}"));
    assertEquals(
        "the event has no values at /values: expected an object or an array of numbers for any"
            + " channels",
        none.getMessage());
    assertThrows(UndecodableEvent.class, () -> discover(ReadingFormat.DEFAULT));
  }

  private static List<String> discover(ReadingFormat format, String... events)
      throws UndecodableEvent {
    List<RawRecord> records = new ArrayList<>();
    for (String event : events) {
      records.add(new RawRecord(0, 0, NOW, "record-key".getBytes(UTF_8), json(event), List.of()));
    }
    return ReadingRecords.discover(format, records);
  }

  private Reading decode(String json) throws UndecodableEvent {
    return one("record-key", json);
  }

  private static Reading decode(ReadingFormat format, String json) throws UndecodableEvent {
    return new ReadingDecoder(format, List.of("flow", "power"))
        .decode(null, json(json), NOW, 7)
        .get(0);
  }

  private Reading one(String recordKey, String json) throws UndecodableEvent {
    List<Reading> readings = decoder.decode(recordKey.getBytes(UTF_8), json(json), NOW, 7);
    assertEquals(1, readings.size());
    return readings.get(0);
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(UTF_8);
  }
}
