package io.stillwater.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.FileScore.Known;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
    List<Known> heldOut = IntStream.range(0, 99).mapToObj(i -> Known.of(0, i)).toList();
    FileScore score = FileScore.fit(List.of(0.5), 0.05, heldOut);
    FileScore.Judged middle = score.judge(Known.of(49.5, 49.5));
    assertEquals(0.5, middle.pValue().value(), 1e-9);
    assertFalse(middle.alarm());
    assertTrue(score.judge(Known.of(0, 96.5)).alarm());
    assertFalse(score.judge(Known.of(0, 93.5)).alarm());
    assertTrue(score.judge(Known.of(0, 500)).pValue().extrapolated());
  }

  @Test
  void otherSize_isTheShareOfTheNearestNormalFile_wherePiecesDecide() {
    List<Known> heldOut = new ArrayList<>();
    for (int pieces : new int[] {120, 100, 200, 150}) {
      for (int i = 0; i < 10; i++) {
        heldOut.add(Known.of(new Random(heldOut.size()).doubles(pieces).toArray()));
      }
    }
    FileScore score = FileScore.fit(List.of(0.01, 0.1), 0.05, heldOut);
    assertEquals(List.of(100, 200), score.sizes());
    for (int like : new int[] {80, 100, 160, 200, 250}) {
      assertEquals(1, score.otherSize(like), like + " pieces");
    }
    assertEquals(0.79, score.otherSize(79), 1e-12);
    assertEquals(0.01, score.otherSize(1), 1e-12);
    assertEquals(1.255, score.otherSize(251), 1e-12);
    FileScore mean = FileScore.fit(List.of(1.0), 0.05, heldOut);
    assertEquals(List.of(), mean.sizes());
    assertEquals(1, mean.otherSize(1));
  }

  @Test
  void surprise_isTheLogarithmOfTheRank_andGoesOnExponentially() {
    double[] values = IntStream.rangeClosed(1, 999).mapToDouble(i -> i).toArray();
    Surprise surprise = Surprise.fit(values);
    assertEquals(Math.log(2), surprise.of(500.5), 0.01);
    // The highest 99 exceed 900 by 50 in the mean.
    double within = -Math.log(101 / 1000.0);
    assertEquals(within + 1, surprise.of(950), 1e-6);
    assertEquals(within + 100, surprise.of(900 + 5000), 1e-6);
    for (double value : new double[] {10, 500.5, 899, 950, 5000}) {
      assertEquals(value, surprise.inverse(surprise.of(value)), 1.01, "back from " + value);
    }
  }

  @Test
  void fewStrangePiecesAndManyOddOnes_areBothFound_whereOneShareFindsOne() {
    Random random = new Random(1);
    List<Known> heldOut = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      heldOut.add(Known.of(pieces(random, 0, 0)));
    }
    FileScore both = FileScore.fit(List.of(0.003, 0.05), 0.01, heldOut);
    FileScore narrow = FileScore.fit(List.of(0.003), 0.01, heldOut);
    FileScore wide = FileScore.fit(List.of(0.05), 0.01, heldOut);
    Known few = Known.of(pieces(random, 3, 4));
    Known many = Known.of(pieces(random, 600, 0.4));
    assertTrue(both.judge(few).alarm() && both.judge(many).alarm());
    assertTrue(narrow.judge(few).alarm() && !narrow.judge(many).alarm());
    assertTrue(wide.judge(many).alarm() && !wide.judge(few).alarm());
    int alarms = 0;
    for (int i = 0; i < 2000; i++) {
      alarms += both.judge(Known.of(pieces(random, 0, 0))).alarm() ? 1 : 0;
    }
    // 20 are expected; the binomial's and the calibration's spread.
    assertTrue(alarms >= 3 && alarms <= 60, alarms + " of 2000 normal files");
  }

  @Test
  void whatFilesAreAsAWhole_countsWhereItIsVerySurprising() {
    Random random = new Random(2);
    List<Known> heldOut = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      heldOut.add(new Known(pieces(random, 0, 0), random.nextGaussian()));
    }
    FileScore score = FileScore.fit(List.of(0.01, 0.05), 0.01, heldOut);
    double[] quiet = pieces(random, 0, 0);
    assertFalse(score.judge(new Known(quiet, 2)).alarm(), "as one of 44 is");
    assertTrue(score.judge(new Known(quiet, 9)).alarm());
    assertTrue(score.judge(new Known(pieces(random, 10, 9), 0)).alarm());
    assertEquals(score.judge(new Known(quiet, 0)).score(), score.judge(Known.of(quiet)).score());
  }

  @Test
  void everyAlarm_hasAPieceThatIsShown() {
    Random random = new Random(3);
    List<Known> heldOut = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      heldOut.add(Known.of(pieces(random, 0, 0)));
    }
    FileScore score = FileScore.fit(List.of(0.003, 0.01, 0.05), 0.05, heldOut);
    int alarms = 0;
    for (int i = 0; i < 500; i++) {
      Known file = Known.of(pieces(random, 100, 2 * random.nextDouble()));
      double highest = Arrays.stream(file.pieces()).max().orElseThrow();
      alarms += score.judge(file).alarm() ? 1 : 0;
      assertTrue(!score.judge(file).alarm() || highest > score.shownFrom(file));
    }
    assertTrue(alarms > 50, alarms + " of 500");
  }

  /** Of 1,000 normal ones some are raised. */
  private static double[] pieces(Random random, int raised, double by) {
    double[] pieces = new double[1000];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = random.nextGaussian() + (i < raised ? by : 0);
    }
    return pieces;
  }
}
