package io.stillwater.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stillwater.detect.PValue;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.WindowError;
import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodePolicyTest {
  private static final double THRESHOLD_P = 0.01;
  private static final long UPDATE = 60_000;

  @Test
  void theWorkedExample_opensAtTheFourthAndResolvesAtTheSeventh() {
    assertEquals(
        List.of("", "", "", "OPENED", "", "", "RESOLVED"),
        run(new PolicySpec(2, 3, 3, UPDATE), ".x.x..."));
  }

  @Test
  void kWindowsSpreadOverMoreThanN_doNotOpen() {
    assertEquals(
        List.of("", "", "", "", "", "", ""), run(new PolicySpec(2, 3, 3, UPDATE), "x..x..x"));
  }

  @Test
  void severityRising_isToldAtOnce() {
    assertEquals(
        List.of("OPENED", "UPDATED", "", "UPDATED"), run(new PolicySpec(1, 1, 1, UPDATE), "xyxz"));
  }

  @Test
  void longEpisodes_areUpdatedOnceAMinuteOfEventTime() {
    // a window a second: 60 s after the alert the next one is due
    List<String> alerts = run(new PolicySpec(1, 1, 3, UPDATE), "x".repeat(130));
    assertEquals("OPENED", alerts.get(0));
    assertEquals(List.of(60, 120), places(alerts, "UPDATED"));
  }

  @Test
  void quietShorterThanN_isRefused() {
    assertEquals(
        "quiet must be at least n = 5: was 2",
        assertThrows(IllegalArgumentException.class, () -> new PolicySpec(1, 5, 2, 0))
            .getMessage());
  }

  @Test
  void windowsThatEndedTooLongAgo_noLongerCount() {
    PolicyMemory memory = new PolicyMemory(3);
    memory.push(true, 10);
    memory.push(true, 20);
    assertEquals(2, memory.count(10));
    assertEquals(1, memory.count(11));
  }

  private static List<Integer> places(List<String> alerts, String state) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < alerts.size(); i++) {
      if (alerts.get(i).equals(state)) {
        places.add(i);
      }
    }
    return places;
  }

  /**
   * '.' within the threshold; x, y, z beyond it as a warning, major, critical. One window a second.
   */
  private static List<String> run(PolicySpec spec, String windows) {
    EpisodePolicy policy = new EpisodePolicy(spec, THRESHOLD_P);
    PolicyMemory memory = new PolicyMemory(spec.n());
    OpenEpisode open = null;
    List<String> alerts = new ArrayList<>();
    for (int i = 0; i < windows.length(); i++) {
      Verdict verdict = verdict(i * 1000L, windows.charAt(i));
      memory.push(verdict.beyond(), i);
      AlertState state = null;
      if (open != null) {
        state = policy.advance(open, verdict, i);
        open = state == AlertState.RESOLVED ? null : open;
      } else if (policy.opens(memory, verdict, Long.MIN_VALUE)) {
        open = policy.open("e", verdict, i);
        state = AlertState.OPENED;
      }
      alerts.add(state == null ? "" : state.name());
    }
    return alerts;
  }

  private static Verdict verdict(long time, char kind) {
    int exponent = ".xyz".indexOf(kind);
    double p = kind == '.' ? 0.5 : THRESHOLD_P * Math.pow(10, 1 - exponent) * 0.99;
    Window window = new Window(new Reading[] {Reading.ofRow("k", time, new double[] {1}, time)}, 0);
    return new Verdict(
        window,
        new WindowError(new double[] {0}, new double[] {1}),
        exponent,
        new PValue(p, false),
        kind != '.');
  }
}
