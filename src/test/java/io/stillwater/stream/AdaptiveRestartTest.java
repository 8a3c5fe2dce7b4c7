package io.stillwater.stream;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.Alert;
import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.event.RawRecord;
import io.stillwater.event.ReadingFormat;
import io.stillwater.stream.output.Checkpoint;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The law of the flow over weeks in which limits follow keys: six keys, a reading every twenty
 * minutes for five weeks, one that moves, one that moves and comes back, one with bursts every day,
 * one that is silent for a fortnight, and faults inside all of it.
 */
class AdaptiveRestartTest {
  private static final int KEYS = 6;
  private static final int DAY = 72;
  private static final int DAYS = 35;
  private static final long STEP = 1_200_000;

  static LongStream seeds() {
    return LongStream.range(0, 8);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void killsOverWeeks_changeNothing(long seed) {
    Random random = new Random(seed);
    FlowSpec spec = spec(random.nextBoolean() ? 100 : 4);
    List<RawRecord> log = log(random);

    Committed undisturbed = new Committed();
    Flow flow = flow(spec);
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    undisturbed.run(flow, log, 0, 100, Integer.MAX_VALUE);

    Committed disturbed = new Committed();
    int kills = 0;
    while (disturbed.checkpoint.next() < log.size()) {
      Flow fresh = flow(spec);
      disturbed.restore(fresh);
      disturbed.run(
          fresh, log, disturbed.checkpoint.rewind(), random.nextInt(1, 400), random.nextInt(0, 6));
      kills++;
    }

    assertTrue(kills > 10, kills + " kills prove little");
    undisturbed.assertSame(disturbed);
    assertTrue(undisturbed.moves >= 3, undisturbed.moves + " moves");
    assertTrue(undisturbed.scores.stream().anyMatch(score -> !score.contains("recent=NaN")));
  }

  private static Flow flow(FlowSpec spec) {
    return new Flow(
        spec,
        FlowParts.ofReadings(
            ReadingFormat.DEFAULT, List.of("x", "y"), LogScorer.newest(spec.window().length(), 2)));
  }

  private static FlowSpec spec(int maxKeys) {
    return new FlowSpec(
        "d",
        "t",
        new Alert.Model("m", "1", "d"),
        new WindowSpec(8, Stride.rows(1), 1, 0, 6 * 3_600_000L),
        new PolicySpec(2, 3, 4, 3_600_000),
        Adaptation.DEFAULT,
        maxKeys,
        32);
  }

  private static List<RawRecord> log(Random random) {
    List<RawRecord> log = new ArrayList<>();
    long begin = 1_700_000_000_000L;
    for (int i = 0; i < DAYS * DAY; i++) {
      for (int key = 0; key < KEYS; key++) {
        if (key == 5 && i > 8 * DAY && i < 22 * DAY) {
          continue;
        }
        long time = begin + i * STEP + key;
        double level = level(key, i) + (random.nextInt(300) == 0 ? 4 : 0);
        String value =
            "{\"key\":\"k%d\",\"time\":%d,\"values\":{\"x\":%s,\"y\":0}}"
                .formatted(key, time, level + random.nextGaussian() / 5);
        log.add(
            new RawRecord(
                0, log.size(), time, null, value.getBytes(StandardCharsets.UTF_8), List.of()));
      }
    }
    return log;
  }

  private static double level(int key, int i) {
    return switch (key) {
      case 1 -> i > 9 * DAY ? 3 : 0;
      case 2 -> i > 6 * DAY && i < 20 * DAY ? 3 : 0;
      case 3 -> i % DAY < 6 ? 2 : 0;
      case 4 -> i > 15 * DAY && i < 15 * DAY + 20 ? 5 : 0;
      default -> 0;
    };
  }
}
