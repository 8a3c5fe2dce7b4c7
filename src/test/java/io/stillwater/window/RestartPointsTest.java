package io.stillwater.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Grid;
import io.stillwater.event.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A restart may begin to read at any offset up to what is needed: whatever is cut after it is the
 * same. Each place in a log to stop at, with each place to begin again.
 */
class RestartPointsTest {
  private static final WindowSpec SPEC = new WindowSpec(3, Stride.rows(1), 0, 800, 800);

  private WindowSpec spec = SPEC;
  private int maxKeys = 100;
  private final List<Reading> log = new ArrayList<>();

  static LongStream seeds() {
    return LongStream.range(
        Long.getLong("first", 40), Long.getLong("first", 40) + Long.getLong("seeds", 50));
  }

  /** 500 and 510 are late by 1010, and would be its newest to who never saw that. */
  @Test
  void aClockSetBack_isSetBackForWhoReadsAgain() {
    spec = new WindowSpec(3, Stride.rows(1), 0, 100, 800);
    records(
        1000, 0, 1010, 10, 500, 400, 510, 400, 300, 500, 420, 812, 430, 815, 440, 820, 450, 830);
    assertEquals("7 COMPLETE 420 430 440", cuts(0, log.size(), Long.MIN_VALUE).get(7));
    assertAnyRestartIsTheSame();
  }

  @Test
  void aClockSetBack_isSetBackOnAGridToo() {
    spec = SPEC.on(new Grid(10, 10));
    records(
        1000, 0, 1010, 10, 500, 400, 510, 400, 300, 500, 420, 812, 430, 815, 440, 820, 450, 830);
    assertAnyRestartIsTheSame();
  }

  /** 990 is late by 1000, which is too old when 1020 comes: it must not fill the window then. */
  @Test
  void aLateReadingBehindARowThatIsTooOld_staysLate() {
    spec = new WindowSpec(4, Stride.rows(1), 0, 800, 800);
    records(980, 0, 1000, 0, 990, 300, 1010, 410, 1020, 802, 1030, 810, 1040, 820, 1050, 830);
    assertAnyRestartIsTheSame();
  }

  /** Its readings are read again from before it for as long only as that matters. */
  @Test
  void afterAClockWasSetBack_theNeedMovesOn() {
    for (int i = 0; i < 200; i++) {
      long time = i * 10L;
      log.add(reading("k", time - (i < 50 ? 0 : 100_000), time, i));
    }
    Windower<Void> windower = windower();
    for (Reading reading : log) {
      windower.arrive(reading, (key, told, cut) -> {});
      long next = reading.offset() + 1;
      assertTrue(next - windower.neededFrom(next) <= 8, next + ": " + windower.neededFrom(next));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void randomLogs(long seed) {
    Random random = new Random(seed);
    spec = spec(random);
    maxKeys = random.nextBoolean() ? 100 : random.nextInt(1, 4);
    log(random);
    assertAnyRestartIsTheSame();
  }

  private static WindowSpec spec(Random random) {
    boolean grid = random.nextBoolean();
    int length = grid ? random.nextInt(2, 8) : random.nextInt(1, 8);
    Stride stride =
        random.nextBoolean() ? Stride.rows(1) : Stride.millis(random.nextInt(1, 20) * 50L);
    long gap = grid || random.nextInt(5) > 1 ? random.nextInt(3, 40) * 100L : 0;
    long age = random.nextInt(10, 120) * 100L;
    WindowSpec spec = new WindowSpec(length, stride, random.nextInt(0, 4), gap, age);
    long step = random.nextInt(1, 8) * 50L;
    return grid ? spec.on(new Grid(step, step * random.nextInt(1, 12))) : spec;
  }

  private void log(Random random) {
    int keys = random.nextInt(1, 5);
    long[] wrong = new long[keys];
    double back = random.nextDouble() * .1;
    double jump = random.nextDouble() * .1;
    double late = random.nextDouble() * .3;
    double pause = random.nextDouble() * .05;
    double none = random.nextDouble() * .6;
    int step = random.nextInt(10, 200);
    long clock = 100_000;
    for (int i = 0; i < 150; i++) {
      clock += chance(random, pause) ? random.nextInt(8_000) : random.nextInt(step);
      int key = random.nextInt(keys);
      if (chance(random, back)) {
        wrong[key] = random.nextInt(3) == 0 ? 0 : random.nextInt(-15_000, 15_000);
      }
      long recordTime = clock - (chance(random, late) ? random.nextInt(3_000) : 0);
      long time = recordTime + wrong[key] - (chance(random, late) ? random.nextInt(1_500) : 0);
      time += chance(random, jump) ? random.nextInt(-8_000, 8_000) : 0;
      recordTime += chance(random, jump / 2) ? random.nextInt(-6_000, 30_000) : 0;
      double x = chance(random, none) ? Double.NaN : i;
      double y = chance(random, none) ? Double.NaN : i + .5;
      log.add(new Reading("k" + key, time, new double[] {x, y}, recordTime, i));
    }
  }

  private static boolean chance(Random random, double share) {
    return random.nextDouble() < share;
  }

  private void records(long... timesAndRecordTimes) {
    for (int i = 0; i < timesAndRecordTimes.length; i += 2) {
      log.add(reading("k", timesAndRecordTimes[i], timesAndRecordTimes[i + 1], i / 2));
    }
  }

  private static Reading reading(String key, long time, long recordTime, long offset) {
    return new Reading(key, time, new double[] {time}, recordTime, offset);
  }

  /** Restarts at all offsets, from where it is needed, and from some places before that. */
  private void assertAnyRestartIsTheSame() {
    List<String> expected = cuts(0, log.size(), Long.MIN_VALUE);
    Windower<Void> windower = windower();
    long[] clocks = new long[log.size() + 1]; // T before each record
    boolean[] settled = new boolean[log.size() + 1];
    for (int next = 0; next < log.size(); next++) {
      clocks[next] = windower.highestTime();
      settled[next] = windower.settled();
      int needed = (int) windower.neededFrom(next);
      for (int back = 0; back < 20 && needed - back >= 0; back = 2 * back + 1) {
        int from = needed - back;
        if (settled[from]) {
          assertSame(expected, from, next, clocks[from]);
        }
      }
      windower.arrive(log.get(next), (key, reading, cut) -> {});
    }
  }

  private void assertSame(List<String> expected, int from, int next, long clock) {
    int until = Math.min(log.size(), next + 60);
    List<String> found = cuts(from, until, clock);
    for (int at = next; at < until; at++) {
      assertEquals(
          expected.get(at),
          found.get(at - from),
          "record " + at + ", read again from " + from + " for " + next + " on, " + spec);
    }
  }

  private Windower<Void> windower() {
    return new Windower<>(spec, maxKeys, 2, key -> null, (key, why) -> {});
  }

  /** What each record from there to there led to. */
  private List<String> cuts(int from, int until, long clock) {
    Windower<Void> windower = windower();
    windower.startAt(clock);
    List<String> cuts = new ArrayList<>();
    for (int at = from; at < until; at++) {
      StringBuilder told = new StringBuilder();
      windower.arrive(log.get(at), (key, reading, cut) -> told.append(told(key, reading, cut)));
      cuts.add(told.toString());
    }
    return cuts;
  }

  private static String told(KeyWindow<Void> key, Reading reading, Cut cut) {
    StringBuilder told = new StringBuilder(reading.offset() + " " + cut);
    if (cut == Cut.COMPLETE) {
      Window window = key.window();
      for (int row = 0; row < window.length(); row++) {
        told.append(" ").append(window.row(row).time());
      }
      double[] values = new double[window.length() * window.channels()];
      window.copyTo(values, 0, new float[values.length], 0);
      told.append(values.length > window.length() ? " " + Arrays.toString(values) : "");
    }
    return told.toString();
  }
}
