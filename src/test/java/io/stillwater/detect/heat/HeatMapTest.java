package io.stillwater.detect.heat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.FileScore;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.event.Pixels;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  /** Cells that score 1 to 999: p-values are (1001 - score)/1000. Full at 981: p 0.02. */
  private static final HeatScale SCALE = new HeatScale(cells(999), 981);

  @Test
  void heat_isTheLogarithmOfThePValueBetweenTheMedianAndTheLimit() {
    assertEquals(0, SCALE.heat(-5));
    assertEquals(0, SCALE.heat(501), 1e-9);
    assertEquals(0.5, SCALE.heat(901), 1e-9);
    assertEquals(Math.log(5.0 / 2) / Math.log(25), SCALE.heat(801), 1e-9);
    assertEquals(1, SCALE.heat(981), 1e-9);
    assertEquals(1, SCALE.heat(1e9));
    double before = 0;
    for (double score = 400; score < 1100; score += 0.5) {
      double heat = SCALE.heat(score);
      assertTrue(heat >= before, "heat falls at " + score);
      before = heat;
    }
  }

  @Test
  void colour_isRedderWithEveryStepOfHeat_whateverTheGrey() {
    for (int grey : new int[] {0, 100, 255}) {
      int before = -1;
      for (double heat = 0; heat <= 1; heat += 0.02) {
        int rgb = HeatMap.mixed(grey, heat);
        int redness = (rgb >> 16) - (rgb >> 8 & 255);
        assertTrue(redness > before, "grey " + grey + ", heat " + heat + ": " + redness);
        assertEquals(255 * 0.7 * heat, redness, 1);
        assertEquals(rgb & 255, rgb >> 8 & 255);
        before = redness;
      }
    }
  }

  @Test
  void imageWithoutHeat_isGreyAtHalfContrast() {
    assertEquals(0x404040, HeatMap.mixed(0, 0));
    assertEquals(0x727272, HeatMap.mixed(100, 0));
    assertEquals(0xbfbfbf, HeatMap.mixed(255, 0));
  }

  @Test
  void regionBeyondTheLimit_hasAWhiteFrameOneWide() {
    // 5 x 7 pixels, cells of 2: the last row and column of cells are one pixel wide.
    short[] black = new short[35];
    float[] scores = new float[12];
    scores[2 * 4 + 2] = 982;
    scores[2 * 4 + 3] = 990;
    HeatMap map =
        HeatMap.of(new Pixels(7, 5, 1, black), new Plane(3, 4, scores), 2, SCALE, SCALE.limit());
    assertEquals(List.of(new Region(4, 4, 3, 1, 990)), map.regions());
    assertEquals(35, map.rgb().length);
    int[] white = Arrays.stream(map.rgb()).filter(rgb -> rgb == 0xffffff).toArray();
    assertEquals(3, white.length);
    assertArrayEquals(white, Arrays.copyOfRange(map.rgb(), 4 * 7 + 4, 5 * 7));
    assertEquals(0x404040, map.rgb()[0]);
  }

  @Test
  void sameScores_haveTheSameHeatInEveryImage() {
    float[] scores = {0, 900, 900, 900};
    float[] withHotter = {999, 900, 900, 900};
    Pixels grey = new Pixels(32, 32, 1, new short[32 * 32]);
    HeatMap one = HeatMap.of(grey, new Plane(2, 2, scores), 16, SCALE, SCALE.limit());
    HeatMap other = HeatMap.of(grey, new Plane(2, 2, withHotter), 16, SCALE, SCALE.limit());
    assertEquals(one.rgb()[31 * 32 + 31], other.rgb()[31 * 32 + 31]);
  }

  @Test
  void everyFileThatIsAnAlarm_hasAPieceBeyondTheScale() {
    Random random = new Random(3);
    for (double limit : new double[] {0.001, 0.05, 0.3}) {
      List<FileScore.Known> heldOut = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        heldOut.add(FileScore.Known.of(random.doubles(200).toArray()));
      }
      FileScore files = FileScore.fit(List.of(0.02), limit, heldOut);
      HeatScale scale = HeatScale.of(cells(10), files);
      int alarms = 0;
      for (int i = 0; i < 500; i++) {
        double more = 0.1 * random.nextDouble();
        double[] pieces = random.doubles(200).map(piece -> piece + more).toArray();
        boolean beyond = Arrays.stream(pieces).anyMatch(p -> p > scale.limit());
        boolean alarm = files.judge(FileScore.Known.of(pieces)).alarm();
        alarms += alarm ? 1 : 0;
        assertTrue(beyond || !alarm, "alarm without a piece beyond " + scale);
      }
      assertTrue(alarms > 20 && alarms < 500, alarms + " alarms at " + limit);
    }
  }

  @Test
  void limitBelowTheMedianCell_isReachedAfterAHalving() {
    HeatScale loose = new HeatScale(cells(999), 100);
    assertEquals(0, loose.heat(501), 1e-9);
    assertEquals(1, loose.heat(751), 1e-9);
  }

  /** Normal cells that score 1, 2, …, n. */
  private static FittedCalibration cells(int n) {
    FittedCalibration levels = FittedCalibration.fit(List.of(new double[] {0}, new double[] {1}));
    return levels.over(IntStream.rangeClosed(1, n).mapToDouble(i -> i).toArray());
  }
}
