package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.stillwater.alert.PolicySpec;
import io.stillwater.detect.picture.Restoration;
import io.stillwater.event.media.MediaFamily;
import io.stillwater.model.Bundle;
import io.stillwater.model.cut.MediaCut;
import io.stillwater.model.cut.MediaParts;
import io.stillwater.model.manifest.BundleException;
import io.stillwater.source.media.MediaFiles;
import io.stillwater.train.TrainingPlan;
import io.stillwater.train.data.WindowPlan;
import io.stillwater.train.fit.DenoiserFit;
import io.stillwater.train.fit.MemoryFit;
import io.stillwater.train.media.MediaTrainer;
import io.stillwater.train.media.TileMemoryFit;
import io.stillwater.train.media.TrainingFiles;
import io.stillwater.train.threshold.Promise;
import io.stillwater.window.tile.Plane;
import io.stillwater.window.tile.TileSpec;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code score --images --maps}: a grating, and a square of a chessboard in it. */
class HeatMapCommandTest {
  /** The square's first pixel, and its side. */
  private static final int AT_X = 48;

  private static final int AT_Y = 24;
  private static final int SIDE = 20;

  @TempDir static Path folder;
  private static Path bundle;
  private static Path fresh;
  private static Path maps;
  private static Path scores;
  private static List<String[]> regions;

  @BeforeAll
  static void trainAndScore() throws Exception {
    Random random = new Random(4);
    Path normal = Files.createDirectories(folder.resolve("normal"));
    for (int i = 0; i < 40; i++) {
      write(normal.resolve("n%02d.png".formatted(i)), image(96, 80, false, false, random));
    }
    fresh = Files.createDirectories(folder.resolve("fresh"));
    Files.createDirectories(fresh.resolve("line 3"));
    write(fresh.resolve("normal.png"), image(96, 80, false, false, random));
    write(fresh.resolve("line 3/odd.png"), image(96, 80, true, false, random));
    write(fresh.resolve("uneven.png"), image(101, 83, true, false, random));
    write(fresh.resolve("deep.png"), image(96, 80, true, true, random));
    Files.write(fresh.resolve("broken.png"), new byte[100]);
    bundle = folder.resolve("belt");
    maps = folder.resolve("maps/of today");
    scores = folder.resolve("scores.csv");
    train(normal);
    Cli.Result scored = score("--out", scores, "--maps", maps);
    assertEquals(1, scored.code(), "one file cannot be read: " + scored.err());
    List<String> lines = Files.readAllLines(maps.resolve("regions.csv"));
    assertEquals("file,x,y,width,height,score", lines.get(0));
    regions = lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  @Test
  void hottestPixels_lieInTheSquare() throws IOException {
    for (String name : List.of("line 3/odd.png", "uneven.png", "deep.png")) {
      BufferedImage map = map(name);
      int most = -1;
      int inside = 0;
      int outside = 0;
      for (int y = 0; y < map.getHeight(); y++) {
        for (int x = 0; x < map.getWidth(); x++) {
          int rgb = map.getRGB(x, y) & 0xffffff;
          int redness = (rgb >> 16) - (rgb & 255);
          if (redness > most) {
            most = redness;
            inside = 0;
            outside = 0;
          }
          if (redness == most) {
            inside += within(x, y, 0) ? 1 : 0;
            outside += within(x, y, 8) ? 0 : 1;
          }
        }
      }
      assertEquals(178, most, 1, name + " has no full heat");
      assertTrue(inside > 20, name + ": only " + inside + " of the hottest are in the square");
      assertEquals(0, outside, name + ": hottest pixels more than a cell beside the square");
    }
  }

  @Test
  void highestRegion_coversTheSquare() throws IOException {
    for (String name : List.of("line 3/odd.png", "uneven.png", "deep.png")) {
      String[] first = of(name).get(0);
      int x = Integer.parseInt(first[1]);
      int y = Integer.parseInt(first[2]);
      int width = Integer.parseInt(first[3]);
      int height = Integer.parseInt(first[4]);
      assertTrue(x <= AT_X && y <= AT_Y, Arrays.toString(first));
      assertTrue(x + width >= AT_X + SIDE && y + height >= AT_Y + SIDE, Arrays.toString(first));
      assertTrue(width <= SIDE + 24 && height <= SIDE + 24, Arrays.toString(first));
      assertEquals(0xffffff, map(name).getRGB(x, y) & 0xffffff);
      double before = Double.POSITIVE_INFINITY;
      for (String[] region : of(name)) {
        assertTrue(Double.parseDouble(region[5]) <= before, "the highest first: " + name);
        before = Double.parseDouble(region[5]);
      }
    }
  }

  @Test
  void normalImage_hasAMapWithoutAFrame() throws IOException {
    assertEquals(List.of(), of("normal.png"));
    BufferedImage map = map("normal.png");
    for (int y = 0; y < map.getHeight(); y++) {
      for (int x = 0; x < map.getWidth(); x++) {
        assertTrue((map.getRGB(x, y) & 0xffffff) != 0xffffff, "white at " + x + ", " + y);
      }
    }
  }

  @Test
  void maps_haveTheSizeOfTheirImages() throws IOException {
    assertEquals(101, map("uneven.png").getWidth());
    assertEquals(83, map("uneven.png").getHeight());
    assertEquals(96, map("deep.png").getWidth());
    assertEquals(80, map("deep.png").getHeight());
    assertFalse(Files.exists(maps.resolve("broken.png.png")));
  }

  @Test
  void scores_areTheSameWithoutMaps() throws IOException {
    Path plain = folder.resolve("plain.csv");
    assertEquals(1, score("--out", plain).code());
    assertEquals(Files.readString(scores), Files.readString(plain));
    assertTrue(Files.readString(scores).contains("broken.png,,,0"), Files.readString(scores));
  }

  @Test
  void everyAlarm_hasARegion() throws IOException {
    List<String> alarms =
        Files.readAllLines(scores).stream()
            .filter(line -> line.endsWith(",1"))
            .map(line -> line.split(",", -1)[0])
            .toList();
    assertEquals(List.of("deep.png", "line 3/odd.png", "uneven.png"), alarms);
    alarms.forEach(name -> assertFalse(of(name).isEmpty(), name));
  }

  @Test
  void bundle_showsWhatNormalWouldHaveLookedLike() throws Exception {
    Plane odd = MediaCut.plane(Files.readAllBytes(fresh.resolve("line 3/odd.png")));
    float[] heat = new float[10 * 12];
    for (int y = AT_Y / 8; y <= (AT_Y + SIDE - 1) / 8; y++) {
      for (int x = AT_X / 8; x <= (AT_X + SIDE - 1) / 8; x++) {
        heat[y * 12 + x] = 1;
      }
    }
    Plane normal =
        Bundle.load(bundle)
            .tiles()
            .map(Restoration::new)
            .orElseThrow()
            .of(odd, new Plane(10, 12, heat), 8);
    for (int y = AT_Y; y < AT_Y + SIDE; y++) {
      for (int x = AT_X; x < AT_X + SIDE; x++) {
        double grey = 255 * normal.at(y, x);
        assertTrue(grey > 50 && grey < 190, "at " + y + ", " + x + " still " + grey);
      }
    }
  }

  @Test
  void damagedTiles_areRefused() throws Exception {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    try (Stream<Path> files = Files.list(bundle)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    byte[] bytes = Files.readAllBytes(copy.resolve("tiles.bin"));
    assertTrue(bytes.length < 400_000, bytes.length + " bytes");
    bytes[500]++;
    Files.write(copy.resolve("tiles.bin"), bytes);
    Exception e = assertThrows(BundleException.class, () -> Bundle.load(copy));
    assertTrue(e.getMessage().contains("tiles.bin is damaged or was changed"), e.getMessage());
  }

  @Test
  void foldersThatCannotTakeMaps_areRefused() throws IOException {
    Path out = folder.resolve("refused.csv");
    Cli.Result among = score("--out", out, "--maps", fresh.resolve("maps"));
    assertEquals(2, among.code());
    assertTrue(among.err().contains("would be taken for images"), among.err());
    assertFalse(Files.exists(fresh.resolve("maps")));
    Path file = Files.createFile(folder.resolve("file"));
    Cli.Result taken = score("--out", out, "--maps", file);
    assertEquals(2, taken.code());
    assertTrue(taken.err().contains("give --maps a folder that may be written"), taken.err());
    Cli.Result below = score("--out", out, "--maps", file.resolve("maps"));
    assertEquals(2, below.code(), below.err());
    Cli.Result rows =
        Cli.run("score", "--bundle", bundle, "--data", file, "--out", out, "--maps", maps);
    assertEquals(2, rows.code());
    assertTrue(rows.err().contains("--maps draws images and sounds"), rows.err());
  }

  /** Small tiles and closed forms: what networks learn is another test's. */
  private static void train(Path normal) throws Exception {
    MediaCut cut = new MediaCut.Image(TileSpec.square(2, 4, 2));
    TrainingPlan plan =
        TrainingPlan.of("belt", bundle)
            .with(WindowPlan.of(cut.length(), cut.stride()).atMost(6_000).judging(1_000))
            .with(new DenoiserFit[] {MemoryFit.DEFAULT})
            .with(new Promise(1, 0.01, PolicySpec.DEFAULT));
    List<Path> files = MediaFiles.list(normal, MediaFamily.IMAGES.endings());
    TrainingFiles training =
        TrainingFiles.heldOut(cut, normal, files, (file, why) -> fail(file + ": " + why));
    MediaParts parts = MediaParts.NONE.with(TileMemoryFit.fit(planes(files), 1));
    List<Double> shares = MediaTrainer.shares(cut);
    MediaTrainer.train(plan, cut, parts, shares, training, (what, part, detail) -> {});
  }

  private static List<Plane> planes(List<Path> files) throws Exception {
    List<Plane> planes = new ArrayList<>();
    for (Path file : files) {
      planes.add(MediaCut.plane(Files.readAllBytes(file)));
    }
    return planes;
  }

  private static Cli.Result score(Object... more) {
    Object[] first = {"score", "--bundle", bundle, "--images", fresh};
    Object[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return Cli.run(all);
  }

  private static List<String[]> of(String name) {
    return regions.stream().filter(region -> region[0].equals(name)).toList();
  }

  private static BufferedImage map(String name) throws IOException {
    return ImageIO.read(maps.resolve(name + ".png").toFile());
  }

  private static boolean within(int x, int y, int margin) {
    return x >= AT_X - margin
        && x < AT_X + SIDE + margin
        && y >= AT_Y - margin
        && y < AT_Y + SIDE + margin;
  }

  /**
   * A grating with noise, and a chessboard of the same mean and contrast in it where it is odd, so
   * that the rest stays what it is; in 16 bits where deep.
   */
  private static BufferedImage image(
      int width, int height, boolean odd, boolean deep, Random random) {
    int type = deep ? BufferedImage.TYPE_USHORT_GRAY : BufferedImage.TYPE_BYTE_GRAY;
    BufferedImage image = new BufferedImage(width, height, type);
    double phase = 6 * random.nextDouble();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double value = 120 + 40 * Math.sin(x / 3.0 + phase) + 6 * random.nextGaussian();
        double field = (x / 4 + y / 4) % 2 == 0 ? 150 : 90;
        double grey = odd && within(x, y, 0) ? field + 6 * random.nextGaussian() : value;
        int level = (int) Math.max(0, Math.min(255, grey));
        image.getRaster().setSample(x, y, 0, deep ? 257 * level : level);
      }
    }
    return image;
  }

  private static void write(Path file, BufferedImage image) throws IOException {
    ImageIO.write(image, "png", file.toFile());
  }
}
