package io.stillwater.model.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Pixels;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.window.surface.Cells;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Networks of many forms: what comes out lies where it should, alone or with others. */
class FeatureExtractorTest {
  private static final RuntimeOptions OPTIONS = new RuntimeOptions(4, 1);
  private final List<FeatureExtractor> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(FeatureExtractor::close);
  }

  private FeatureExtractor extractor(byte[] onnx, String side) throws Exception {
    open.add(FeatureExtractor.of(onnx, FeatureInfo.read(side.getBytes(UTF_8)), OPTIONS));
    return open.get(open.size() - 1);
  }

  private FeatureExtractor extractor(byte[] onnx) throws Exception {
    return extractor(onnx, "{}");
  }

  /** Each pixel is 100 times its column, of 65,535. */
  private static Pixels ramp(int width, int height) {
    short[] samples = new short[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (100 * (i % width));
    }
    return new Pixels(width, height, 1, samples);
  }

  private static Pixels random(long seed, int width, int height, int bands) {
    Random random = new Random(seed);
    short[] samples = new short[bands * width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) random.nextInt(65536);
    }
    return new Pixels(width, height, bands, samples);
  }

  private static double ramp(double column) {
    return 100 * column / 65535;
  }

  private static void assertRamp(FeatureExtractor network, int rows, int columns) throws Exception {
    Cells cells = network.of(ramp(4 * columns, 4 * rows));
    assertEquals(rows, cells.rows());
    assertEquals(columns, cells.columns());
    assertEquals(2, cells.size());
    for (int i = 0; i < cells.count(); i++) {
      int x = i % columns;
      double middle = 4 * x + 1.5;
      double within = Math.max(3.5, Math.min(4 * columns - 4.5, middle)); // of the coarse cells
      assertEquals(ramp(within), cells.values()[2 * i], 1e-6, "coarse, cell " + i);
      assertEquals(ramp(middle), cells.values()[2 * i + 1], 1e-6, "fine, cell " + i);
    }
  }

  @Test
  void outputs_areBroughtToTheFinestGridAndPutOneAfterAnother() throws Exception {
    assertRamp(extractor(FeatureGraphs.twoMeans(-1, -1, -1)), 6, 10);
    assertRamp(extractor(FeatureGraphs.twoMeansLast()), 6, 10);
    assertRamp(extractor(FeatureGraphs.twoMeans(3, 24, 40)), 6, 10);
  }

  /** The coarse cells ask for 8 rows more than the image has; the fine ones are cut to it. */
  @Test
  void cellsBeyondTheImage_areLeftOut() throws Exception {
    Cells cells = extractor(FeatureGraphs.twoMeans(-1, -1, -1)).of(ramp(41, 11));
    assertEquals(3, cells.rows());
    assertEquals(11, cells.columns());
    assertEquals(ramp(40), cells.values()[2 * 10 + 1], 1e-6);
    assertEquals(ramp(4 * 9 + 1.5), cells.values()[2 * (2 * 11 + 9) + 1], 1e-6);
  }

  private static void assertBatches(FeatureExtractor network, int together) throws Exception {
    assertEquals(together, network.together());
    List<Pixels> images = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      images.add(random(i, i % 5 == 4 ? 24 : 32, 16, 1));
    }
    List<Cells> found = network.of(images);
    assertEquals(13, found.size());
    for (int i = 0; i < 13; i++) {
      Cells alone = network.of(images.get(i));
      assertEquals(alone.columns(), found.get(i).columns());
      assertArrayEquals(alone.values(), found.get(i).values(), 1e-6f, "image " + i);
    }
    Cells first = network.of(images.get(0));
    assertFalse(java.util.Arrays.equals(first.values(), network.of(images.get(1)).values()));
  }

  @Test
  void imagesTogether_giveWhatTheyGiveAlone() throws Exception {
    assertBatches(extractor(FeatureGraphs.twoMeans(-1, -1, -1)), 8);
    assertBatches(extractor(FeatureGraphs.twoMeans(4, -1, -1)), 4);
    assertBatches(extractor(FeatureGraphs.twoMeans(1, 16, 32)), 1);
    assertBatches(extractor(FeatureGraphs.twoMeans(-1, 16, 32)), 8);
    assertBatches(extractor(FeatureGraphs.twoMeansLast()), 8);
    assertBatches(extractor(FeatureGraphs.oneInside()), 1);
  }

  @Test
  void valuesAreAsTheSideFileSays() throws Exception {
    String side =
        "{\"range\": [0, 255], \"mean\": [10, 20, 30], \"deviation\": [1, 2, 4],"
            + " \"channels\": \"bgr\"}";
    Pixels image = random(1, 8, 8, 3);
    Cells cells = extractor(FeatureGraphs.pixels(-1, 3, -1, -1), side).of(image);
    for (int band = 0; band < 3; band++) {
      double value = 255 * image.at(2 - band, 3, 5);
      double expected = (value - 10 * (band + 1)) / (1 << band);
      assertEquals(expected, cells.values()[3 * (3 * 8 + 5) + band], 1e-4);
    }
    Cells grey = extractor(FeatureGraphs.pixels(-1, 3, -1, -1)).of(random(2, 8, 8, 1));
    assertEquals(grey.values()[0], grey.values()[2]);
  }

  @Test
  void imagesAreBroughtToTheSizeThatWasSaid() throws Exception {
    String side = "{\"size\": [16, 32], \"grid\": [2, 4]}";
    FeatureExtractor network = extractor(FeatureGraphs.twoMeans(-1, -1, -1), side);
    assertTrue(network.sized());
    Cells cells = network.of(ramp(64, 48));
    assertEquals(2, cells.rows());
    assertEquals(4, cells.columns());
    assertEquals(ramp(16 * 1 + 7.5), cells.values()[2 * 1], 1e-5); // 16 columns a cell
  }

  private static void assertRefused(byte[] onnx, String side, String part) {
    Exception e =
        assertThrows(
            Exception.class,
            () -> FeatureExtractor.of(onnx, FeatureInfo.read(side.getBytes(UTF_8)), OPTIONS));
    assertTrue(e instanceof BundleException || e instanceof IOException, e.toString());
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void sideFilesThatDoNotFit_areRefusedInWords() {
    byte[] colour = FeatureGraphs.pixels(-1, 3, -1, -1);
    byte[] fixed = FeatureGraphs.twoMeans(1, 24, 40);
    assertRefused(colour, "{\"channels\": \"grey\"}", "says channels grey, but its graph takes 3");
    assertRefused(colour, "{\"mean\": [1]}", "says mean [1.0], but its graph takes 3 bands");
    assertRefused(colour, "{\"layout\": \"NHWC\"}", "says layout NHWC, but its graph takes");
    assertRefused(fixed, "{\"size\": [32, 40]}", "its graph takes images of 24 x 40");
    assertRefused(colour, "{\"grid\": [4, 4]}", "state a size, too");
    assertRefused(colour, "{\"mena\": [1]}", "says [mena]: expected some of");
    assertRefused(colour, "{\"mean\": \"1\"}", "has mean \"1\": expected numbers");
    assertRefused(colour, "{\"deviation\": [1, 0, 1]}", "deviation must be numbers above 0");
    assertRefused(colour, "{\"range\": [1, 0]}", "range must be two numbers");
    assertRefused(colour, "{\"size\": [31.5, 32]}", "has 31.5 in size: expected a whole number");
    assertRefused(colour, "mean: 1", "the side file is not JSON");
  }
}
