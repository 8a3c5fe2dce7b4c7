package io.stillwater.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.window.Normalisation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
  @Test
  void tableOfTheJavadoc_holds() {
    Folds folds = Folds.of(SampleWindows.of(2, 10), 2, true, Normalisation.Mode.GLOBAL);
    assertArrayEquals(new int[] {4, 5}, array(folds.split(2).heldOut()));
    assertArrayEquals(new int[] {0, 1, 8, 9}, array(folds.split(2).training()));
  }

  @Test
  void everyWindow_isHeldOutOnce() {
    Folds folds = Folds.of(SampleWindows.of(4, 93, 57), 4, true, Normalisation.Mode.GLOBAL);
    Set<Integer> seen = new HashSet<>();
    for (Split fold : all(folds)) {
      for (int window : array(fold.heldOut())) {
        assertTrue(seen.add(window), "held out twice: " + window);
      }
    }
    assertEquals(150, seen.size());
  }

  @Test
  void reference_sharesNoReadingWithItsBlock() {
    int length = 8;
    Samples samples = SampleWindows.of(length, 200, 90);
    Folds folds = Folds.of(samples, length, true, Normalisation.Mode.GLOBAL);
    for (Split fold : all(folds)) {
      for (int held : array(fold.heldOut())) {
        for (int reference : array(fold.training())) {
          boolean sameKey = samples.key(held) == samples.key(reference);
          long apart = Math.abs(samples.end(held) - samples.end(reference));
          assertTrue(!sameKey || apart > length, held + " and " + reference);
        }
      }
    }
  }

  @Test
  void manyShortKeys_areHeldOutWhole() {
    Samples samples = SampleWindows.of(16, 20, 20, 20, 20, 20, 20, 20);
    Folds folds = Folds.of(samples, 16, true, Normalisation.Mode.GLOBAL);
    for (Split fold : all(folds)) {
      Set<Integer> held = new HashSet<>();
      for (int window : array(fold.heldOut())) {
        held.add(samples.key(window));
      }
      for (int reference : array(fold.training())) {
        assertTrue(!held.contains(samples.key(reference)));
      }
    }
  }

  @Test
  void rowsOfATable_areHeldOutInBlocks() {
    Folds folds = Folds.of(SampleWindows.of(1, 12), 1, false, Normalisation.Mode.GLOBAL);
    assertArrayEquals(new int[] {3, 4}, array(folds.split(1).heldOut()));
    assertEquals(10, folds.split(1).training().size());
  }

  @Test
  void rowsOfATableOfManyKeys_areDealtOutInTurn() {
    Samples samples = SampleWindows.of(1, 12, 2, 2, 2, 2);
    Folds folds = Folds.of(samples, 1, false, Normalisation.Mode.GLOBAL);
    assertArrayEquals(new int[] {1, 6, 11, 16}, array(folds.split(1).heldOut()));
    assertEquals(16, folds.split(1).training().size());
  }

  private static List<Split> all(Folds folds) {
    return IntStream.range(0, Folds.COUNT).mapToObj(folds::split).toList();
  }

  private static int[] array(Indices indices) {
    return indices.stream().toArray();
  }
}
