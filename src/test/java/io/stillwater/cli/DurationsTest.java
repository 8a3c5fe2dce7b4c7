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
  }

  @Test
  void durationWithoutUnit_isRefusedWithExamples() {
    TypeConversionException refused =
        assertThrows(TypeConversionException.class, () -> new Durations().convert("10"));
    assertEquals("'10' is not a duration; write 500ms, 10s, 5m, 2h or 1d", refused.getMessage());
  }
}
