package io.stillwater.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FoldsTest {
  @Test
  void tableOfTheJavadoc_holds() {
    Folds folds = new Folds(samples(2, 10), 2, true, Normalisation.Mode.GLOBAL);
    assertArrayEquals(new int[] {4, 5}, folds.heldOut(2));
    assertArrayEquals(new int[] {0, 1, 8, 9}, folds.reference(2));
  }

  @Test
  void everyWindow_isHeldOutOnce() {
    Folds folds = new Folds(samples(4, 93, 57), 4, true, Normalisation.Mode.GLOBAL);
    Set<Integer> seen = new HashSet<>();
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      for (int window : folds.heldOut(fold)) {
        assertTrue(seen.add(window), "held out twice: " + window);
      }
    }
    assertEquals(150, seen.size());
  }

  @Test
  void reference_sharesNoReadingWithItsBlock() {
    int length = 8;
    Samples samples = samples(length, 200, 90);
    Folds folds = new Folds(samples, length, true, Normalisation.Mode.GLOBAL);
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      for (int held : folds.heldOut(fold)) {
        for (int reference : folds.reference(fold)) {
          boolean sameKey = samples.keys()[held] == samples.keys()[reference];
          long apart = Math.abs(samples.ends()[held] - samples.ends()[reference]);
          assertTrue(!sameKey || apart > length, held + " and " + reference);
        }
      }
    }
  }

  @Test
  void manyShortKeys_areHeldOutWhole() {
    Samples samples = samples(16, 20, 20, 20, 20, 20, 20, 20);
    Folds folds = new Folds(samples, 16, true, Normalisation.Mode.GLOBAL);
    for (int fold = 0; fold < Folds.COUNT; fold++) {
      Set<Integer> held = new HashSet<>();
      for (int window : folds.heldOut(fold)) {
        held.add(samples.keys()[window]);
      }
      for (int reference : folds.reference(fold)) {
        assertTrue(!held.contains(samples.keys()[reference]));
      }
    }
  }

  @Test
  void rowsOfATable_areDealtOutInTurn() {
    Folds folds = new Folds(samples(1, 12), 1, false, Normalisation.Mode.GLOBAL);
    assertArrayEquals(new int[] {1, 6, 11}, folds.heldOut(1));
    assertEquals(9, folds.reference(1).length);
  }

  private static Samples samples(int length, int... windowsOfKeys) {
    List<Block> blocks = new ArrayList<>();
    for (int key = 0; key < windowsOfKeys.length; key++) {
      Block block = new Block(key, 0);
      for (int i = 0; i < windowsOfKeys[key]; i++) {
        Reading[] rows = {Reading.ofRow("k" + key, i, new double[] {i}, i)};
        block.add(new Window(rows, 0), i + length - 1);
      }
      blocks.add(block);
    }
    return Samples.of(blocks);
  }
}
