package io.stillwater.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.window.Normalisation;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StretchesTest {
  private static final Normalisation.Mode GLOBAL = Normalisation.Mode.GLOBAL;

  @Test
  void longKey_holdsOutTwoOfTenStretchesAndValidatesOne() {
    Split split = split(SampleWindows.of(1, 100), 1, true, GLOBAL);
    assertArrayEquals(
        IntStream.range(0, 100).filter(held("20,70")).toArray(),
        split.heldOut().stream().toArray());
    assertArrayEquals(IntStream.range(40, 50).toArray(), split.validation().stream().toArray());
    assertEquals(70, split.training().size());
  }

  @Test
  void longData_holdOutAFifthAndLoseLittle() {
    for (int length : new int[] {1, 4, 16, 64}) {
      int windows = 100_000;
      Split split = split(SampleWindows.of(length, windows), length, true, GLOBAL);
      assertEquals(0.2, split.heldOut().size() / (double) windows, 0.001);
      assertTrue(split.validation().size() > 0.07 * windows, "" + split.validation().size());
      assertTrue(split.training().size() > 0.62 * windows, "" + split.training().size());
    }
  }

  @Test
  void tenDaysOfOneKey_leaveNoHourOfTheDayOut() {
    int day = 8_640; // every 10 s
    Split split = split(SampleWindows.of(16, 10 * day), 16, true, GLOBAL);
    for (Indices part : List.of(split.training(), split.heldOut(), split.validation())) {
      assertEquals(24, part.stream().map(i -> i % day / 360).distinct().count());
    }
  }

  @Test
  void parts_shareNoReading() {
    int length = 8;
    Samples samples = SampleWindows.of(length, 3_000, 90, 300, 7);
    Split split = split(samples, length, true, GLOBAL);
    int[][] parts = {
      split.training().stream().toArray(),
      split.validation().stream().toArray(),
      split.heldOut().stream().toArray()
    };
    for (int[] part : parts) {
      for (int[] other : parts) {
        for (int i : part == other ? new int[0] : part) {
          for (int j : other) {
            long apart = Math.abs(samples.end(i) - samples.end(j));
            assertTrue(
                samples.key(i) != samples.key(j) || apart > length + length / 2, i + " and " + j);
          }
        }
      }
    }
  }

  @Test
  void shortKeys_holdOutTheirEndsAndBeginningsInOnePiece() {
    Split split = split(SampleWindows.of(4, 100, 100), 4, true, GLOBAL);
    int[] held = IntStream.range(80, 120).toArray();
    assertArrayEquals(held, split.heldOut().stream().toArray());
    assertEquals(2 * (70 - 6), split.training().size());
    assertEquals(2 * (10 - 6), split.validation().size());
  }

  @Test
  void manyShortKeys_areDealtOutWhole() {
    Samples samples = SampleWindows.of(16, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20);
    Split split = split(samples, 16, true, GLOBAL);
    assertEquals(Set.of(2, 7), keys(samples, split.heldOut()));
    assertEquals(Set.of(4), keys(samples, split.validation()));
    assertEquals(140, split.training().size());
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
    assertArrayEquals(new int[] {2, 7, 14, 19}, split.heldOut().stream().toArray());
    assertArrayEquals(new int[] {4, 11}, split.validation().stream().toArray());
    assertEquals(14, split.training().size());
  }

  private static Split split(Samples samples, int length, boolean timed, Normalisation.Mode mode) {
    int carry = Math.max(1, length / 2);
    WindowSpec spec = new WindowSpec(length, Stride.rows(1), carry, 0, 0);
    return Stretches.of(samples, spec, timed, mode);
  }

  private static Set<Integer> keys(Samples samples, Indices windows) {
    Set<Integer> keys = new HashSet<>();
    for (int window : windows.stream().toArray()) {
      keys.add(samples.key(window));
    }
    return keys;
  }

  /** Stretches of ten that begin there. */
  private static IntPredicate held(String begins) {
    Set<String> starts = Set.of(begins.split(","));
    return i -> starts.contains("" + i / 10 * 10);
  }
}
