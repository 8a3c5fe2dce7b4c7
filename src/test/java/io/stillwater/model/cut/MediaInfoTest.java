package io.stillwater.model.cut;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.detect.FileScore;
import io.stillwater.detect.FittedCalibration;
import io.stillwater.event.sound.WavFiles;
import io.stillwater.model.BundleJson;
import io.stillwater.model.feature.FeatureExtractor;
import io.stillwater.model.feature.FeatureInfo;
import io.stillwater.model.feature.PlaceModel;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.model.runtime.RuntimeOptions;
import io.stillwater.source.MediaSamples;
import io.stillwater.window.sound.SpectrogramSpec;
import io.stillwater.window.surface.CellNet;
import io.stillwater.window.surface.Mount;
import io.stillwater.window.surface.Surface;
import io.stillwater.window.tile.TileSpec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code media.json} as it is on disk, and what it means: bundles that were made with one version
 * cut files as they did with every later one.
 */
class MediaInfoTest {
  /** Recorded anew with -Dgolden.record=true only. */
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  /** Features of a bank of one filter a level. */
  private static final int FEATURES = 22;

  private static final List<String> KINDS =
      List.of(
          "images", "learned", "mounted", "grey", "features", "backbone", "sounds", "resampled");

  @BeforeAll
  static void record() throws Exception {
    if (Boolean.getBoolean("golden.record")) {
      for (String kind : KINDS) {
        Files.write(json(kind), BundleJson.write(worked(kind)));
        Files.write(values(kind), BundleJson.write(readings(worked(kind))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "images",
        "learned",
        "mounted",
        "grey",
        "features",
        "backbone",
        "sounds",
        "resampled"
      })
  void writtenForm_isThatOfTheGoldenFile(String kind) throws IOException {
    assertEquals(Files.readString(json(kind)), new String(BundleJson.write(worked(kind)), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "images",
        "learned",
        "mounted",
        "grey",
        "features",
        "backbone",
        "sounds",
        "resampled"
      })
  void goldenFile_isReadWithoutLoss(String kind) throws Exception {
    byte[] golden = Files.readAllBytes(json(kind));
    assertArrayEquals(golden, BundleJson.write(read(golden)));
  }

  /** What a detector was trained on and what it is shown must be the same numbers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "images",
        "learned",
        "mounted",
        "grey",
        "features",
        "backbone",
        "sounds",
        "resampled"
      })
  void goldenFile_cutsAFileIntoTheReadingsOfItsTime(String kind) throws Exception {
    double[][] expected = new ObjectMapper().readValue(values(kind).toFile(), double[][].class);
    List<double[]> found = readings(read(Files.readAllBytes(json(kind))));
    assertEquals(expected.length, found.size());
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], found.get(i), 1e-4, kind + ", reading " + i);
    }
  }

  @Test
  void unknownFieldsAndKinds_areRefusedByName() throws IOException {
    String golden = Files.readString(json("sounds"));
    assertRefused(golden.replaceFirst("\\{", "{ \"colour\": 1,"), "colour");
    assertRefused(golden.replace("\"sounds\"", "\"smells\""), "smells");
    assertRefused(golden.replace("\"columns\" : 8", "\"rows\" : 8"), "columns");
  }

  private static void assertRefused(String json, String part) {
    String message =
        assertThrows(BundleException.class, () -> read(json.getBytes(UTF_8))).getMessage();
    assertTrue(message.startsWith("media.json cannot be read") && message.contains(part), message);
  }

  private static MediaInfo read(byte[] json) throws BundleException {
    return BundleJson.media(json);
  }

  private static Path json(String kind) {
    return FOLDER.resolve("media-1-" + kind + ".json");
  }

  private static Path values(String kind) {
    return FOLDER.resolve("media-1-" + kind + "-readings.json");
  }

  private static List<double[]> readings(MediaInfo media) throws Exception {
    if (media.cut() instanceof SoundCut sound) {
      try (SoundRun open = SoundRun.open(sound, new RuntimeOptions(4, 1))) {
        return open.readings(sound());
      }
    }
    byte[] file = image();
    if (SurfaceCut.needed(media.cut())) {
      try (SurfaceCut open = SurfaceCut.open(media.cut(), new RuntimeOptions(4, 1))) {
        return open.readings(file);
      }
    }
    if (media.cut() instanceof BackboneCut backbone) {
      return readings(backbone, file);
    }
    if (!(media.cut() instanceof FeatureCut features)) {
      return media.cut().readings(file);
    }
    try (FeatureExtractor network =
        FeatureExtractor.of(Extractors.halves(1), new RuntimeOptions(4, 1))) {
      return features.with(network).readings(file);
    }
  }

  private static List<double[]> readings(BackboneCut cut, byte[] file) throws Exception {
    RuntimeOptions options = new RuntimeOptions(4, 1);
    // One distribution over all places: mean .5 and 0, variance .04 and .01, without covariance.
    float[][] whitening = {{5, 0, 10}};
    PlaceModel places = new PlaceModel(1, 1, 2, 1, new float[] {0.5f, 0}, whitening);
    FeatureExtractor network = FeatureExtractor.of(Extractors.halves(1), cut.info(), options);
    try (BackboneRun run = BackboneRun.open(cut, network, places, options)) {
      return run.readings(file);
    }
  }

  /** A foreign network's cells beside those of the samples' surface. */
  private static BackboneCut backbone() {
    FittedCalibration tail =
        FittedCalibration.fit(
            Stream.of(-2.0, -1.0, 0.0, 0.5, 1.0).map(value -> new double[] {value}).toList());
    return new BackboneCut(
        new FeatureCut.Shape(1, 2, 0, 4, 6),
        FeatureInfo.NONE.sized(32, 48),
        false,
        List.of(tail, tail),
        List.of(new MediaCut.Learned(MediaSamples.surface(2))));
  }

  private static MediaInfo worked(String kind) {
    MediaCut cut =
        switch (kind) {
          case "images" -> MediaCut.Image.DEFAULT;
          case "grey" -> new GreyCut(TileSpec.square(2, 8, 4));
          case "features" -> new FeatureCut(new FeatureCut.Shape(1, 2, 8, 0, 0), FeatureInfo.NONE);
          case "backbone" -> backbone();
          case "learned" -> new MediaCut.Learned(MediaSamples.surface(2));
          // The first three features less what is usual at their places come behind five blocks.
          case "mounted" -> new MountedCut(seeing(5 * FEATURES), mount());
          case "resampled" -> SoundCut.of(2000);
          default -> new SoundCut(SpectrogramSpec.DEFAULT, 8, 0);
        };
    List<double[]> means =
        Stream.of(1.0, 2.0, 4.0, 5.0, 8.0).map(mean -> new double[] {mean}).toList();
    return new MediaInfo(cut, new FileScore(0.25, FittedCalibration.fit(means), 0.01));
  }

  /** Other numbers for each feature and each of the 5 x 6 cells. */
  private static Mount mount() {
    float[][] means = new float[FEATURES][30];
    float[][] deviations = new float[FEATURES][30];
    for (int f = 0; f < FEATURES; f++) {
      for (int i = 0; i < 30; i++) {
        means[f][i] = (f - 11) / 16f + i / 32f;
        deviations[f][i] = 0.5f + (f + i) % 4 / 4f;
      }
    }
    return Mount.of(40, 48, means, deviations);
  }

  /** The surface of the samples, whose network sees three places of a vector from there on. */
  private static Surface seeing(int first) {
    Surface surface = MediaSamples.surface(2);
    List<CellNet> nets =
        surface.nets().stream()
            .map(
                net ->
                    new CellNet(
                        new int[] {first, first + 1, first + 2},
                        net.mean(),
                        net.scale(),
                        net.first(),
                        net.second(),
                        net.last()))
            .toList();
    return new Surface(surface.bank(), nets, surface.middle());
  }

  /** A ramp with a grating and an edge in it. */
  private static byte[] image() throws IOException {
    BufferedImage image = new BufferedImage(48, 40, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 48; x++) {
        int level = 60 + 2 * x + (x / 3 % 2 == 0 ? 20 : 0) + (y > 25 ? 40 : 0);
        image.getRaster().setSample(x, y, 0, level);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  /** A tone that rises from 300 Hz to 2,300 Hz in a fifth of a second. */
  private static byte[] sound() {
    float[] samples = new float[3200];
    for (int i = 0; i < samples.length; i++) {
      double t = i / 16_000.0;
      samples[i] = (float) (0.25 * Math.sin(2 * Math.PI * (300 * t + 5000 * t * t)));
    }
    return WavFiles.pcm16(samples, 16_000);
  }
}
