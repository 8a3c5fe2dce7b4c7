package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.diffusion.Parameterisation;
import io.stillwater.event.image.ImageEncoder;
import io.stillwater.model.cut.Extractors;
import io.stillwater.model.foreign.Exact;
import io.stillwater.model.foreign.WindowOrder;
import io.stillwater.model.runtime.OpenSession;
import io.stillwater.onnx.ForeignFile;
import io.stillwater.train.sample.ContactSheet;
import io.stillwater.window.tile.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks from elsewhere, for images: a denoiser of grey tiles, and features of cells. */
class ForeignImagesTest {
  private static final double MEAN = 0.5;
  private static final double SCALE = 0.06;

  @TempDir static Path folder;
  private static Path normal;
  private static Path fresh;
  private static Path model;
  private static Path scheduler;
  private static Path scaler;

  @BeforeAll
  static void makeFiles() throws IOException {
    Random random = new Random(2);
    normal = Files.createDirectories(folder.resolve("normal"));
    fresh = Files.createDirectories(folder.resolve("fresh"));
    for (int i = 0; i < 40; i++) {
      Files.write(normal.resolve("n%02d.png".formatted(i)), image(false, random));
    }
    for (int i = 0; i < 4; i++) {
      Files.write(fresh.resolve("a_normal%d.png".formatted(i)), image(false, random));
      Files.write(fresh.resolve("b_odd%d.png".formatted(i)), image(true, random));
    }
    byte[] onnx = Exact.file(Parameterisation.EPSILON, WindowOrder.IMAGE, ForeignFile.INT64, -1);
    model = Files.write(folder.resolve("tiles.onnx"), onnx);
    scheduler =
        Files.writeString(
            folder.resolve("scheduler_config.json"),
            "{\"num_train_timesteps\": 1000, \"prediction_type\": \"epsilon\"}");
    scaler =
        Files.writeString(
            folder.resolve("grey.json"), "{\"mean\": [" + MEAN + "], \"scale\": [" + SCALE + "]}");
  }

  /** Grain, and where it is odd, a square of which every other row is white. */
  private static byte[] image(boolean odd, Random random) {
    float[] values = new float[64 * 64];
    for (int i = 0; i < values.length; i++) {
      int y = i / 64;
      int x = i % 64;
      boolean square = odd && y >= 24 && y < 36 && x >= 24 && x < 36;
      double grain = MEAN + SCALE * random.nextGaussian();
      values[i] = (float) (square ? (y % 8 < 4 ? 1 : 0) : grain);
    }
    return ImageEncoder.png(ContactSheet.pixels(new Plane(64, 64, values), 1));
  }

  private static void assertFindsTheSquare(Path bundle) throws IOException {
    Path out = folder.resolve("scores.csv");
    Path maps = folder.resolve(bundle.getFileName() + "-maps");
    Cli.Result scored =
        Cli.run("score", "--bundle", bundle, "--images", fresh, "--out", out, "--maps", maps);
    assertEquals(0, scored.code(), scored.err());
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    for (String line : Files.readAllLines(out).subList(1, 9)) {
      double score = Double.parseDouble(line.split(",", -1)[1]);
      low = line.startsWith("a_") ? Math.max(low, score) : low;
      high = line.startsWith("b_") ? Math.min(high, score) : high;
    }
    assertTrue(low < high, "normal up to " + low + ", odd from " + high);
    int rgb = ImageIO.read(maps.resolve("b_odd0.png.png").toFile()).getRGB(30, 30);
    assertTrue((rgb >> 16 & 255) - (rgb & 255) > 100, "the square is cold");
    List<String> regions = Files.readAllLines(maps.resolve("regions.csv"));
    assertTrue(regions.stream().anyMatch(line -> line.startsWith("b_odd3.png,")), "" + regions);
  }

  private static Cli.Result importing(Path onnx, Object... source) {
    Object[] all = {
      "import",
      "--onnx",
      onnx,
      "--scheduler",
      scheduler,
      "--scaler",
      scaler,
      "--limit",
      "0.05",
      "--bundle",
      folder.resolve("theirs"),
      source[0],
      source[1]
    };
    return Cli.run(all);
  }

  @Test
  void denoiserOfTiles_becomesABundleOfImages() throws IOException {
    Cli.Result imported = importing(model, "--images", normal);
    assertEquals(0, imported.code(), imported.err());
    assertTrue(imported.out().contains("imported (tiles.onnx, predicts "), imported.out());
    assertFindsTheSquare(folder.resolve("theirs"));
  }

  @Test
  void denoiserThatTakesNoTiles_isRefused() throws IOException {
    byte[] onnx =
        Exact.file(Parameterisation.EPSILON, WindowOrder.CHANNELS_LENGTH, ForeignFile.INT64, -1);
    Path series = Files.write(folder.resolve("series.onnx"), onnx);
    Cli.Result result = importing(series, "--images", normal);
    assertEquals(2, result.code());
    assertTrue(result.err().contains("expected grey tiles (?, 1, height, width)"), result.err());
  }

  @Test
  void featuresFromElsewhere_areDenoised() throws IOException {
    Path onnx = Files.write(folder.resolve("halves.onnx"), Extractors.halves(3));
    Path bundle = folder.resolve("features");
    Cli.Result trained =
        Cli.run(
            "train",
            "--images",
            normal,
            "--features",
            onnx,
            "--denoiser",
            "memory",
            "--limit",
            "0.05",
            "--bundle",
            bundle);
    assertEquals(0, trained.code(), trained.err());
    assertTrue(trained.out().contains("2 features of cells of 8 pixels"), trained.out());
    assertFindsTheSquare(bundle);
    byte[] kept = Files.readAllBytes(bundle.resolve("features.onnx"));
    kept[kept.length - 1]++;
    Files.write(bundle.resolve("features.onnx"), kept);
    Cli.Result damaged =
        Cli.run("score", "--bundle", bundle, "--images", fresh, "--out", folder.resolve("no.csv"));
    assertEquals(2, damaged.code());
    assertTrue(damaged.err().contains("features.onnx is damaged"), damaged.err());
  }

  private static Cli.Result alone(Path onnx, Path bundle) {
    return Cli.run(
        "train",
        "--images",
        normal,
        "--features",
        onnx,
        "--features-alone",
        "--limit",
        "0.1",
        "--bundle",
        bundle);
  }

  @Test
  void sideFileOfTheSameName_isRead() throws IOException {
    Path onnx = Files.write(folder.resolve("sided.onnx"), Extractors.halves(1));
    Path side = folder.resolve("sided.json");
    Files.writeString(side, "{\"size\": [64, 64], \"name\": \"Halves\", \"licence\": \"CC0-1.0\"}");
    Path bundle = folder.resolve("sided");
    Cli.Result trained = alone(onnx, bundle);
    assertEquals(0, trained.code(), trained.err());
    assertTrue(trained.out().contains("2 features of 8 x 8 cells"), trained.out());
    assertFindsTheSquare(bundle);
    String card = Cli.run("inspect", bundle, "--card").out();
    assertTrue(card.contains("Features by Halves; licence CC0-1.0; SHA-256 "), card);
    Files.writeString(side, "{\"channels\": \"rgb\"}");
    Cli.Result wrong = alone(onnx, folder.resolve("wrong"));
    assertEquals(2, wrong.code(), wrong.err());
    assertTrue(wrong.err().contains("says channels rgb, but its graph takes 1 band"), wrong.err());
    Files.writeString(side, "mean 0");
    Cli.Result broken = alone(onnx, folder.resolve("wrong"));
    assertEquals(2, broken.code(), broken.err());
    assertTrue(broken.err().contains(side + ": the side file is not JSON"), broken.err());
  }

  @Test
  void everyCommand_closesWhatItOpens() throws IOException {
    Path onnx = Files.write(folder.resolve("closed.onnx"), Extractors.halves(1));
    Path bundle = folder.resolve("closed");
    Path scores = folder.resolve("closed.csv");
    Path labels =
        Files.write(
            folder.resolve("labels.csv"), List.of("file,label", "a_normal0.png,0", "b_odd0.png,1"));
    assertClosed(
        "train", "--images", normal, "--features", onnx, "--features-alone", "--bundle", bundle);
    assertClosed("inspect", bundle);
    assertClosed("score", "--bundle", bundle, "--images", fresh, "--out", scores);
    assertClosed("evaluate", "--bundle", bundle, "--images", fresh, "--labels", labels);
    assertClosed("sample", "--bundle", bundle, "--count", "2", "--out", folder.resolve("drawn"));
  }

  private static void assertClosed(Object... command) {
    Set<OpenSession> before = Set.copyOf(OpenSession.alive());
    Cli.Result result = Cli.run(command);
    assertEquals(0, result.code(), result.err());
    assertEquals(before, Set.copyOf(OpenSession.alive()), command[0] + " leaves sessions open");
  }

  @Test
  void featuresThatDoNotFit_areRefused() throws IOException {
    Cli.Result wrong =
        Cli.run("train", "--images", normal, "--features", model, "--bundle", folder.resolve("x"));
    assertEquals(2, wrong.code(), wrong.err());
    assertTrue(wrong.err().contains("the network of features: it has the inputs"), wrong.err());
  }
}
