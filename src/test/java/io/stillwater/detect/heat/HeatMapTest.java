package io.stillwater.detect.heat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.FileScore;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.event.Pixels;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static final HeatScale SCALE = new HeatScale(1, 3);

  @Test
  void heat_risesFromNoneToFullAndStaysThere() {
    assertEquals(0, SCALE.heat(-5));
    assertEquals(0, SCALE.heat(1));
    assertEquals(0.25, SCALE.heat(1.5));
    assertEquals(1, SCALE.heat(3));
    assertEquals(1, SCALE.heat(1e9));
    assertThrows(IllegalArgumentException.class, () -> new HeatScale(3, 3));
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
    scores[2 * 4 + 2] = 4;
    scores[2 * 4 + 3] = 9;
    HeatMap map = HeatMap.of(new Pixels(7, 5, 1, black), new Plane(3, 4, scores), 2, SCALE);
    assertEquals(List.of(new Region(4, 4, 3, 1, 9)), map.regions());
    assertEquals(35, map.rgb().length);
    int[] white = Arrays.stream(map.rgb()).filter(rgb -> rgb == 0xffffff).toArray();
    assertEquals(3, white.length);
    assertArrayEquals(white, Arrays.copyOfRange(map.rgb(), 4 * 7 + 4, 5 * 7));
    assertEquals(0x404040, map.rgb()[0]);
  }

  @Test
  void sameScores_haveTheSameHeatInEveryImage() {
    float[] scores = {0, 2, 2, 2};
    float[] withHotter = {2.9f, 2, 2, 2};
    Pixels grey = new Pixels(32, 32, 1, new short[32 * 32]);
    HeatMap one = HeatMap.of(grey, new Plane(2, 2, scores), 16, SCALE);
    HeatMap other = HeatMap.of(grey, new Plane(2, 2, withHotter), 16, SCALE);
    assertEquals(one.rgb()[31 * 32 + 31], other.rgb()[31 * 32 + 31]);
  }

  @Test
  void everyFileThatIsAnAlarm_hasAPieceBeyondTheScale() {
    Random random = new Random(3);
    for (double limit : new double[] {0.001, 0.05, 0.3}) {
      List<double[]> heldOut = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        heldOut.add(random.doubles(200).toArray());
      }
      FileScore files = FileScore.fit(0.02, limit, heldOut);
      double[] ten = random.doubles(10).toArray();
      FittedCalibration cells =
          FittedCalibration.fit(Arrays.stream(ten).mapToObj(s -> new double[] {s}).toList());
      HeatScale scale = HeatScale.of(cells.over(ten), files);
      int alarms = 0;
      for (int i = 0; i < 500; i++) {
        double more = 0.1 * random.nextDouble();
        double[] pieces = random.doubles(200).map(piece -> piece + more).toArray();
        boolean beyond = Arrays.stream(pieces).anyMatch(p -> files.own(p) > scale.full());
        boolean alarm = files.judge(pieces).alarm();
        alarms += alarm ? 1 : 0;
        assertTrue(beyond || !alarm, "alarm without a piece beyond " + scale);
      }
      assertTrue(alarms > 20 && alarms < 500, alarms + " alarms at " + limit);
    }
  }

  @Test
  void limitBelowTheMedianCell_stillMakesAScale() {
    List<double[]> low = List.of(new double[] {1}, new double[] {2}, new double[] {3});
    FileScore files = FileScore.fit(1, 0.5, low);
    FittedCalibration cells = files.calibration().over(new double[] {50, 60, 70});
    HeatScale scale = HeatScale.of(cells, files);
    assertEquals(1, scale.full() - scale.none(), 1e-12);
    assertEquals(files.alarmScore(), scale.full());
  }
}
