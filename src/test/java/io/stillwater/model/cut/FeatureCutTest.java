package io.stillwater.model.cut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.detect.FileScore;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.event.Pixels;
import io.stillwater.event.image.ImageEncoder;
import io.stillwater.model.BundleJson;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.feature.FeatureInfo;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.onnx.ForeignFile;
import io.stillwater.window.tile.Plane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a foreign network says of the cells of an image, against what it must say. */
class FeatureCutTest {
  private static final RuntimeOptions OPTIONS = new RuntimeOptions(4, 1);
  private static final List<FeatureExtractor> OPEN = new ArrayList<>();

  @AfterAll
  static void close() {
    OPEN.forEach(FeatureExtractor::close);
  }

  private static FeatureExtractor halves(int bands) throws BundleException {
    OPEN.add(FeatureExtractor.of(Extractors.halves(bands), OPTIONS));
    return OPEN.get(OPEN.size() - 1);
  }

  /** 20 by 11 pixels, each 100 + 10 · its column + 5 where it lies in the upper 4 rows. */
  private static byte[] image(int bands) {
    short[] samples = new short[bands * 20 * 11];
    for (int i = 0; i < samples.length; i++) {
      int level = 100 + 5 * (i % 20) + (i / 20 % 11 < 4 ? 5 : 0) + i / 220;
      samples[i] = (short) (257 * level);
    }
    return ImageEncoder.png(new Pixels(20, 11, bands, samples));
  }

  /** The level there; beyond the border, the border's. */
  private static double level(int y, int x, int band) {
    int row = Math.min(y, 10);
    return (100 + 5 * Math.min(x, 19) + (row < 4 ? 5 : 0) + band) / 255.0;
  }

  private static void assertFeatures(int bands, int bandsOfImage) throws Exception {
    FeatureCut cut = FeatureCut.of(halves(bands));
    assertEquals(8, cut.square());
    assertEquals(List.of("feature0", "feature1"), cut.channels());
    List<double[]> readings = cut.readings(image(bandsOfImage));
    assertEquals(2 * 3, readings.size());
    for (int cell = 0; cell < 6; cell++) {
      double all = 0;
      double halves = 0;
      for (int i = 0; i < 64 * bands; i++) {
        int y = cell / 3 * 8 + i % 64 / 8;
        int x = cell % 3 * 8 + i % 8;
        double value = level(y, x, bandsOfImage == 1 ? 0 : i / 64) / (64.0 * bands);
        all += value;
        halves += i % 64 < 32 ? value : -value;
      }
      assertEquals(all, readings.get(cell)[0], 1e-5, "mean of cell " + cell);
      assertEquals(halves, readings.get(cell)[1], 1e-5, "halves of cell " + cell);
    }
  }

  @Test
  void features_areThoseOfTheCellsInTheirPlaces() throws Exception {
    assertFeatures(1, 1);
    assertFeatures(3, 3);
    assertFeatures(3, 1);
  }

  @Test
  void scores_lieWhereTheCellsLie() throws Exception {
    FeatureCut cut = FeatureCut.of(halves(1));
    Plane map = cut.map(new double[] {0, 1, 2, 3, 4, 5}, 11, 20);
    assertEquals(2, map.height());
    assertEquals(5, map.at(1, 2));
  }

  private static String refusal(byte[] onnx) {
    return assertThrows(BundleException.class, () -> FeatureExtractor.of(onnx, OPTIONS))
        .getMessage();
  }

  /** A map has a square for each 4 pixels, whatever size the network wants. */
  @Test
  void scoresOfImagesBroughtToOneSize_lieWhereTheyLayBefore() throws Exception {
    FeatureCut cut =
        new FeatureCut(new FeatureCut.Shape(1, 2, 0, 2, 2), FeatureInfo.NONE.sized(16, 16));
    Plane map = cut.map(new double[] {0, 1, 2, 3}, 40, 22);
    assertEquals(10, map.height());
    assertEquals(6, map.width());
    assertEquals(0, map.at(0, 0));
    assertEquals(3, map.at(9, 5));
    assertEquals(1.5, map.at(4, 2) / 2 + map.at(5, 3) / 2, 1e-6);
  }

  @Test
  void networksOfAnotherForm_areRefusedWithWhatIsExpected() {
    float[] weights = new float[2 * 64];
    long[] open = {-1, 1, -1, -1};
    String half =
        refusal(Extractors.file(1, weights, 8, 8, new long[] {-1, 1, 64, -1}, ForeignFile.FLOAT));
    assertTrue(half.contains("height and width to be both open, or both fixed"), half);
    String many =
        refusal(Extractors.file(2, weights, 8, 8, new long[] {-1, 2, -1, -1}, ForeignFile.FLOAT));
    assertTrue(many.contains("takes images FLOAT (?, 2, ?, ?)"), many);
    String type = refusal(Extractors.file(1, weights, 8, 8, open, ForeignFile.DOUBLE));
    assertTrue(type.contains("the network of features"), type);
    String ragged = refusal(Extractors.ragged());
    assertTrue(ragged.contains("gives [1, 2, 25, 25] for an image of 128 x 128"), ragged);
    assertTrue(refusal("no network".getBytes(UTF_8)).contains("the network of features"));
  }

  @Test
  void anotherNetworkThanTheManifestTellsOf_isRefused() throws Exception {
    FeatureCut cut = new FeatureCut(new FeatureCut.Shape(3, 2, 8, 0, 0), FeatureInfo.NONE);
    FeatureExtractor other = halves(1);
    BundleException e = assertThrows(BundleException.class, () -> cut.with(other));
    assertTrue(e.getMessage().contains("from images of 3 bands. Copy"), e.getMessage());
  }

  @Test
  void form_isReadAsItWasWritten() throws Exception {
    FeatureCut cut = FeatureCut.of(halves(3));
    FittedCalibration files =
        FittedCalibration.fit(List.of(new double[] {0}, new double[] {1}, new double[] {3}));
    byte[] json = BundleJson.write(new MediaInfo(cut, new FileScore(0.01, files, 0.05)));
    assertTrue(new String(json, UTF_8).contains("\"kind\" : \"features\""));
    assertEquals(cut, BundleJson.media(json).cut());
  }
}
