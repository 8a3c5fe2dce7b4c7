package io.stillwater.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventTimeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void workedExamples_holdAsDocumented() {
    assertEquals(1000, utc("1970-01-01T00:00:01Z"));
    assertEquals(1500, utc("1970-01-01T01:00:01.5+01:00"));
    assertEquals(1000, EventTime.parse("1970-01-01 01:00:01", BERLIN));
    assertEquals(86_400_000, utc("1970-01-02"));
    assertEquals(EventTime.INVALID, utc("02.01.1970"));
  }

  @Test
  void spellings_areOneTime() {
    for (String text :
        List.of(
            "2026-01-31T12:00:00Z",
            "2026-01-31t12:00:00z",
            "2026-01-31 12:00:00",
            "2026-01-31 12:00",
            "2026/01/31 12:00:00.000000000",
            "2026-01-31T12:00:00,0Z",
            "2026-01-31T14:00:00+02:00",
            "2026-01-31T14:00:00+0200",
            "2026-01-31 14:00:00 +02",
            "2026-01-31T06:30:00-05:30",
            "2026-01-31T11:59:60Z")) {
      assertEquals(1_769_860_800_000L, utc(text), text);
    }
  }

  @Test
  void whatIsNoTime_isInvalid() {
    for (String text :
        List.of(
            "",
            "now",
            "12:00:00",
            "2026-13-01",
            "2026-00-01",
            "2026-02-29",
            "2026-01-32",
            "2026-1-1",
            "2026-01-31T24:00:00Z",
            "2026-01-31T12:60:00Z",
            "2026-01-31T12:00:61Z",
            "2026-01-31T12",
            "2026-01-31T12:0",
            "2026-01-31T12:00:00.",
            "2026-01-31T12:00:00X",
            "2026-01-31T12:00:00+",
            "2026-01-31T12:00:00+2",
            "2026-01-31T12:00:00+19:00",
            "2026-01-31T12:00:00+02:60",
            "2026-01-31T12:00:00Zulu",
            "2026-01-31_12:00:00",
            "2026-01/31",
            "2026-01-31T12:00:00 ",
            "2026-01-31T12:00:00.0000000000000000000000000",
            "٢٠٢٦-٠١-٣١")) {
      assertEquals(EventTime.INVALID, utc(text), text);
    }
  }

  @Test
  void clockChanges_moveForwardAndTakeTheFirst() {
    assertEquals(
        Instant.parse("2026-03-29T01:30:00Z").toEpochMilli(),
        EventTime.parse("2026-03-29 02:30:00", BERLIN));
    assertEquals(
        Instant.parse("2026-10-25T00:30:00Z").toEpochMilli(),
        EventTime.parse("2026-10-25 02:30:00", BERLIN));
  }

  @Test
  void randomTimes_agreeWithTheJdk() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      long millis = (long) (random.nextDouble() * EventTime.MAX);
      int minutes = random.nextInt(2 * 14 * 60) - 14 * 60;
      OffsetDateTime time =
          Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofTotalSeconds(minutes * 60));
      if (time.getYear() < 10_000) {
        assertEquals(millis, utc(time.toString()), time.toString());
      }
      String local = Instant.ofEpochMilli(millis).atZone(BERLIN).toLocalDateTime().toString();
      if (local.charAt(0) != '+') {
        long expected =
            java.time.LocalDateTime.parse(local).atZone(BERLIN).toInstant().toEpochMilli();
        assertEquals(expected, EventTime.parse(local, BERLIN), local);
      }
    }
  }

  private static long utc(String text) {
    return EventTime.parse(text, ZoneOffset.UTC);
  }
}
