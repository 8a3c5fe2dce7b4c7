package io.stillwater.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileScoreTest {
  @Test
  void tailMean_isThatOfTheTable() {
    double[] pieces = {10, 2, 3, 1};
    assertEquals(10, FileScore.tailMean(pieces, 0.25));
    assertEquals(6.5, FileScore.tailMean(pieces, 0.5));
    assertEquals(10, FileScore.tailMean(pieces, 0.01));
    assertThrows(IllegalArgumentException.class, () -> FileScore.tailMean(new double[0], 1));
  }

  @Test
  void fileAmongHeldOutOnes_hasItsRankAsPValue() {
    List<double[]> heldOut = IntStream.range(0, 99).mapToObj(i -> new double[] {0, i}).toList();
    FileScore score = FileScore.fit(0.5, 0.05, heldOut);
    FileScore.Judged middle = score.judge(new double[] {49.5, 49.5});
    assertEquals(0.5, middle.pValue().value(), 1e-9);
    assertFalse(middle.alarm());
    assertTrue(score.judge(new double[] {0, 96.5}).alarm());
    assertFalse(score.judge(new double[] {0, 93.5}).alarm());
    assertTrue(score.judge(new double[] {0, 500}).pValue().extrapolated());
  }
}
