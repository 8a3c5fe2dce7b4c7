package io.stillwater.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.window.Normalisation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoldsTest {
  @Test
  void tableOfTheJavadoc_holds() {
    List<Split> folds = Folds.of(SampleWindows.of(2, 10), 2, true, Normalisation.Mode.GLOBAL);
    assertArrayEquals(new int[] {4, 5}, folds.get(2).heldOut());
    assertArrayEquals(new int[] {0, 1, 8, 9}, folds.get(2).training());
  }

  @Test
  void everyWindow_isHeldOutOnce() {
    List<Split> folds = Folds.of(SampleWindows.of(4, 93, 57), 4, true, Normalisation.Mode.GLOBAL);
    Set<Integer> seen = new HashSet<>();
    for (Split fold : folds) {
      for (int window : fold.heldOut()) {
        assertTrue(seen.add(window), "held out twice: " + window);
      }
    }
    assertEquals(150, seen.size());
  }

  @Test
  void reference_sharesNoReadingWithItsBlock() {
    int length = 8;
    Samples samples = SampleWindows.of(length, 200, 90);
    List<Split> folds = Folds.of(samples, length, true, Normalisation.Mode.GLOBAL);
    for (Split fold : folds) {
      for (int held : fold.heldOut()) {
        for (int reference : fold.training()) {
          boolean sameKey = samples.keys()[held] == samples.keys()[reference];
          long apart = Math.abs(samples.ends()[held] - samples.ends()[reference]);
          assertTrue(!sameKey || apart > length, held + " and " + reference);
        }
      }
    }
  }

  @Test
  void manyShortKeys_areHeldOutWhole() {
    Samples samples = SampleWindows.of(16, 20, 20, 20, 20, 20, 20, 20);
    List<Split> folds = Folds.of(samples, 16, true, Normalisation.Mode.GLOBAL);
    for (Split fold : folds) {
      Set<Integer> held = new HashSet<>();
      for (int window : fold.heldOut()) {
        held.add(samples.keys()[window]);
      }
      for (int reference : fold.training()) {
        assertTrue(!held.contains(samples.keys()[reference]));
      }
    }
  }

  @Test
  void rowsOfATable_areDealtOutInTurn() {
    List<Split> folds = Folds.of(SampleWindows.of(1, 12), 1, false, Normalisation.Mode.GLOBAL);
    assertArrayEquals(new int[] {1, 6, 11}, folds.get(1).heldOut());
    assertEquals(9, folds.get(1).training().length);
  }
}
