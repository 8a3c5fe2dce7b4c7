package io.stillwater.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.ChannelNames;
import io.stillwater.event.Reading;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.UndecodableEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read straight from the bytes is to the bit what the general reader reads. */
class PlainEventTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final List<String> CHANNELS = List.of("flow", "power", "heat");

  /** All forms of parts, good, odd and wrong, of which events are put together. */
  private static final List<String> KEYS =
      List.of(
          "\"p1\"", "\"a key, with {signs}\"", "7", "null", "\"\"", "\"p\\u00e4\"", "\"pä\"", "\"");

  private static final List<String> TIMES =
      List.of(
          "1600000000000",
          "0",
          "007",
          "-1",
          "1.6e12",
          "16e11",
          "1600000000",
          "1600000000000000",
          "160000000000000000",
          "99999999",
          "100000000000",
          "253402300799999",
          "253402300800000",
          "9999999999999999999",
          "\"2026-01-31T12:00:00.5+01:00\"",
          "\"2026-01-31 12:00\"",
          "\"1600000000000\"",
          "\"1600000000\"",
          "\"1600000000.5\"",
          "1600000000.5",
          "\"soon\"",
          "null",
          "true");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-0.0",
          "00",
          "01.5",
          "0.5",
          "-12.25",
          "1.",
          ".5",
          "-",
          "+1",
          "1e5",
          "1E+05",
          "-1.5e-7",
          "1e",
          "1e+",
          "1e999",
          "-1e-999",
          "NaN",
          "Infinity",
          "\"NaN\"",
          "\"1\"",
          "null",
          "nul",
          "nullx",
          "true",
          "{}",
          "[1]",
          "9007199254740993",
          "9007199254740993.0",
          "123456789012345678",
          "1234567890123456789",
          "12345678901234567890123.5",
          "0.1234567890123456789",
          "179769313486231570000000000000000000000.0",
          "4.9e-324",
          "0.000000000000000000000000000000123",
          "1 2",
          "1,");

  private static final List<String> NAMES =
      List.of("flow", "power", "heat", "flow", "power", "heat", "other", "flo\\u0077", "");

  private static final List<String> SPACES =
      List.of("", "", "", " ", "\n\t", "\r", "\u00a0", "/**/");

  private final Random random = new Random(12);
  private final ReadingDecoder decoder = new ReadingDecoder(ReadingFormat.DEFAULT, CHANNELS);
  private final ReadingDecoder general = new ReadingDecoder(ReadingFormat.DEFAULT, CHANNELS);

  @Test
  void eventsOfAllForms_areWhatTheGeneralReaderReads() {
    int read = 0;
    for (int i = 0; i < 60_000; i++) {
      byte[] event = event().getBytes(UTF_8);
      read += plain(event) ? 1 : 0;
      assertSame(event);
    }
    assertTrue(read > 2_000 && read < 50_000, read + " of 60,000 were read straight");
  }

  @Test
  void numbersOfAllLengths_areWhatTheGeneralReaderReads() {
    for (int i = 0; i < 50_000; i++) {
      byte[] event = ("{\"key\":\"p\",\"values\":[" + decimal() + ",1,2]}").getBytes(UTF_8);
      assertTrue(plain(event), () -> new String(event, UTF_8));
      assertSame(event);
    }
  }

  @Test
  void numbersAsWritten_comeBackToTheBit() throws UndecodableEvent {
    for (int i = 0; i < 50_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      double near = random.nextGaussian() * Math.pow(10, random.nextInt(9) - 4);
      if (Double.isFinite(value)) {
        byte[] event =
            ("{\"key\":\"p\",\"values\":[" + value + "," + near + ",2]}").getBytes(UTF_8);
        assertTrue(plain(event), () -> new String(event, UTF_8));
        double[] values = decoder.decode(null, event, NOW, 1).get(0).values();
        assertArrayEquals(new double[] {value, near, 2}, values);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true  | {\"key\":\"p1\",\"time\":1700000000000,\"values\":{\"flow\":3.1,\"power\":null}}",
        "true  | { \"values\" : [3.1, 20, -1e-7] , \"key\" : \"p1\" }",
        "true  | {\"values\":{\"heat\":1,\"flow\":2}}",
        "false | {\"key\":\"p1\",\"values\":{\"flow\":3.1},\"note\":\"ok\"}",
        "false | {\"key\":\"p1\",\"values\":{\"flow\":3.1,\"flow\":1}}",
        "false | {\"key\":\"p1\",\"key\":\"p2\",\"values\":{\"flow\":3.1}}",
        "false | {\"key\":\"p1\",\"values\":[1,2]}",
        "false | {\"key\":\"p1\",\"values\":{\"flow\":3.1}} {}",
        "false | {\"key\":\"p1\",\"values\":{}}",
        "false | {\"key\":\"p1\"}"
      })
  void usualEvents_areReadStraight(boolean straight, String event) {
    assertEquals(straight, plain(event.getBytes(UTF_8)));
  }

  @Test
  void placesDeeperInAnEvent_areForTheGeneralReader() {
    assertNull(PlainEvent.of(new ReadingFormat("/a/b", "", "/v", false, null), null, null, null));
    assertNull(PlainEvent.of(new ReadingFormat("/a~1b", "", "/v", false, null), null, null, null));
    assertNull(PlainEvent.of(ReadingFormat.flatObject("/key", "/time"), null, null, null));
  }

  @Test
  void namesThatComeLater_areKnownFromThenOn() throws UndecodableEvent {
    ReadingDecoder open = new ReadingDecoder(ReadingFormat.DEFAULT, ChannelNames.open());
    byte[] first = "{\"key\":\"p\",\"values\":{\"a\":1}}".getBytes(UTF_8);
    byte[] more = "{\"key\":\"p\",\"values\":{\"b\":2,\"a\":1}}".getBytes(UTF_8);
    assertArrayEquals(new double[] {1}, open.decode(null, first, NOW, 0).get(0).values());
    assertArrayEquals(new double[] {1, 2}, open.decode(null, more, NOW, 1).get(0).values());
    assertArrayEquals(new double[] {1, 2}, open.decode(null, more, NOW, 2).get(0).values());
    assertArrayEquals(
        new double[] {1, Double.NaN}, open.decode(null, first, NOW, 3).get(0).values());
  }

  private static boolean plain(byte[] event) {
    ChannelValues values = new ChannelValues(ChannelNames.of(CHANNELS));
    values.begin(1);
    ReadingFormat format = ReadingFormat.DEFAULT;
    TimeReader times = new TimeReader(format);
    times.begin(NOW);
    return PlainEvent.of(format, new KeyReader("/key"), times, values).read(event);
  }

  private void assertSame(byte[] event) {
    byte[] recordKey = "record".getBytes(UTF_8);
    String text = new String(event, UTF_8);
    Object expected;
    try {
      ReadingDecoder.check(event, NOW);
      expected = general.general(recordKey, event, NOW, 5).get(0);
    } catch (UndecodableEvent e) {
      expected = e.getMessage();
    }
    try {
      Reading reading = decoder.decode(recordKey, event, NOW, 5).get(0);
      assertTrue(expected instanceof Reading, () -> text + " was read");
      Reading other = (Reading) expected;
      assertEquals(other.key(), reading.key(), text);
      assertEquals(other.time(), reading.time(), text);
      assertArrayEquals(other.values(), reading.values(), text);
    } catch (UndecodableEvent e) {
      assertEquals(expected, e.getMessage(), text);
    }
    assertEquals(general.extraChannels(), decoder.extraChannels(), text);
  }

  private String event() {
    List<String> parts = new ArrayList<>();
    if (random.nextInt(6) > 0) {
      parts.add(field("key", any(KEYS)));
    }
    if (random.nextInt(4) > 0) {
      parts.add(random.nextInt(parts.size() + 1), field("time", any(TIMES)));
    }
    int values = random.nextInt(12) == 0 ? random.nextInt(3) : 1;
    for (int i = 0; i < values; i++) {
      parts.add(random.nextInt(parts.size() + 1), field("values", valuesOfEvent()));
    }
    if (random.nextInt(12) == 0) {
      parts.add(random.nextInt(parts.size() + 1), field("note", any(NUMBERS)));
    }
    String event = space() + "{" + String.join(",", parts) + space() + "}" + space();
    int cut = 1 + random.nextInt(event.length() - 1);
    return random.nextInt(30) == 0 ? event.substring(0, cut) : event;
  }

  private String valuesOfEvent() {
    boolean array = random.nextBoolean();
    int count = random.nextInt(10) == 0 ? random.nextInt(5) : 3;
    int first = random.nextInt(3);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String number = random.nextInt(3) == 0 ? any(NUMBERS) : decimal();
      String name = random.nextInt(15) == 0 ? any(NAMES) : CHANNELS.get((first + i) % 3);
      parts.add(array ? space() + number + space() : field(name, number));
    }
    return (array ? "[" : "{") + String.join(",", parts) + (array ? "]" : "}");
  }

  private String field(String name, String value) {
    return space() + "\"" + name + "\"" + space() + ":" + space() + value + space();
  }

  /** A decimal of up to 18 digits before and 20 after the point, perhaps with an exponent. */
  private String decimal() {
    StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
    text.append(random.nextInt(3) == 0 ? "0" : digits(random.nextInt(18)));
    if (random.nextInt(4) > 0) {
      text.append('.').append(random.nextInt(9)).append(digits(random.nextInt(19)));
    }
    if (random.nextInt(6) == 0) {
      text.append('e').append(random.nextInt(40) - 20);
    }
    return text.toString();
  }

  private String digits(int more) {
    StringBuilder digits = new StringBuilder().append(1 + random.nextInt(9));
    for (int i = 0; i < more; i++) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  private String space() {
    return random.nextInt(12) > 0 ? "" : any(SPACES);
  }

  private String any(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
