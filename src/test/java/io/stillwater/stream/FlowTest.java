package io.stillwater.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.Alert;
import io.stillwater.alert.AlertState;
import io.stillwater.alert.Contribution;
import io.stillwater.alert.Episode;
import io.stillwater.alert.Message;
import io.stillwater.alert.Notice;
import io.stillwater.alert.Peak;
import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.event.RawRecord;
import io.stillwater.event.ReadingFormat;
import io.stillwater.stream.output.Checkpoint;
import io.stillwater.stream.output.Count;
import io.stillwater.stream.output.FlowCounters;
import io.stillwater.stream.output.FlowOutput;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowTest {
  private static final long START = 1_700_000_000_000L;

  private final Flow flow =
      new Flow(
          spec(Stride.rows(1)),
          FlowParts.ofReadings(ReadingFormat.DEFAULT, List.of("x", "y"), LogScorer.detector(2, 2)));
  private long offset;

  @Test
  void aFault_opensAndResolvesAnEpisodeThatExplainsItself() {
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    send("p", 0, 1, 1);
    send("p", 1, 1, 1);
    for (int t = 2; t < 6; t++) {
      send("p", t, 6, 2);
    }
    for (int t = 6; t < 10; t++) {
      send("p", t, 0, 0);
    }
    FlowOutput output = flow.drain();

    assertEquals(
        List.of(AlertState.OPENED, AlertState.RESOLVED),
        output.alerts().stream().map(Alert::state).filter(s -> s != AlertState.UPDATED).toList());
    Alert resolved = output.alerts().get(output.alerts().size() - 1);
    assertEquals("quiet", resolved.reason());
    Peak peak = resolved.episode().peak();
    assertEquals(6, peak.score());
    Contribution most = peak.channels().get(0);
    assertEquals("x", most.channel());
    assertEquals(0.75, most.share());
    assertEquals(1, peak.channels().stream().mapToDouble(Contribution::share).sum(), 1e-12);
    assertEquals(List.of(6.0, 6.0), List.of(most.observed()[0], most.observed()[1]));
    assertEquals(List.of(3.0, 3.0), List.of(most.expected()[0], most.expected()[1]));
    assertEquals(Optional.empty(), output.episodes().get(new FlowOutput.Place(0, "p")));
  }

  /** Windows end at 1 to 9; an episode opens with that of 3 and resolves two quiet ones after 6. */
  @Test
  void timeInAlarm_isCounted() {
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    send("p", 0, 1, 1);
    send("p", 1, 1, 1);
    for (int t = 2; t < 6; t++) {
      send("p", t, 6, 2);
    }
    for (int t = 6; t < 10; t++) {
      send("p", t, 0, 0);
    }
    FlowOutput output = flow.drain();
    flow.committed(output);
    long open = output.alerts().get(0).time();
    long end = output.alerts().get(output.alerts().size() - 1).time();
    FlowCounters counters = flow.counters();
    assertEquals(9, counters.get(Count.SCORED));
    assertEquals((end - open) / 1000, counters.get(Count.IN_ALARM));
    assertEquals(9_000, counters.get(Count.WATCHED_MILLIS));
  }

  @Test
  void anEventThatIsOver_isRememberedWhileWindowsHoldIt_andForgottenThen() {
    Flow long8 =
        new Flow(
            new FlowSpec(
                "d",
                "t",
                new Alert.Model("m", "1", "digest"),
                new WindowSpec(8, Stride.rows(1), 0, 0, 100_000),
                new PolicySpec(1, 1, 2, 60_000),
                Adaptation.OFF,
                100,
                16),
            FlowParts.ofReadings(ReadingFormat.DEFAULT, List.of("x", "y"), LogScorer.newest(8, 2)));
    long8.restore(0, Checkpoint.cold(0), List.of(), List.of());
    List<String> said = new ArrayList<>();
    List<Boolean> stored = new ArrayList<>();
    for (int t = 0; t < 30; t++) {
      long time = START + t * 1000L;
      byte[] value = json("p", time, t == 10 || t == 11 ? 40 : 0, 0).getBytes(UTF_8);
      Records.add(long8, new RawRecord(0, t, time, null, value, List.of()));
      FlowOutput output = long8.drain();
      output.alerts().forEach(alert -> said.add(time(alert) + " " + alert.state()));
      Optional<Episode> kept = output.episodes().get(new FlowOutput.Place(0, "p"));
      if (kept != null) {
        stored.add(kept.map(Episode::over).orElse(null));
      }
    }
    // newest are 2 readings: strange up to 12; quiet at 13 and 14, though windows hold 11 up to 18
    assertEquals(List.of("10 OPENED", "14 RESOLVED"), said.stream().distinct().toList());
    assertEquals(true, stored.get(stored.size() - 2));
    assertEquals(null, stored.get(stored.size() - 1), "a tombstone at the end");
  }

  private static long time(Alert alert) {
    return (alert.time() - START) / 1000;
  }

  @Test
  void aKeyThatStops_isToldOnce_andWhenItIsBack() {
    Flow telling =
        new Flow(
            new FlowSpec(
                "d",
                "t",
                new Alert.Model("m", "1", "digest"),
                new WindowSpec(2, Stride.rows(1), 0, 0, 100_000),
                new PolicySpec(1, 1, 2, 60_000),
                Adaptation.OFF,
                100,
                16,
                16_000),
            FlowParts.ofReadings(
                ReadingFormat.DEFAULT, List.of("x", "y"), LogScorer.detector(2, 2)));
    telling.restore(0, Checkpoint.cold(0), List.of(), List.of());
    List<String> told = new ArrayList<>();
    for (int t = 0; t < 60; t++) {
      String key = t % 2 == 0 && (t < 10 || t > 40) ? "stops" : "goes";
      long time = START + t * 1000L;
      byte[] value = json(key, time, 0, 0).getBytes(UTF_8);
      Records.add(telling, new RawRecord(0, t, time, null, value, List.of()));
      for (Message message : telling.drain().messages()) {
        Notice notice = (Notice) message;
        told.add(t + " " + notice.key() + " " + notice.kind() + " " + notice.lastOffset());
      }
    }
    assertEquals(List.of("24 stops SILENT 8", "42 stops BACK 42"), told);
  }

  @Test
  void aRecordThatIsNoReading_becomesADeadLetterAndTheFlowGoesOn() {
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    send("p", 0, 1, 1);
    add("not json", START);
    send("p", 1, 1, 1);
    FlowOutput output = flow.drain();
    flow.committed(output);

    assertEquals(1, output.deadLetters().size());
    assertEquals("decode", output.deadLetters().get(0).stage());
    assertEquals(1, output.deadLetters().get(0).record().offset());
    assertEquals(1, output.scores().size());
    assertEquals(3, flow.counters().get(Count.RECEIVED));
    assertEquals(2, flow.counters().get(Count.DECODED));
    assertEquals(1, flow.counters().get(Count.UNDECODABLE));
  }

  @Test
  void eventTimeFarAheadOfTheRecords_isADeadLetterThatSaysSo() {
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    add(json("p", START + Flow.MOST_AHEAD_MILLIS, 1, 1), START);
    add(json("p", START + Flow.MOST_AHEAD_MILLIS + 1000, 1, 1), START);
    FlowOutput output = flow.drain();
    assertEquals(1, output.deadLetters().size());
    assertEquals("time", output.deadLetters().get(0).stage());
    assertTrue(output.deadLetters().get(0).message().contains("3601 s ahead"));
  }

  @Test
  void aKeyThatFallsSilent_resolvesItsEpisode() {
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    send("p", 0, 9, 9);
    send("p", 1, 9, 9);
    send("q", 200, 0, 0);
    assertEquals(AlertState.OPENED, flow.drain().alerts().get(0).state(), "one clock may be wrong");
    send("r", 200, 0, 0);
    FlowOutput output = flow.drain();
    Alert last = output.alerts().get(output.alerts().size() - 1);
    assertEquals(AlertState.RESOLVED, last.state());
    assertEquals("silent", last.reason());
    assertEquals(2, flow.keys().size());
  }

  @Test
  void keys_sayWhatTheyAreDoing() {
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    send("new", 0, 0, 0);
    send("fine", 0, 0, 0);
    send("fine", 1, 0, 0);
    send("bad", 1, 9, 9);
    send("bad", 2, 9, 9);
    add("{\"key\":\"hole\",\"time\":%d,\"values\":{\"x\":1}}".formatted(START), START);
    add("{\"key\":\"hole\",\"time\":%d,\"values\":{\"x\":1}}".formatted(START + 1), START);
    flow.drain();
    assertEquals(KeyStatus.State.WARMING, state("new"));
    assertEquals(KeyStatus.State.OK, state("fine"));
    assertEquals(KeyStatus.State.ALERTING, state("bad"));
    assertEquals(KeyStatus.State.MISSING_DATA, state("hole"));
  }

  @Test
  void rebuilding_givesNoOutputUntilTheCommittedOffset() {
    flow.restore(0, new Checkpoint(2, 0, Long.MIN_VALUE), List.of(), List.of());
    send("p", 0, 9, 9);
    assertTrue(flow.rebuilding(0));
    add("poison", START);
    assertTrue(flow.drain().isEmpty());
    flow.passed(0, 2);
    assertFalse(flow.rebuilding(0));
    send("p", 1, 9, 9);
    FlowOutput output = flow.drain();
    assertEquals(1, output.scores().size());
    assertEquals(0, output.deadLetters().size());
  }

  @Test
  void theCheckpoint_pointsToTheOldestReadingThatAWindowNeeds() {
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    for (int t = 0; t < 50; t++) {
      send("p", t, 0, 0);
    }
    Checkpoint checkpoint = flow.drain().checkpoints().get(0);
    assertEquals(50, checkpoint.next());
    // the last of n = 1 windows is (48, 49); marks of record time lie 1.5 s apart at most
    assertTrue(checkpoint.rewind() >= 46 && checkpoint.rewind() <= 48, checkpoint.toString());
    assertEquals(START + 1000 * (checkpoint.rewind() - 1), checkpoint.highestTime());
  }

  @Test
  void strideOfSeveralRows_isRefusedOnline() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> spec(Stride.rows(4)))
            .getMessage()
            .contains("train with a stride of one row or of a duration"));
  }

  private KeyStatus.State state(String key) {
    return flow.keys().stream().filter(s -> s.key().equals(key)).findFirst().orElseThrow().state();
  }

  private void send(String key, int second, double x, double y) {
    long time = START + second * 1000L;
    add(json(key, time, x, y), time);
  }

  private static String json(String key, long time, double x, double y) {
    return "{\"key\":\"%s\",\"time\":%d,\"values\":{\"x\":%s,\"y\":%s}}".formatted(key, time, x, y);
  }

  private void add(String value, long recordTime) {
    Records.add(
        flow, new RawRecord(0, offset++, recordTime, null, value.getBytes(UTF_8), List.of()));
  }

  private static FlowSpec spec(Stride stride) {
    return new FlowSpec(
        "d",
        "t",
        new Alert.Model("m", "1", "digest"),
        new WindowSpec(2, stride, 0, 0, 100_000),
        new PolicySpec(1, 1, 2, 60_000),
        Adaptation.OFF,
        100,
        16);
  }
}
