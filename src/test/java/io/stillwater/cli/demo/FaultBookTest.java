package io.stillwater.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertState;
import io.stillwater.alert.Episode;
import io.stillwater.alert.Peak;
import io.stillwater.alert.Severity;
import io.stillwater.event.Reading;
import io.stillwater.source.Simulator;
import io.stillwater.stream.output.Count;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultBookTest {
  private static final Injected LEAK = new Injected("pump-1", "leak", 20_000, 35_000);
  private final FaultBook book = new FaultBook();

  @Test
  void alertDuringAFault_findsItOnce() {
    book.inject(LEAK);
    assertSame(LEAK, book.report(alert("pump-1", 21_000, AlertState.OPENED)));
    assertNull(book.report(alert("pump-1", 22_000, AlertState.UPDATED)));
    assertEquals(1_000, book.entries().get(0).after().getAsLong());
    assertEquals(0, book.falseAlarms());
  }

  @Test
  void alertWithinTheGrace_stillFinds() {
    book.inject(LEAK);
    assertSame(LEAK, book.report(alert("pump-1", 39_999, AlertState.OPENED)));
  }

  @Test
  void alertOfAnotherPump_isAFalseAlarm() {
    book.inject(LEAK);
    assertNull(book.report(alert("pump-2", 21_000, AlertState.OPENED)));
    assertEquals(1, book.falseAlarms());
    assertTrue(book.entries().get(0).after().isEmpty());
  }

  @Test
  void endOfAnEpisode_findsNothing() {
    book.inject(LEAK);
    assertNull(book.report(alert("pump-1", 21_000, AlertState.RESOLVED)));
    assertTrue(book.entries().get(0).after().isEmpty());
  }

  @Test
  void account_losesNothingWhenItsLawsHold() {
    Map<Count, Long> counts =
        Map.of(
            Count.RECEIVED, 10L,
            Count.DECODED, 9L,
            Count.UNDECODABLE, 1L,
            Count.WINDOWS, 5L,
            Count.SCORED, 4L,
            Count.SKIPPED, 1L,
            Count.ALERTS, 2L);
    assertEquals(0, new Account(1, 10, counts, 2, 1, 0).lost());
    assertEquals(3, new Account(1, 13, counts, 2, 1, 0).lost());
    assertEquals(1, new Account(1, 10, counts, 1, 1, 0).lost());
  }

  @Test
  void pumps_breakOnePumpAtATimeAndAllInTurn() {
    List<Injected> faults = new ArrayList<>();
    List<Reading> readings = new ArrayList<>();
    try (PumpReadings pumps = new PumpReadings(1, () -> 1_000_000, faults::add)) {
      for (int i = 0; i < 75 * 10 * PumpReadings.PUMPS; i++) {
        readings.add(pumps.next());
      }
    }
    assertEquals(1_000_000, readings.get(0).time());
    assertEquals(1_000_000 + Simulator.STEP_MILLIS, readings.get(PumpReadings.PUMPS).time());
    assertEquals(5, faults.size());
    assertEquals(1_000_000 + PumpReadings.FIRST_MILLIS, faults.get(0).from());
    Set<String> pumps = new HashSet<>();
    Set<String> kinds = new HashSet<>();
    faults.forEach(f -> pumps.add(f.key()));
    faults.forEach(f -> kinds.add(f.name()));
    assertEquals(5, pumps.size());
    assertEquals(5, kinds.size());
  }

  private static Alert alert(String key, long time, AlertState state) {
    Peak peak =
        new Peak(4, 1e-4, Double.NaN, true, time - 1_500, time, 1, 16, List.of(), List.of());
    Episode episode =
        new Episode("e", key, 1, Severity.WARNING, time, time, time, time, 1, 1, 0, peak);
    return new Alert(
        "a" + time,
        time,
        state,
        null,
        new Alert.Source("pump", "readings", 0),
        episode,
        "p",
        3,
        0.001,
        new Alert.Model("pump", "1", "d"));
  }
}
