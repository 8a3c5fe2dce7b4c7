package io.stillwater.stream;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.alert.Alert;
import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.recent.Adaptation;
import io.stillwater.event.Grid;
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
 * The law of the flow: what comes out after any number of crashes equals what comes out of an
 * undisturbed run. Random logs with slow and fast keys, late and missing data, poison, pauses,
 * jumps of record time, and in half of the runs clocks of keys that are wrong, in a third of them
 * readings that are put on a grid; random places to crash.
 */
class FlowRestartTest {
  private static final int RECORDS = 1500;

  static LongStream seeds() {
    return LongStream.range(
        Long.getLong("first", 0), Long.getLong("first", 0) + Long.getLong("seeds", 60));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void crashesAtRandomPoints_changeNothing(long seed) {
    Random random = new Random(seed);
    boolean newest = seed % 3 != 0; // the others judge whole windows only
    FlowSpec spec = spec(random, newest ? 24 : 9);
    List<RawRecord> log = log(random, seed % 2 == 1);

    Committed undisturbed = new Committed();
    Flow flow = flow(spec, newest);
    flow.restore(0, Checkpoint.cold(0), List.of(), List.of());
    undisturbed.run(flow, log, 0, random.nextInt(1, 200), Integer.MAX_VALUE);

    Committed disturbed = new Committed();
    int crashes = 0;
    while (disturbed.checkpoint.next() < RECORDS) {
      Flow fresh = flow(spec, newest);
      disturbed.restore(fresh);
      int commits = random.nextInt(0, 4);
      disturbed.run(fresh, log, disturbed.checkpoint.rewind(), random.nextInt(1, 120), commits);
      crashes++;
    }

    assertTrue(crashes > 5, "a run with no crash proves nothing");
    undisturbed.assertSame(disturbed);
  }

  private static Flow flow(FlowSpec spec, boolean newest) {
    int length = spec.window().length();
    return new Flow(
        spec,
        FlowParts.ofReadings(
            ReadingFormat.DEFAULT,
            List.of("x", "y"),
            newest ? LogScorer.newest(length, 2) : LogScorer.detector(length, 2)));
  }

  private static FlowSpec spec(Random random, int longest) {
    int n = random.nextInt(1, 5);
    int k = random.nextInt(1, n + 1);
    Stride stride =
        random.nextBoolean() ? Stride.rows(1) : Stride.millis(random.nextInt(1, 40) * 100L);
    WindowSpec window =
        new WindowSpec(
            random.nextInt(1, longest),
            stride,
            random.nextInt(0, 4),
            random.nextBoolean() ? 0 : 9_000,
            random.nextInt(20, 120) * 1000L);
    if (window.length() > 1 && window.gapMillis() > 0 && random.nextInt(3) > 0) {
      long step = random.nextInt(1, 30) * 100L;
      window = window.on(new Grid(step, step * random.nextInt(1, 20)));
    }
    PolicySpec policy = new PolicySpec(k, n, n + random.nextInt(0, 4), 5_000);
    Alert.Model model = new Alert.Model("m", "1", "d");
    int maxKeys = random.nextBoolean() ? 100 : 4;
    Adaptation.Mode mode = random.nextInt(5) == 0 ? Adaptation.Mode.OFF : Adaptation.Mode.LIMIT;
    Adaptation adaptation = new Adaptation(mode, random.nextInt(64, 60_000), random.nextInt(1, 13));
    long silence = random.nextInt(3) == 0 ? 0 : window.ageMillis() / random.nextInt(2, 6);
    return new FlowSpec(
        "d", "t", model, window, policy, adaptation, maxKeys, random.nextInt(1, 50), silence);
  }

  private static List<RawRecord> log(Random random, boolean wrongClocks) {
    List<RawRecord> log = new ArrayList<>();
    double[] levels = new double[8];
    long clock = 1_700_000_000_000L;
    for (int offset = 0; offset < RECORDS; offset++) {
      clock += random.nextInt(100) == 0 ? random.nextInt(60_000) : random.nextInt(300);
      int key =
          (int) Math.min(7, -Math.log(1 - random.nextDouble()) * 2); // fast keys and slow ones
      if (random.nextInt(25) == 0) {
        levels[key] = random.nextInt(3) == 0 ? 3 : 0;
      }
      long recordTime = clock - (random.nextInt(20) == 0 ? random.nextInt(30_000) : 0);
      long time = recordTime + (random.nextInt(30) == 0 ? -random.nextInt(5000) : 0);
      if (wrongClocks) {
        time += wrong(random, key, offset);
        recordTime += random.nextInt(150) == 0 ? random.nextInt(18_000_000) : 0;
        recordTime += random.nextInt(150) == 0 && key == 1 ? 600_000 : 0;
      }
      byte[] value = value(random, key, levels[key], time);
      log.add(new RawRecord(0, offset, recordTime, null, value, List.of()));
    }
    return log;
  }

  /** One key runs ahead, one is set back and forth, and now and then any clock jumps. */
  private static long wrong(Random random, int key, int offset) {
    long wrong = key == 3 ? 600_000 : key == 0 && offset / 400 % 2 == 1 ? -1_200_000 : 0;
    return wrong + (random.nextInt(60) == 0 ? random.nextInt(3_540_000) : 0);
  }

  private static byte[] value(Random random, int key, double level, long eventTime) {
    if (random.nextInt(40) == 0) {
      return "poison".getBytes(StandardCharsets.UTF_8);
    }
    long time = eventTime;
    time += random.nextInt(80) == 0 ? 2 * Flow.MOST_AHEAD_MILLIS : 0;
    String x =
        random.nextInt(10) == 0 ? "null" : Double.toString(level + random.nextGaussian() / 2);
    String y = random.nextInt(10) == 0 ? "null" : Double.toString(random.nextGaussian());
    String text =
        "{\"key\":\"k%d\",\"time\":%d,\"values\":{\"x\":%s,\"y\":%s}}".formatted(key, time, x, y);
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
