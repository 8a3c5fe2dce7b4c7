package io.stillwater.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.Alert;
import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.event.ChannelNames;
import io.stillwater.event.RawRecord;
import io.stillwater.event.ReadingFormat;
import io.stillwater.event.form.choice.RecordFormat;
import io.stillwater.stream.output.Checkpoint;
import io.stillwater.stream.output.Count;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The law of the flow where keys learn by themselves: eight keys with channels of their own, a
 * reading every ten minutes for five weeks, some late, some with values missing, one key that is
 * silent for nine days, one that comes later, faults, and records that cannot be read; in half of
 * the runs clocks jump ahead for a reading, and are set back for good.
 */
class LearningRestartTest {
  private static final int KEYS = 8;
  private static final int ROWS = 35 * 144;
  private static final long STEP = 600_000;
  private static final long BEGIN = 1_700_000_000_000L;

  static LongStream seeds() {
    return LongStream.range(
        Long.getLong("first", 0), Long.getLong("first", 0) + Long.getLong("seeds", 4));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void killsOverWeeks_changeNothing(long seed) {
    Random random = new Random(seed);
    int maxKeys = random.nextBoolean() ? 100 : 5;
    boolean wrongClocks = seed % 2 == 1;
    List<RawRecord> log = log(random, wrongClocks);

    Committed undisturbed = new Committed();
    Flow flow = flow(maxKeys, () -> 0);
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    undisturbed.run(flow, log, 0, 100, Integer.MAX_VALUE);

    Committed disturbed = new Committed();
    AtomicLong wall = new AtomicLong();
    long again = 0;
    int kills = 0;
    while (disturbed.checkpoint.next() < log.size()) {
      // a wall of its own, so that keys are stored at other moments
      Flow fresh = flow(maxKeys, () -> wall.addAndGet(random.nextInt(40)));
      disturbed.restore(fresh);
      again += disturbed.checkpoint.next() - disturbed.checkpoint.rewind();
      disturbed.run(
          fresh, log, disturbed.checkpoint.rewind(), random.nextInt(1, 900), random.nextInt(0, 9));
      kills++;
    }

    assertTrue(kills > 10, kills + " kills prove little");
    assertTrue(again > 1_000, again + " records read again prove little");
    undisturbed.assertSameOutput(disturbed);
    assertTrue(undisturbed.messages.size() > 20, undisturbed.messages.size() + " messages");
    assertTrue(undisturbed.counts().get(Count.LATE) > 20);
    assertTrue(!wrongClocks || undisturbed.counts().get(Count.ASIDE) > 100);
  }

  @Test
  void alerts_tellChannelsOfTheirKeyOnly_andWhatWasExpected() {
    Committed committed = new Committed();
    Flow flow = flow(100, () -> 0);
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    committed.run(flow, log(new Random(1)), 0, 100, Integer.MAX_VALUE);
    String fault =
        committed.messages.stream()
            .filter(m -> m.contains("\"key\":\"k1\"") && m.contains("\"state\":\"opened\""))
            .filter(m -> m.contains("\"channel\":\"y1\""))
            .findFirst()
            .orElseThrow();
    assertTrue(!fault.contains("\"channel\":\"y2\""), fault);
    assertTrue(fault.contains("\"name\":\"streaming\""), fault);
    assertTrue(!fault.contains("NaN"), fault);
  }

  @Test
  void keysAreHandedOverToATrainedDetector_andWhatTheyLearntIsForgotten() {
    List<RawRecord> log = log(new Random(2));
    int half = log.size() / 2;
    Committed committed = new Committed();
    Flow learning = flow(100, () -> 0);
    learning.restore(0, Checkpoint.cold(0), List.of(), List.of());
    committed.run(learning, log.subList(0, half), 0, 100, Integer.MAX_VALUE);
    assertEquals(7, committed.states.size(), "keys that came so far");
    int scored = committed.scores.size();

    Flow trained = trained();
    committed.restore(trained);
    committed.run(trained, log, committed.checkpoint.rewind(), 100, Integer.MAX_VALUE);

    assertEquals(log.size(), committed.checkpoint.next());
    assertTrue(
        committed.scores.get(scored).startsWith("ScoredWindow[partition=0, key=k"),
        "the first window after it is judged");
    assertTrue(
        committed.states.values().stream().noneMatch(state -> state.state()[0] == 'L'),
        "nothing is left of what they had learnt");
    assertTrue(
        committed.messages.stream().anyMatch(m -> m.contains("\"name\":\"m\"")),
        "and the trained detector alerts");
    committed.open.values().forEach(e -> assertTrue(e.openedAt() > BEGIN + half / KEYS * STEP));
  }

  /** The rows that windows hold are read again, though all that was learnt is stored. */
  @Test
  void bundleThatTakesOverAfterOneCommit_hasRowsToJudgeFrom() {
    List<RawRecord> log = log(new Random(3)).subList(0, 400);
    Committed committed = new Committed();
    Flow learning = flow(100, () -> 0);
    learning.restore(0, Checkpoint.cold(0), List.of(), List.of());
    committed.run(learning, log.subList(0, 300), 0, 1_000, Integer.MAX_VALUE);
    int scored = committed.scores.size();
    assertTrue(committed.checkpoint.rewind() < 300 - 8 * KEYS / 2, "rewinds to rows of windows");

    Flow trained = trained();
    committed.restore(trained);
    committed.run(trained, log, committed.checkpoint.rewind(), 1_000, Integer.MAX_VALUE);

    assertTrue(committed.scores.size() - scored > 50, "most of 100 readings are judged at once");
  }

  private static Flow trained() {
    FlowSpec spec =
        new FlowSpec(
            "d",
            "t",
            new Alert.Model("m", "1", "d"),
            new WindowSpec(8, Stride.rows(1), 4, 0, 6 * 3_600_000L),
            new PolicySpec(2, 3, 4, 3_600_000),
            Adaptation.DEFAULT,
            100,
            32);
    return new Flow(
        spec,
        FlowParts.ofReadings(
            ReadingFormat.DEFAULT, List.of("x"), LogScorer.newest(spec.window().length(), 1)));
  }

  private static Flow flow(int maxKeys, LongSupplier wall) {
    FlowSpec spec =
        new FlowSpec(
            "d",
            "t",
            Learning.MODEL,
            Learning.WINDOW,
            Learning.POLICY,
            Learning.ADAPTATION,
            maxKeys,
            32,
            3_600_000);
    Learning learning = new Learning(1, ChannelNames.open());
    return new Flow(spec, FlowParts.learning(RecordFormat.DEFAULT, learning), wall);
  }

  private static List<RawRecord> log(Random random) {
    return log(random, false);
  }

  private static List<RawRecord> log(Random random, boolean wrongClocks) {
    List<RawRecord> log = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      for (int key = 0; key < KEYS; key++) {
        boolean there = !(key == 5 && i > 1_000 && i < 2_296) && !(key == 6 && i < 3_000);
        if (!there) {
          continue;
        }
        long time = BEGIN + i * STEP + key;
        long wrong = wrongClocks ? wrong(random, key, i) : -late(random);
        String value = random.nextInt(500) == 0 ? "{" : event(key, i, time + wrong, random);
        long recordTime = time + Math.max(0, wrong);
        log.add(
            new RawRecord(
                0,
                log.size(),
                recordTime,
                null,
                value.getBytes(StandardCharsets.UTF_8),
                List.of()));
      }
    }
    return log;
  }

  /** Ahead by hours to days for one reading or two, and two keys' clocks for weeks. */
  private static long wrong(Random random, int key, int i) {
    long wrong = key == 1 && i < 2_000 ? 20 * STEP : key == 2 && i / 700 % 2 == 0 ? 130 * STEP : 0;
    wrong += random.nextInt(100) == 0 || (key == 4 && i % 900 < 2) ? random.nextInt(900) * STEP : 0;
    return wrong - late(random);
  }

  private static long late(Random random) {
    return random.nextInt(200) == 0 ? 3 * STEP : 0;
  }

  private static String event(int key, int i, long time, Random random) {
    double fault = i > 500 && i % 700 < 3 + key ? 9 : 0;
    double x = Math.sin(2 * Math.PI * i / 144) + random.nextGaussian() / 10;
    double y = fault + random.nextGaussian() / 5 + (i > 4_000 ? key : 0);
    String missing = random.nextInt(20) == 0 ? "null" : Double.toString(x);
    return "{\"key\":\"k%d\",\"time\":%d,\"values\":{\"x\":%s,\"y%d\":%s}}"
        .formatted(key, time, missing, key % 3, y);
  }
}
