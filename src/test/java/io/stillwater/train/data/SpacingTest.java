package io.stillwater.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.event.Reading;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpacingTest {
  @Test
  void median_isOfStepsWithinAKey() {
    List<Reading> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      long time = i * 1_000L + (i > 50 ? 247_000 : 0);
      rows.add(Reading.ofRow("a", time, new double[] {0}, 2L * i));
      rows.add(Reading.ofRow("b", time + 10, new double[] {0}, 2L * i + 1));
    }
    assertEquals(1_000, Spacing.medianMillis(rows));
    assertEquals(0, Spacing.medianMillis(rows.subList(0, 1)));
  }

  @Test
  void secondsThatAreMissing_doNotBreakAWindow() {
    WindowSpec spec = Spacing.spec(16, Stride.rows(1), true, 1_000);
    assertEquals(600_000, spec.ageMillis());
    assertEquals(600_000, spec.gapMillis());
  }

  @Test
  void slowReadings_haveALongerAge() {
    WindowSpec spec = Spacing.spec(16, Stride.rows(1), true, 60_000);
    assertEquals(20 * 17 * 60_000, spec.ageMillis());
  }

  @Test
  void withoutTime_nothingIsTooOld() {
    WindowSpec spec = Spacing.spec(1, Stride.rows(1), false, 1);
    assertEquals(0, spec.ageMillis());
    assertEquals(0, spec.gapMillis());
    assertEquals(1, spec.carry());
  }
}
