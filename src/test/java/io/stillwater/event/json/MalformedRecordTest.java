package io.stillwater.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.UndecodableEvent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Each kind of malformed record has a reason: what was wrong, the value seen, what was expected.
 */
class MalformedRecordTest {
  private static final long NOW = 1_700_000_000_000L;

  private final ReadingDecoder decoder =
      new ReadingDecoder(ReadingFormat.DEFAULT, List.of("flow", "power"));

  @Test
  void blankValue() {
    expect(" \n ", "blank (3 bytes)", "expected a JSON object");
  }

  @Test
  void notJson() {
    expect("flow=1;power=2", "not JSON", "\"flow=1;power=2\"", "at byte");
  }

  @Test
  void binary() {
    expect(new byte[] {1, 0, 0, 5, 10, 'a', 1}, "not JSON");
  }

  @Test
  void framedByARegistry() {
    expect(
        new byte[] {0, 0, 0, 5, 10, 'a', 1}, "framed by a schema registry (schema 1290)", "avro");
    byte[] key = {0, 0, 0, 0, 9, 4, 'p', '1'};
    expectWithKey(key, "{'values':[1,2]}", "record's key of 8 bytes is framed", "schema 9");
  }

  @Test
  void truncated() {
    expect("{'key':'p1','values':{'flow':1,", "cut off after its 31 bytes", "expected a whole");
  }

  @Test
  void truncatedInsideText() {
    expect("{'key':'p1", "cut off after its 10 bytes");
  }

  @Test
  void twoObjects() {
    expect("{'key':'p1','values':[1,2]}{}", "more follows", "expected one JSON object");
  }

  @Test
  void array_notAnObject() {
    expect("[1,2]", "element 0 of the array is the number 1", "expected an array of events");
    expect("[[{}]]", "element 0 of the array is an array", "expected an array of events");
  }

  @Test
  void number_notAnObject() {
    expect("42", "the event is the number 42", "expected a JSON object");
  }

  @Test
  void duplicateField() {
    expect(
        "{'key':'a','key':'b','values':[1,2]}", "/key is there twice", "expected each field once");
  }

  @Test
  void duplicateChannel() {
    expect("{'key':'a','values':{'flow':1,'power':2,'flow':3}}", "channel flow is given twice");
  }

  @Test
  void keyOfWrongType() {
    expect("{'key':{'id':1},'values':[1,2]}", "key at /key is an object", "expected text");
    expect("{'key':[1],'values':[1,2]}", "key at /key is an array", "expected text");
    expect("{'key':true,'values':[1,2]}", "key at /key is true", "expected text");
    expect("{'key':1.5,'values':[1,2]}", "key at /key is the number 1.5", "or a whole number");
  }

  @Test
  void keyTooLong() {
    expect("{'key':'" + "k".repeat(513) + "','values':[1,2]}", "513 characters", "at most 512");
  }

  @Test
  void noKeyAnywhere() {
    expectWithKey(null, "{'values':[1,2]}", "no key", "nothing at /key", "expected one of the two");
  }

  @Test
  void recordKeyNotUtf8() {
    expectWithKey(new byte[] {(byte) 0xff, 1}, "{'values':[1,2]}", "2 bytes is no text", "UTF-8");
  }

  @Test
  void badTime() {
    expect(
        "{'time':'yesterday','values':[1,2]}",
        "time at /time is the text \"yesterday\"",
        "RFC 3339");
    expect(
        "{'time':'2026-02-30T00:00:00Z','values':[1,2]}", "\"2026-02-30T00:00:00Z\"", "RFC 3339");
    expect("{'time':'17e','values':[1,2]}", "\"17e\"", "a number of s, ms");
    expect("{'time':false,'values':[1,2]}", "time at /time is false", "expected RFC 3339");
    expect("{'time':{},'values':[1,2]}", "time at /time is an object", "expected RFC 3339");
    expect("{'time':NaN,'values':[1,2]}", "time at /time is the number NaN", "expected RFC 3339");
  }

  @Test
  void timeOutOfRange() {
    expect("{'time':-1,'values':[1,2]}", "the number -1, which is out of range", "1970-01-01");
    expect("{'time':99999999999999999999999999,'values':[1,2]}", "out of range");
    expect("{'time':-99999999999999999999999999,'values':[1,2]}", "out of range");
    expect("{'time':1e300,'values':[1,2]}", "the number 1e300, which is out of range");
  }

  @Test
  void keyWithHalfACharacter() {
    expect("{'key':'a\\ud800b','values':[1,2]}", "key at /key", "half of a character");
  }

  @Test
  void recordWithoutTimestamp() {
    String reason =
        assertThrows(
                UndecodableEvent.class,
                () -> decoder.decode(key(), json("{'time':1,'values':[1,2]}"), -1, 0))
            .getMessage();
    assertTrue(reason.contains("no timestamp (-1)"), reason);
  }

  @Test
  void valuesMissing() {
    expect("{'key':'a','flow':1}", "no values at /values", "for flow, power");
  }

  @Test
  void valuesOfWrongType() {
    expect("{'values':null}", "values at /values are null", "expected an object");
    expect("{'values':3.5}", "values at /values are the number 3.5", "an array of 2");
    expect("{'values':'1,2'}", "values at /values are the text \"1,2\"", "an array of 2");
  }

  @Test
  void wrongArrayLength() {
    expect("{'values':[1]}", "array of 1", "expected 2", "flow, power");
    expect("{'values':[1,2,3]}", "array of 3", "expected 2");
    expect("{'values':[]}", "array of 0", "expected 2");
  }

  @Test
  void valueIsText() {
    expect("{'values':{'flow':'1,5'}}", "channel flow is the text \"1,5\"", "expected a number");
    expect("{'values':[1,'Bad']}", "channel power is the text \"Bad\"", "expected a number");
  }

  @Test
  void valueIsObjectOrArray() {
    expect("{'values':{'flow':{'v':1}}}", "channel flow is an object", "such as /values/*/value");
    expect("{'values':{'flow':[1]}}", "channel flow is an array of 1", "\"rate\"");
    expect("{'rate':0,'values':{'flow':[1]}}", "\"rate\"", "above 0");
    expect("{'rate':5,'values':{'flow':[{}]}}", "channel flow is an object");
    expect("{'rate':5,'values':{'flow':[1],'power':[1,2]}}", "power has 2 samples", "flow has 1");
    expect("{'values':[[1],2]}", "channel flow is an array", "expected a number");
  }

  @Test
  void noKnownChannel() {
    expect("{'values':{'Flow':1,'pwr':2}}", "none of the channels", "2 other", "flow, power");
    expect("{'values':{}}", "none of the channels", "0 other");
  }

  @Test
  void tooLarge() {
    byte[] large = new byte[ReadingDecoder.MAX_BYTES + 1];
    Arrays.fill(large, (byte) ' ');
    expect(large, "1048577 bytes", "at most 1048576");
  }

  @Test
  void tooDeep() {
    expect("{'x':" + "[".repeat(100_000), "goes beyond what is read", "depth");
  }

  @Test
  void numberTooLong() {
    expect("{'values':{'flow':" + "1".repeat(500) + "}}", "goes beyond what is read", "500");
  }

  @Test
  void invalidUtf8() {
    expect(
        "{'key':'\u00e9','values':[1,2]}"
            .replace('\'', '"')
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
        "not UTF-8",
        "expected JSON in UTF-8");
  }

  @Test
  void controlCharacters_doNotReachTheMessage() {
    String reason = expect("\u001b[31mred\n\u0000");
    assertTrue(reason.chars().allMatch(c -> c >= ' '), reason);
  }

  @Test
  void reasons_carryNoStackTrace() {
    UndecodableEvent e =
        assertThrows(UndecodableEvent.class, () -> decoder.decode(key(), json("{"), NOW, 0));
    assertEquals(0, e.getStackTrace().length);
  }

  @Test
  void afterAMalformedRecord_theNextIsDecoded() throws UndecodableEvent {
    expect("{'key':'a','values':{'flow':1,'flow':2}}");
    Reading next = decoder.decode(key(), json("{'values':{'flow':3}}"), NOW, 0).get(0);
    assertEquals(3, next.values()[0]);
    assertTrue(Double.isNaN(next.values()[1]));
  }

  @Test
  void bombs() {
    byte[] zeros = new byte[12 << 20];
    expect(Packing.gzip(zeros), "more than 1048576 when gzip");
    expect(Packing.zstd(zeros), "more than 1048576 when zstd");
    byte[] cut = Arrays.copyOf(Packing.gzip(json("{'values':[1,2]}")), 20);
    expect(cut, "begins as gzip and is cut off after 20 bytes");
    expect(new byte[] {0x1f, (byte) 0x8b, 9, 9, 9, 9}, "begins as gzip");
  }

  @Test
  void tooManyReadings() {
    expect("[" + "{'values':[1,2]},".repeat(65_536) + "{'values':[1,2]}]", "1048576");
    String samples = "1,".repeat(65_536) + "1";
    expect("{'rate':9,'values':{'flow':[" + samples + "]}}", "more samples", "at most 65536");
  }

  private String expect(String value, String... parts) {
    return expect(json(value), parts);
  }

  private String expect(byte[] value, String... parts) {
    return reason(key(), value, parts);
  }

  private void expectWithKey(byte[] key, String value, String... parts) {
    reason(key, json(value), parts);
  }

  private String reason(byte[] key, byte[] value, String... parts) {
    String reason =
        assertThrows(UndecodableEvent.class, () -> decoder.decode(key, value, NOW, 0)).getMessage();
    for (String part : parts) {
      assertTrue(reason.contains(part), () -> "\"" + reason + "\" lacks \"" + part + "\"");
    }
    assertTrue(reason.length() < 500, reason);
    return reason;
  }

  private static byte[] key() {
    return "k".getBytes(UTF_8);
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(UTF_8);
  }
}
