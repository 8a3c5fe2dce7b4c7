package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {
  @Test
  void duration_isReadInEachUnit() {
    Durations durations = new Durations();
    assertEquals(Duration.ofMillis(500), durations.convert("500ms"));
    assertEquals(Duration.ofMinutes(5), durations.convert("5m"));
    assertEquals(Duration.ofDays(1), durations.convert("1d"));
    assertEquals(Duration.ofMinutes(1300), durations.convert("21h40m"));
  }

  @Test
  void text_isTheTwoLargestUnits_andReadsBack() {
    assertEquals("21h40m", Durations.text(78_000_000));
    assertEquals("5h1m", Durations.text(18_111_600));
    assertEquals("1s500ms", Durations.text(1500));
    assertEquals("10s", Durations.text(10_000));
    assertEquals("2d", Durations.text(172_800_000));
    assertEquals("0s", Durations.text(0));
    for (long millis : new long[] {1, 999, 61_000, 3_660_000, 90_000_000}) {
      assertEquals(Duration.ofMillis(millis), new Durations().convert(Durations.text(millis)));
    }
  }

  @Test
  void durationWithoutUnit_isRefusedWithExamples() {
    TypeConversionException refused =
        assertThrows(TypeConversionException.class, () -> new Durations().convert("10"));
    assertEquals("'10' is not a duration; write 500ms, 10s, 5m, 2h or 1d", refused.getMessage());
  }
}
