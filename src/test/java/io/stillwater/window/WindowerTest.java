package io.stillwater.window;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stillwater.event.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowerTest {
  private final List<String> forgotten = new ArrayList<>();
  private long offset;

  @Test
  void theWorkedExample_isCutAsTheTableSays() {
    Windower<Void> windower = windower(new WindowSpec(3, Stride.millis(20), 0, 50, 0), 10);

    assertEquals(Cut.WARMING, add(windower, "a", 0));
    assertEquals(Cut.WARMING, add(windower, "a", 10));
    assertWindow(windower, "a", 20, 0, 10, 20);
    assertEquals(Cut.SAME_CELL, add(windower, "a", 30));
    assertEquals(Cut.LATE, add(windower, "a", 25));
    assertWindow(windower, "a", 45, 20, 30, 45);
    assertEquals(Cut.WARMING, add(windower, "a", 96));
  }

  @Test
  void keysInterleaved_doNotMix() {
    Windower<Void> windower = windower(new WindowSpec(2, Stride.rows(1), 0, 0, 0), 10);
    add(windower, "a", 1);
    add(windower, "b", 2);
    assertWindow(windower, "a", 3, 1, 3);
    assertWindow(windower, "b", 4, 2, 4);
  }

  @Test
  void equalTimes_areNotLate() {
    Windower<Void> windower = windower(new WindowSpec(2, Stride.rows(1), 0, 0, 0), 10);
    add(windower, "a", 5);
    assertWindow(windower, "a", 5, 5, 5);
  }

  @Test
  void strideOfRows_countsTheKeysReadings() {
    Windower<Void> windower = windower(new WindowSpec(2, Stride.rows(3), 0, 0, 0), 10);
    List<Cut> cuts = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      cuts.add(add(windower, "a", i));
    }
    assertEquals(
        List.of(
            Cut.WARMING,
            Cut.SAME_CELL,
            Cut.COMPLETE,
            Cut.SAME_CELL,
            Cut.SAME_CELL,
            Cut.COMPLETE,
            Cut.SAME_CELL),
        cuts);
  }

  @Test
  void manyKeysRoundRobin_areAllScoredWithATimedStride() {
    Windower<Void> windower = windower(new WindowSpec(1, Stride.millis(4), 0, 0, 0), 10);
    int[] scored = new int[4];
    for (int t = 0; t < 400; t++) {
      int key = t % 4;
      scored[key] += add(windower, "k" + key, t) == Cut.COMPLETE ? 1 : 0;
    }
    // the first reading of a key has none before it, so nobody can tell whether its cell is new
    assertArrayEquals(new int[] {99, 99, 99, 99}, scored);
  }

  @Test
  void readingsOlderThanA_leaveTheWindow() {
    Windower<Void> windower = windower(new WindowSpec(2, Stride.rows(1), 0, 0, 100), 10);
    add(windower, "slow", 0);
    add(windower, "fast", 90);
    assertEquals(Cut.COMPLETE, add(windower, "slow", 100));
    add(windower, "fast", 201);
    assertEquals(List.of(), forgotten, "one clock that jumped moves nothing");
    assertEquals(Cut.WARMING, add(windower, "slow", 202));
    assertEquals(List.of("slow SILENT"), forgotten);
    assertEquals(Cut.LATE, add(windower, "slow", 150));
    assertEquals(Cut.COMPLETE, add(windower, "slow", 101), "further back than A: a clock set back");
  }

  @Test
  void keysBeyondTheLimit_theLeastRecentlySeenGoes() {
    Windower<Void> windower = windower(new WindowSpec(1, Stride.rows(1), 0, 0, 0), 2);
    add(windower, "a", 1);
    add(windower, "b", 2);
    add(windower, "a", 3);
    add(windower, "c", 4);
    assertEquals(List.of("b CROWDED"), forgotten);
  }

  @Test
  void aValueMissingWithinTheCarry_isCarriedForwardAndMarked() {
    Windower<Void> windower = windower(new WindowSpec(2, Stride.rows(1), 1, 0, 0), 10);
    windower.add(Reading.ofRow("a", 0, new double[] {4, 1}, 0));
    windower.add(Reading.ofRow("a", 1, new double[] {Double.NaN, 2}, 1));
    assertEquals(Cut.COMPLETE, windower.cut());
    KeyWindow<Void> key = windower.add(Reading.ofRow("a", 2, new double[] {5, 3}, 2));
    assertEquals(Cut.COMPLETE, windower.cut());

    double[] values = new double[4];
    float[] observed = new float[4];
    key.window().copyTo(values, 0, observed, 0);
    assertArrayEquals(new double[] {4, 2, 5, 3}, values);
    assertArrayEquals(new float[] {0, 1, 1, 1}, observed);
    assertEquals("{0}", key.window().carriedChannels().toString());
  }

  @Test
  void aValueMissingForLonger_leavesTheWindowUnscored() {
    Windower<Void> windower = windower(new WindowSpec(1, Stride.rows(1), 1, 0, 0), 10);
    List<Cut> cuts = new ArrayList<>();
    double[] values = {Double.NaN, 7, Double.NaN, Double.NaN, 8};
    for (int i = 0; i < values.length; i++) {
      windower.add(Reading.ofRow("a", i, new double[] {values[i]}, i));
      cuts.add(windower.cut());
    }
    assertEquals(List.of(Cut.MISSING, Cut.COMPLETE, Cut.COMPLETE, Cut.MISSING, Cut.COMPLETE), cuts);
  }

  @Test
  void nothingKept_nothingIsNeeded() {
    Windower<Void> windower = windower(new WindowSpec(2, Stride.rows(1), 0, 0, 0), 10);
    assertEquals(17, windower.neededFrom(17));
  }

  @Test
  void wrongSpecs_sayWhatIsWrong() {
    IllegalArgumentException length =
        assertThrows(
            IllegalArgumentException.class, () -> new WindowSpec(0, Stride.rows(1), 0, 0, 0));
    assertEquals("window length must be at least 1 reading: was 0", length.getMessage());
    IllegalArgumentException stride =
        assertThrows(IllegalArgumentException.class, () -> Stride.millis(0));
    assertEquals("stride must be at least 1: was 0", stride.getMessage());
  }

  private Windower<Void> windower(WindowSpec spec, int maxKeys) {
    return new Windower<>(
        spec, maxKeys, 2, key -> null, (key, why) -> forgotten.add(key.key() + " " + why));
  }

  private Cut add(Windower<Void> windower, String key, long time) {
    windower.add(new Reading(key, time, new double[] {time}, time, offset++));
    return windower.cut();
  }

  private void assertWindow(Windower<Void> windower, String key, long time, long... times) {
    KeyWindow<Void> cut = windower.add(new Reading(key, time, new double[] {time}, time, offset++));
    assertEquals(Cut.COMPLETE, windower.cut());
    long[] found = new long[cut.window().length()];
    for (int i = 0; i < found.length; i++) {
      found[i] = cut.window().row(i).time();
    }
    assertArrayEquals(times, found);
    assertNull(cut.memory());
  }

  /** Beside a look at every key: silence, crowds, gaps, late ones and keys without readings. */
  @Test
  void whatARestartNeeds_isTheLeastThatAnyKeyNeeds() {
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      WindowSpec spec =
          new WindowSpec(1 + random.nextInt(5), Stride.rows(1 + random.nextInt(2)), 1, 40, 60);
      int most = 1 + random.nextInt(30);
      Windower<Void> windower =
          new Windower<>(spec, most, random.nextInt(4), key -> null, (key, why) -> {});
      int names = 1 + random.nextInt(60);
      long time = 0;
      for (long next = 0; next < 1_500; next++) {
        if (random.nextInt(50) == 0) {
          windower.keep("kept-" + random.nextInt(5));
        }
        time += random.nextInt(30) == 0 ? 45 + random.nextInt(40) : random.nextInt(3);
        long late = random.nextInt(8) == 0 ? random.nextInt(90) : 0;
        String name = "k" + random.nextInt(names);
        double[] values = {1};
        windower.add(new Reading(name, time - late, values, time - late, next));
        if (random.nextInt(3) == 0) {
          long least = next + 1;
          for (KeyWindow<Void> key : windower.keys()) {
            least = Math.min(least, key.neededFrom(windower.oldestTime()));
          }
          assertEquals(least, windower.neededFrom(next + 1), "round " + round + " at " + next);
        }
      }
    }
  }
}
