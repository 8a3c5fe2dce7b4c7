package io.stillwater.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.alert.Alert;
import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.RawRecord;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.form.choice.RecordFormat;
import io.stillwater.stream.output.Aside;
import io.stillwater.stream.output.Checkpoint;
import io.stillwater.stream.output.Count;
import io.stillwater.stream.output.FlowOutput;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong clock costs its own record or key at most, never the partition. */
class WrongClocksTest {
  private static final long START = 1_700_000_000_000L;
  private static final long HOUR = 3_600_000;

  private Flow flow;
  private long offset;

  @BeforeEach
  void setUp() {
    FlowSpec spec =
        new FlowSpec(
            "d",
            "t",
            new Alert.Model("m", "1", "digest"),
            new WindowSpec(4, Stride.rows(1), 2, 600_000, 600_000),
            new PolicySpec(1, 1, 2, 60_000),
            Adaptation.OFF,
            100,
            16);
    flow =
        new Flow(
            spec,
            FlowParts.ofReadings(
                ReadingFormat.DEFAULT, List.of("x", "y"), LogScorer.detector(4, 2)));
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
  }

  @Test
  void allClocksRight_everyWindowIsScored() {
    for (int i = 0; i < 600; i++) {
      send("k" + i % 2, START + i * 1000L, START + i * 1000L);
    }
    assertEquals(600 - 2 * 3, scored());
  }

  @ParameterizedTest
  @ValueSource(longs = {5 * HOUR, 2_400 * HOUR, 700_000 * HOUR})
  void oneRecordWithAnotherTimestamp_costsNoReading(long wrong) {
    for (int i = 0; i < 600; i++) {
      long time = START + i * 1000L;
      send("k" + i % 2, time, time + (i == 100 ? wrong : 0));
    }
    assertEquals(600 - 2 * 3, scored());
  }

  /** Its reading seems to come from the future, which is refused. */
  @Test
  void oneRecordStampedEarlier_costsThatRecord() {
    for (int i = 0; i < 600; i++) {
      long time = START + i * 1000L;
      send("k" + i % 2, time, time - (i == 100 ? 5 * HOUR : 0));
    }
    FlowOutput output = flow.drain();
    assertEquals(600 - 2 * 3 - 1, output.counts().get(Count.SCORED));
    assertEquals(100, output.deadLetters().get(0).record().offset());
  }

  @ParameterizedTest
  @ValueSource(longs = {300_000, HOUR - 60_000})
  void oneReadingAhead_isSetAsideAndNamed(long wrong) {
    for (int i = 0; i < 600; i++) {
      long time = START + i * 1000L;
      send("k" + i % 2, time + (i == 100 ? wrong : 0), time);
    }
    FlowOutput output = flow.drain();
    assertEquals(600 - 2 * 3 - 1, output.counts().get(Count.SCORED));
    assertEquals(
        List.of(new Aside(0, "k0", 100, START + 100_000 + wrong, START + 102_000)),
        output.asides());
    assertEquals(1, output.counts().get(Count.ASIDE));
  }

  /** Its readings are its own: nothing of it is lost, and nothing of its neighbour. */
  @ParameterizedTest
  @ValueSource(longs = {HOUR / 2, -24 * HOUR})
  void aKeyWhoseClockIsWrongForGood_costsNothing(long wrong) {
    for (int i = 0; i < 600; i++) {
      long time = START + i * 1000L;
      boolean off = i % 2 == 0;
      send("k" + i % 2, time + (off ? wrong : 0), off ? time + Math.max(0, wrong) : time);
    }
    assertEquals(600 - 2 * 3, scored());
  }

  /** By less than the week that it remembers, alone or with its record. */
  @ParameterizedTest
  @CsvSource({"60000, 0", "3540000, 0", "3600000, 3600000", "500000000, 500000000"})
  void aKeyThatLearns_losesOneReadingAheadAndNoOther(long wrong, long recordWrong) {
    flow = learning();
    for (int i = 0; i < 600; i++) {
      long time = START + i * 1000L;
      boolean ahead = i == 100;
      send("k" + i % 2, time + (ahead ? wrong : 0), time + (ahead ? recordWrong : 0));
    }
    FlowOutput output = flow.drain();
    assertEquals(600 - 1, output.counts().get(Count.SCORED));
    assertEquals(0, output.counts().getOrDefault(Count.LATE, 0L));
    assertEquals(
        List.of(new Aside(0, "k0", 100, START + 100_000 + wrong, START + 102_000)),
        output.asides());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aKeyThatLearns_isNotBlindFromTheBeginning(int wrong) {
    flow = learning();
    for (int i = 0; i < 100; i++) {
      long time = START + i * 1000L;
      send("k", time + (i == wrong ? HOUR / 2 : 0), time);
    }
    assertEquals(100 - 1, scored());
  }

  @Test
  void aKeyThatLearns_goesOnAfterAPause() {
    flow = learning();
    for (int i = 0; i < 100; i++) {
      long time = START + i * 1000L + (i < 50 ? 0 : 48 * HOUR);
      send("k", time, time);
    }
    assertEquals(100, scored());
  }

  private static Flow learning() {
    FlowSpec spec =
        new FlowSpec(
            "d",
            "t",
            Learning.MODEL,
            Learning.WINDOW,
            Learning.POLICY,
            Learning.ADAPTATION,
            100,
            16);
    Learning learning = new Learning(1, ChannelNames.open());
    Flow flow = new Flow(spec, FlowParts.learning(RecordFormat.DEFAULT, learning));
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    return flow;
  }

  @Test
  void aClockThatIsSetBack_costsItsKeyAWindow() {
    for (int i = 0; i < 600; i++) {
      long time = START + i * 1000L;
      send("k" + i % 2, time + (i % 2 == 0 && i < 300 ? HOUR / 2 : 0), time);
    }
    assertEquals(600 - 2 * 3 - 3, scored());
  }

  private long scored() {
    return flow.drain().counts().get(Count.SCORED);
  }

  private void send(String key, long time, long recordTime) {
    String event = "{\"key\":\"%s\",\"time\":%d,\"values\":{\"x\":0,\"y\":0}}".formatted(key, time);
    byte[] value = event.getBytes(StandardCharsets.UTF_8);
    Records.add(flow, new RawRecord(0, offset++, recordTime, null, value, List.of()));
  }
}
