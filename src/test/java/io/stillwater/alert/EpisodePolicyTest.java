package io.stillwater.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stillwater.detect.Newest;
import io.stillwater.detect.PValue;
import io.stillwater.detect.Verdict;
import io.stillwater.detect.WindowError;
import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class EpisodePolicyTest {
  private static final double THRESHOLD_P = 0.01;
  private static final double SEVERITY_P = 0.005; // a warning
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
  void longEpisodes_areUpdatedAtTheInterval_andInSixtyFourWindowsAtMostOnce() {
    // a window a second: the interval is the stricter where it is longer than 64 windows
    List<String> alerts = run(new PolicySpec(1, 1, 3, 100_000), "x".repeat(230));
    assertEquals("OPENED", alerts.get(0));
    assertEquals(List.of(100, 200), places(alerts, "UPDATED"));
    alerts = run(new PolicySpec(1, 1, 3, UPDATE), "x".repeat(130));
    assertEquals(List.of(64, 128), places(alerts, "UPDATED"));
  }

  @Test
  void anEpisode_endsWhenItsNewestReadingsAreCalm_thoughTheWindowIsStrangeStill() {
    // readings 3 and 4 are strange, so windows of 20 are beyond up to the 24th
    String newest = "...xx....................";
    List<String> alerts = follow(new PolicySpec(2, 3, 8, UPDATE), newest, 20, "");
    assertEquals("OPENED", alerts.get(4));
    assertEquals(List.of(12), places(alerts, "RESOLVED"));
    assertEquals(List.of(4), places(alerts, "OPENED"), "what trails opens nothing anew");
  }

  @Test
  void aSecondEvent_opensAnEpisodeOfItsOwn_whileWindowsHoldTheFirst() {
    String newest = "...xx..............xx....";
    List<String> alerts = follow(new PolicySpec(2, 3, 8, UPDATE), newest, 20, "");
    assertEquals(List.of(4, 20), places(alerts, "OPENED"));
  }

  @Test
  void restlessButNotRareReadings_doNotReopen() {
    String newest = "...xx..............oo....";
    List<String> alerts = follow(new PolicySpec(2, 3, 8, UPDATE), newest, 20, "");
    assertEquals(List.of(4), places(alerts, "OPENED"));
  }

  @Test
  void strangeOnlyInTheLong_isNotQuiet() {
    // beyond without one fresh window: calm newest readings prove nothing then
    PolicySpec spec = new PolicySpec(1, 1, 3, Long.MAX_VALUE);
    List<String> alerts = run(spec, "cccccccc");
    assertEquals(List.of(), places(alerts, "RESOLVED"));
  }

  @Test
  void anotherCause_isToldOnceKWindowsAreLedByIt() {
    //               a: channel 0 leads, b: channel 1 leads
    String leaders = "aaaaaaaaaabaaabbbbbbaaaaaa";
    List<String> alerts =
        follow(new PolicySpec(2, 3, 8, UPDATE), "x".repeat(leaders.length()), 4, leaders);
    assertEquals(List.of(1), places(alerts, "OPENED"));
    assertEquals(List.of(15), places(alerts, "UPDATED channels"), "a is known already");
  }

  @Test
  void risingAgainAfterARest_isTold() {
    // quiet 8: half of that is a rest; two windows in three are needed, as at the opening
    String newest = "xxxx.....x.xxxxxx";
    List<String> alerts = follow(new PolicySpec(2, 3, 8, UPDATE), newest, 4, "");
    assertEquals(List.of(11), places(alerts, "UPDATED again"));
    assertEquals(List.of(), places(alerts, "RESOLVED"));
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
    memory.push(verdict(10, 'x'));
    memory.push(verdict(20, 'x'));
    assertEquals(2, memory.opening(10, Verdict.UNMARKED));
    assertEquals(1, memory.opening(11, Verdict.UNMARKED));
  }

  private static List<Integer> places(List<String> alerts, String state) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < alerts.size(); i++) {
      if (alerts.get(i).startsWith(state)) {
        places.add(i);
      }
    }
    return places;
  }

  /**
   * '.' within the threshold; x, y, z beyond it as a warning, major, critical; c beyond it with
   * calm newest readings. One window of one reading a second.
   */
  private static List<String> run(PolicySpec spec, String windows) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < windows.length(); i++) {
      verdicts.add(verdict(i * 1000L, windows.charAt(i)));
    }
    return run(spec, verdicts).stream().map(said -> said.split(" ", 2)[0]).toList();
  }

  /**
   * Windows of so many readings, one a second, which are beyond while a reading is strange.
   *
   * @param newest of each window: '.' calm, 'o' not calm and not rare, 'x' rare
   * @param leaders of each window: a or b, the channel that leads; empty for a
   */
  private static List<String> follow(PolicySpec spec, String newest, int length, String leaders) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < newest.length(); i++) {
      boolean beyond = newest.substring(Math.max(0, i - length + 1), i + 1).contains("x");
      double p = new double[] {0.5, 0.005, 1e-4}[".ox".indexOf(newest.charAt(i))];
      boolean second = !leaders.isEmpty() && leaders.charAt(i) == 'b';
      double[] errors = second ? new double[] {1, 9} : new double[] {9, 1};
      Reading[] rows = new Reading[length];
      for (int r = 0; r < length; r++) {
        int at = i - length + 1 + r;
        rows[r] = Reading.ofRow("k", at * 1000L, new double[] {1, 1}, at);
      }
      verdicts.add(
          new Verdict(
              new Window(rows, 0),
              new WindowError(new double[] {0}, new double[] {1, 1}, errors),
              beyond ? 1 : 0,
              new PValue(beyond ? SEVERITY_P : 0.5, false),
              beyond,
              new Newest(0, new PValue(p, false), p > 0.01, p <= 0.001)));
    }
    return run(spec, verdicts);
  }

  private static List<String> run(PolicySpec spec, List<Verdict> verdicts) {
    EpisodePolicy policy = new EpisodePolicy(spec, THRESHOLD_P, List.of("first", "second"));
    PolicyMemory memory = new PolicyMemory(spec.n());
    OpenEpisode open = null;
    Function<Verdict, Peak> painter =
        v ->
            new Peak(
                v.score(), v.pValue().value(), Double.NaN, false, 0, 0, 0, 0, List.of(), List.of());
    long mark = Verdict.UNMARKED;
    List<String> alerts = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      memory.push(verdict);
      String said = "";
      if (open != null) {
        EpisodePolicy.Clock clock = new EpisodePolicy.Clock(0, Long.MIN_VALUE);
        Optional<EpisodePolicy.Step> step = policy.advance(open, memory, verdict, clock);
        said = step.map(s -> s.state() + " " + s.reason()).orElse("");
        if (said.startsWith("RESOLVED")) {
          mark = open.episode().mark();
          open = null;
        }
      } else if (policy.opens(memory, Long.MIN_VALUE, mark)) {
        open = policy.open("e", verdict, 0, mark);
        said = "OPENED";
      }
      if (open != null) {
        open.settle(painter);
      }
      alerts.add(said);
    }
    return alerts;
  }

  private static Verdict verdict(long time, char kind) {
    int exponent = Math.max(0, ".xyz".indexOf(kind));
    double p = kind == '.' ? 0.5 : THRESHOLD_P * Math.pow(10, 1 - exponent) * 0.99;
    Window window = new Window(new Reading[] {Reading.ofRow("k", time, new double[] {1}, time)}, 0);
    PValue calm = new PValue(0.5, false);
    return new Verdict(
        window,
        new WindowError(new double[] {0}, new double[] {9, 1}),
        exponent,
        new PValue(p, false),
        kind != '.',
        kind == 'c' ? new Newest(0, calm, true, false) : null);
  }
}
