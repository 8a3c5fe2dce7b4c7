package io.stillwater.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.window.Normalisation;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StretchesTest {
  private static final Normalisation.Mode GLOBAL = Normalisation.Mode.GLOBAL;

  @Test
  void longKey_holdsOutTwoOfTenStretchesAndValidatesOne() {
    Split split = split(SampleWindows.of(1, 100), 1, true, GLOBAL);
    assertArrayEquals(IntStream.range(0, 100).filter(held("20,70")).toArray(), split.heldOut());
    assertArrayEquals(IntStream.range(40, 50).toArray(), split.validation());
    assertEquals(70, split.training().length);
  }

  @Test
  void longData_holdOutAFifthAndLoseLittle() {
    for (int length : new int[] {1, 4, 16, 64}) {
      int windows = 100_000;
      Split split = split(SampleWindows.of(length, windows), length, true, GLOBAL);
      assertEquals(0.2, split.heldOut().length / (double) windows, 0.001);
      assertTrue(split.validation().length > 0.07 * windows, "" + split.validation().length);
      assertTrue(split.training().length > 0.62 * windows, "" + split.training().length);
    }
  }

  @Test
  void tenDaysOfOneKey_leaveNoHourOfTheDayOut() {
    int day = 8_640; // every 10 s
    Split split = split(SampleWindows.of(16, 10 * day), 16, true, GLOBAL);
    for (int[] part : new int[][] {split.training(), split.heldOut(), split.validation()}) {
      assertEquals(24, Arrays.stream(part).map(i -> i % day / 360).distinct().count());
    }
  }

  @Test
  void parts_shareNoReading() {
    int length = 8;
    Samples samples = SampleWindows.of(length, 3_000, 90, 300, 7);
    Split split = split(samples, length, true, GLOBAL);
    int[][] parts = {split.training(), split.validation(), split.heldOut()};
    for (int[] part : parts) {
      for (int[] other : parts) {
        for (int i : part == other ? new int[0] : part) {
          for (int j : other) {
            long apart = Math.abs(samples.ends()[i] - samples.ends()[j]);
            assertTrue(
                samples.keys()[i] != samples.keys()[j] || apart > length + length / 2,
                i + " and " + j);
          }
        }
      }
    }
  }

  @Test
  void shortKeys_holdOutTheirEndsAndBeginningsInOnePiece() {
    Split split = split(SampleWindows.of(4, 100, 100), 4, true, GLOBAL);
    int[] held = IntStream.range(80, 120).toArray();
    assertArrayEquals(held, split.heldOut());
    assertEquals(2 * (70 - 6), split.training().length);
    assertEquals(2 * (10 - 6), split.validation().length);
  }

  @Test
  void manyShortKeys_areDealtOutWhole() {
    Samples samples = SampleWindows.of(16, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20);
    Split split = split(samples, 16, true, GLOBAL);
    assertEquals(Set.of(2, 7), keys(samples, split.heldOut()));
    assertEquals(Set.of(4), keys(samples, split.validation()));
    assertEquals(140, split.training().length);
  }

  @Test
  void levelsOfTheirOwn_needAPartOfEachKey() {
    Samples samples = SampleWindows.of(4, 100, 100, 100, 100, 100);
    Split split = split(samples, 4, true, Normalisation.Mode.KEY);
    assertEquals(Set.of(0, 1, 2, 3, 4), keys(samples, split.training()));
    assertEquals(Set.of(0, 1, 2, 3, 4), keys(samples, split.heldOut()));
  }

  @Test
  void rowsOfATable_areDealtOut() {
    Split split = split(SampleWindows.of(1, 20), 1, false, GLOBAL);
    assertArrayEquals(new int[] {2, 7, 14, 19}, split.heldOut());
    assertArrayEquals(new int[] {4, 11}, split.validation());
    assertEquals(14, split.training().length);
  }

  private static Split split(Samples samples, int length, boolean timed, Normalisation.Mode mode) {
    int carry = Math.max(1, length / 2);
    WindowSpec spec = new WindowSpec(length, Stride.rows(1), carry, 0, 0);
    return Stretches.of(samples, spec, timed, mode);
  }

  private static Set<Integer> keys(Samples samples, int[] windows) {
    Set<Integer> keys = new HashSet<>();
    for (int window : windows) {
      keys.add(samples.keys()[window]);
    }
    return keys;
  }

  /** Stretches of ten that begin there. */
  private static IntPredicate held(String begins) {
    Set<String> starts = Set.of(begins.split(","));
    return i -> starts.contains("" + i / 10 * 10);
  }
}
