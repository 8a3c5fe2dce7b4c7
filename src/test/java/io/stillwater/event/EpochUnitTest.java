package io.stillwater.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EpochUnitTest {
  @Test
  void workedExamples_holdAsDocumented() {
    assertEquals(1_700_000_000_000L, EpochUnit.millis(1_700_000_000L));
    assertEquals(1_700_000_000_123L, EpochUnit.millis(1_700_000_000_123L));
    assertEquals(1_700_000_000_123L, EpochUnit.millis(1_700_000_000_123_999L));
    assertEquals(1_700_000_000_123L, EpochUnit.millis(1_700_000_000_123_999_999L));
  }

  @Test
  void everyTimeFrom1973To2262_isToldInAnyUnit() {
    Random random = new Random(1);
    long first = Instant.parse("1973-03-04T00:00:00Z").getEpochSecond();
    long last = Instant.parse("2262-01-01T00:00:00Z").getEpochSecond();
    for (int i = 0; i < 20_000; i++) {
      long seconds = first + (long) (random.nextDouble() * (last - first));
      long millis = seconds * 1000 + random.nextInt(1000);
      assertEquals(seconds * 1000, EpochUnit.millis(seconds));
      assertEquals(millis, EpochUnit.millis(millis));
      assertEquals(millis, EpochUnit.millis(millis * 1000 + random.nextInt(1000)));
      assertEquals(millis, EpochUnit.millis(millis * 1_000_000 + random.nextInt(1_000_000)));
    }
  }

  @Test
  void bounds_belongToTheFinerUnit() {
    assertEquals(EpochUnit.SECONDS, EpochUnit.of(99_999_999_999L));
    assertEquals(EpochUnit.MILLISECONDS, EpochUnit.of(100_000_000_000L));
    assertEquals(EpochUnit.MILLISECONDS, EpochUnit.of(99_999_999_999_999L));
    assertEquals(EpochUnit.MICROSECONDS, EpochUnit.of(100_000_000_000_000L));
    assertEquals(EpochUnit.MICROSECONDS, EpochUnit.of(99_999_999_999_999_999L));
    assertEquals(EpochUnit.NANOSECONDS, EpochUnit.of(100_000_000_000_000_000L));
    assertEquals(EpochUnit.NANOSECONDS, EpochUnit.of(Long.MIN_VALUE));
    assertEquals("µs", EpochUnit.MICROSECONDS.sign());
    assertEquals("5138-11-16T09:46:39Z", Instant.ofEpochSecond(99_999_999_999L).toString());
    assertEquals("1973-03-03T09:46:40Z", Instant.ofEpochMilli(100_000_000_000L).toString());
  }

  @Test
  void below0_isRoundedDown() {
    assertEquals(-1, EpochUnit.MICROSECONDS.toMillis(-1));
    assertEquals(-1000, EpochUnit.millis(-1L));
    assertEquals(-100_000_000_001L, EpochUnit.millis(-100_000_000_000_001L));
    assertEquals(Math.floorDiv(Long.MIN_VALUE, 1_000_000L), EpochUnit.millis(Long.MIN_VALUE));
  }

  @Test
  void fractions_areReadAsTheDecimalThatWasWritten() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      long micros = 100_000_000_000_000L + (long) (random.nextDouble() * 4e15);
      BigDecimal seconds = BigDecimal.valueOf(micros, 6);
      long expected = seconds.movePointRight(3).setScale(0, RoundingMode.FLOOR).longValueExact();
      long seen = EpochUnit.millis(Double.parseDouble(seconds.toPlainString()));
      assertEquals(expected, seen, seconds.toPlainString());
    }
    assertEquals(1_700_000_000_123L, EpochUnit.millis(1_700_000_000.123));
    assertEquals(1_700_000_000_123L, EpochUnit.millis(1_700_000_000_123.75));
    assertEquals(1_700_000_000_123L, EpochUnit.millis(1_700_000_000_123_456.5));
    assertEquals(1_700_000_000_123L, EpochUnit.millis((double) 1_700_000_000_123_456_768L));
  }

  @Test
  void whatIsNoTime_isSaidSo() {
    assertEquals(EventTime.INVALID, EpochUnit.millis(Double.NaN));
    assertEquals(EventTime.INVALID, EpochUnit.millis(Double.NEGATIVE_INFINITY));
    assertEquals(Long.MAX_VALUE / 1_000_000, EpochUnit.millis(1e300));
  }
}
