package io.stillwater.train.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.FileScore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MediaTrainerTest {
  private static final List<Double> SHARES = List.of(0.003, 0.01, 0.05);

  private static List<FileScore.Known> files(int pieces) {
    return Collections.nCopies(3, FileScore.Known.of(new double[pieces]));
  }

  @Test
  void sharesOfManyPieces_areThoseOfTheTable() {
    assertEquals(SHARES, MediaTrainer.finer(SHARES, files(1_500)));
    assertEquals(List.of(0.0008, 0.003, 0.01, 0.05), MediaTrainer.finer(SHARES, files(10_000)));
    List<Double> large = MediaTrainer.finer(SHARES, files(375_000));
    double[] pieces = large.stream().mapToDouble(share -> share * 375_000).toArray();
    double[] expected = {8, 17.578125, 140.625, 1_125, 3_750, 18_750};
    assertEquals(expected.length, pieces.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], pieces[i], 1e-9);
    }
    assertEquals(List.of(1.0), MediaTrainer.finer(List.of(1.0), files(375_000)), "sounds");
  }

  @Test
  void smallDefectOfALargeImage_isNotDilutedByItsTexture() {
    SplittableRandom random = new SplittableRandom(1);
    List<FileScore.Known> normal = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      normal.add(FileScore.Known.of(texture(40_000, random)));
    }
    FileScore coarse = FileScore.fit(SHARES, 0.01, normal);
    FileScore fine = FileScore.fit(MediaTrainer.finer(SHARES, normal), 0.01, normal);
    int foundByCoarse = 0;
    int foundByFine = 0;
    int falseAlarms = 0;
    for (int i = 0; i < 50; i++) {
      double[] image = texture(40_000, random);
      falseAlarms += fine.judge(FileScore.Known.of(image)).alarm() ? 1 : 0;
      for (int cell = 0; cell < 8; cell++) {
        image[1_000 + cell] = 5.5;
      }
      foundByCoarse += coarse.judge(FileScore.Known.of(image)).alarm() ? 1 : 0;
      foundByFine += fine.judge(FileScore.Known.of(image)).alarm() ? 1 : 0;
    }
    assertEquals(50, foundByFine);
    assertTrue(foundByCoarse < 25, "found without the small share: " + foundByCoarse);
    assertTrue(falseAlarms <= 4, "false alarms: " + falseAlarms); // 0.5 expected, P(> 4) < 2e-4
  }

  /** Cells of a normal surface, some surfaces a little rougher than others. */
  private static double[] texture(int cells, SplittableRandom random) {
    double rough = random.nextDouble(0.95, 1.05);
    double[] out = new double[cells];
    for (int i = 0; i < cells; i++) {
      out[i] = rough * random.nextGaussian();
    }
    return out;
  }
}
