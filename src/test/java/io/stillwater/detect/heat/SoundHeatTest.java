package io.stillwater.detect.heat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.FileScore;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.event.Pixels;
import io.stillwater.window.sound.SpectrogramSpec;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoundHeatTest {
  private static final int LENGTH = 8;
  private static final int WINDOWS = 100;

  /** Columns begin every 16 ms and look at 32 ms. */
  private static final double SECONDS = (WINDOWS + LENGTH - 2) * 0.016 + 0.032;

  private final FittedCalibration windows = FittedCalibration.fit(normal(20_000));
  private final FileScore files = new FileScore(1, FittedCalibration.fit(means(400)), 0.01);
  private final SoundHeat heat = new SoundHeat(SpectrogramSpec.DEFAULT, LENGTH, windows, files);

  @Test
  void bands_withAQuarterOfTheHighestError_areInIt() {
    assertRanges("2-3", 1, 1, 9, 8, 1, 1, 1, 1);
    assertRanges("2-4", 1, 1, 9, 1, 9, 1, 1, 1);
    assertRanges("0-0 7-7", 9, 1, 1, 1, 1, 1, 1, 9);
    assertRanges("0-7", 1, 2, 1, 2, 1, 2, 1, 1);
    assertRanges("0-2", 0, 0, 0);
  }

  @Test
  void strangeWindows_arePartsAroundTheirMiddles_atTheBandsOfTheirErrors() {
    double[] scores = quiet();
    List<double[]> errors = even();
    strange(scores, errors, 40, 55, 9, 30);
    List<Region> regions = heat.regions(scores, errors);
    assertEquals(List.of(new Region(43, 30, 17, 1, 9)), regions);
    SoundPart part = heat.parts(scores, errors, SECONDS).get(0);
    assertEquals(43 * 0.016 + 0.008, part.fromSeconds(), 1e-9);
    assertEquals(60 * 0.016 + 0.008, part.toSeconds(), 1e-9);
    // Points on the mel scale, worked out by hand: m(50) = 77.755, m(7800) = 2813.81, /65 = 42.093.
    assertEquals(hertz(77.755 + 30.5 * 42.093), part.lowHertz(), 0.5);
    assertEquals(hertz(77.755 + 31.5 * 42.093), part.highHertz(), 0.5);
    assertEquals(9, part.score());
  }

  /** A sound that is too loud is so at every pitch. */
  @Test
  void errorOfTheLoudness_isOneOfEveryBand() {
    double[] scores = quiet();
    List<double[]> errors = new ArrayList<>();
    even().forEach(of -> errors.add(Arrays.copyOf(of, of.length + 1)));
    scores[50] = 9;
    errors.get(50)[errors.get(50).length - 1] = 100;
    Region region = heat.regions(scores, errors).get(0);
    assertEquals(0, region.y());
    assertEquals(SpectrogramSpec.DEFAULT.bands(), region.height());
    Plane map = heat.heat(scores, errors, scores.length);
    assertEquals(SpectrogramSpec.DEFAULT.bands(), map.height());
    assertEquals(map.at(0, 54), map.at(63, 54), 0.1);
    assertTrue(map.at(0, 54) > 0.5, "hot from the lowest band on");
  }

  @Test
  void windowsThatTouch_areOnePart_andThoseThatDoNot_areTwo() {
    double[] scores = quiet();
    List<double[]> errors = even();
    strange(scores, errors, 20, 20, 8, 5);
    strange(scores, errors, 28, 28, 9, 5);
    strange(scores, errors, 37, 37, 7, 5);
    assertEquals(
        List.of(new Region(23, 5, 10, 1, 9), new Region(40, 5, 2, 1, 7)),
        heat.regions(scores, errors));
  }

  @Test
  void firstAndLastWindow_standForTheEndsOfTheSound() {
    double[] scores = quiet();
    List<double[]> errors = even();
    strange(scores, errors, 0, 2, 8, 5);
    strange(scores, errors, 98, 99, 9, 5);
    List<SoundPart> parts = heat.parts(scores, errors, SECONDS);
    assertEquals(SECONDS, parts.get(0).toSeconds());
    assertEquals(0, parts.get(1).fromSeconds());
  }

  @Test
  void twoTones_areTwoPartsOfTheSameTime() {
    double[] scores = quiet();
    List<double[]> errors = even();
    strange(scores, errors, 40, 41, 9, 10);
    strange(scores, errors, 40, 41, 9, 50);
    assertEquals(
        List.of(new Region(43, 10, 3, 1, 9), new Region(43, 50, 3, 1, 9)),
        heat.regions(scores, errors));
  }

  @Test
  void normalSounds_haveAPartAsRarelyAsTheyAreAlarms() {
    Random random = new Random(5);
    int with = 0;
    for (int i = 0; i < 2000; i++) {
      double[] scores = random.doubles(WINDOWS).map(u -> random.nextGaussian()).toArray();
      with += heat.regions(scores, even()).isEmpty() ? 0 : 1;
    }
    // 20 expected of 2,000 at a limit of 0.01; the binomial's 99.9 % interval, and the tail's fit.
    assertTrue(with >= 4 && with <= 45, with + " of 2000");
  }

  @Test
  void alarmWithoutAStrangeWindow_hasThePartsThatMakeIt() {
    double[] scores = quiet();
    Arrays.fill(scores, 1.0);
    assertTrue(files.judge(FileScore.Known.of(scores)).alarm());
    assertEquals(
        List.of(new Region(0, 0, WINDOWS + LENGTH - 1, 64, 1)), heat.regions(scores, even()));
    Arrays.fill(scores, 0.1);
    assertFalse(files.judge(FileScore.Known.of(scores)).alarm());
    assertEquals(List.of(), heat.regions(scores, even()));
  }

  @Test
  void heat_isFullInTheStrangestBandOnly() {
    double[] scores = quiet();
    List<double[]> errors = even();
    strange(scores, errors, 40, 55, 9, 30);
    Plane map = heat.heat(scores, errors, WINDOWS + LENGTH - 1);
    assertEquals(1, map.at(30, 50), 1e-6);
    assertEquals(1.0 / 40, map.at(29, 50), 1e-6);
    assertEquals(0, map.at(30, 10), 1e-3);
  }

  @Test
  void picture_hasLowFrequenciesAtTheBottom_andAFrameAroundThePart() {
    Plane rising = new Plane(64, 107, new float[64 * 107]);
    for (int i = 0; i < rising.values().length; i++) {
      rising.values()[i] = i / 107f;
    }
    Pixels grey = SpectrogramPicture.of(rising).grey(rising, 2);
    assertEquals(214, grey.width());
    assertEquals(128, grey.height());
    assertTrue(grey.at(0, 2, 5) > grey.at(0, 120, 5));
    double[] scores = quiet();
    List<double[]> errors = even();
    strange(scores, errors, 40, 55, 9, 0);
    HeatMap map = heat.map(rising, scores, errors, 2);
    assertEquals(List.of(new Region(86, 126, 34, 2, 9)), map.regions());
    assertEquals(0xffffff, map.rgb()[126 * 214 + 86]);
    assertEquals(0xffffff, map.rgb()[127 * 214 + 119]);
  }

  @Test
  void clipShorterThanAWindow_hasAPartWithinIt() {
    double[] scores = {12};
    List<double[]> errors = List.of(even().get(0));
    assertEquals(0.05, heat.parts(scores, errors, 0.05).get(0).toSeconds());
    HeatMap map = heat.map(new Plane(64, 3, new float[64 * 3]), scores, errors, 1);
    assertEquals(3, map.regions().get(0).width());
  }

  @Test
  void errorsOfOtherWindows_areRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> heat.parts(new double[3], even(), SECONDS));
    assertTrue(e.getMessage().contains("each of 3 windows"), e.getMessage());
  }

  private static void assertRanges(String expected, double... errors) {
    List<String> ranges =
        BandErrors.ranges(errors).stream().map(r -> r.first() + "-" + r.last()).toList();
    assertEquals(expected, String.join(" ", ranges));
  }

  private static double[] quiet() {
    return new double[WINDOWS];
  }

  private static List<double[]> even() {
    List<double[]> errors = new ArrayList<>();
    for (int w = 0; w < WINDOWS; w++) {
      double[] bands = new double[64];
      Arrays.fill(bands, 1);
      errors.add(bands);
    }
    return errors;
  }

  private static void strange(
      double[] scores, List<double[]> errors, int from, int to, double score, int band) {
    for (int w = from; w <= to; w++) {
      scores[w] = score;
      errors.get(w)[band] = 40;
    }
  }

  private static List<double[]> normal(int count) {
    Random random = new Random(1);
    List<double[]> levels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      levels.add(new double[] {random.nextGaussian()});
    }
    return levels;
  }

  /** Of files of 100 windows. */
  private static List<double[]> means(int count) {
    Random random = new Random(2);
    List<double[]> levels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      levels.add(new double[] {random.nextGaussian() / 10});
    }
    return levels;
  }

  private static double hertz(double mel) {
    return 700 * (Math.pow(10, mel / 2595) - 1);
  }
}
