package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images and sounds from a folder to scores, without a broker. */
class MediaCommandTest {
  @TempDir Path folder;

  @Test
  void soundWithAnotherTone_scoresAboveEveryNormalOne() throws IOException {
    Path normal = Files.createDirectories(folder.resolve("normal/day1"));
    Path fresh = Files.createDirectories(folder.resolve("fresh"));
    Random random = new Random(1);
    for (int i = 0; i < 30; i++) {
      wav(normal.resolve("n%02d.wav".formatted(i)), 0, random);
    }
    for (int i = 0; i < 8; i++) {
      wav(fresh.resolve("a_normal%d.wav".formatted(i)), 0, random);
      wav(fresh.resolve("b_odd%d.wav".formatted(i)), 2600, random);
    }
    Files.write(fresh.resolve("c_broken.wav"), new byte[100]);
    Path bundle = folder.resolve("fan");
    Cli.Result trained =
        Cli.run(
            "train", "--sounds", folder.resolve("normal"), "--limit", "0.05", "--bundle", bundle);
    assertEquals(0, trained.code(), trained.err());
    Path out = folder.resolve("scores.csv");
    Cli.Result scored = Cli.run("score", "--bundle", bundle, "--sounds", fresh, "--out", out);
    assertEquals(1, scored.code(), "one file cannot be read: " + scored.err());
    assertTrue(scored.err().contains("c_broken.wav: the value is no sound"), scored.err());
    Map<String, String[]> rows = rows(out);
    assertEquals(17, rows.size());
    assertEquals("", rows.get("c_broken.wav")[1]);
    assertApart(rows, "a_normal", "b_odd");
    for (int i = 0; i < 8; i++) {
      assertEquals("1", rows.get("b_odd%d.wav".formatted(i))[3]);
    }
  }

  @Test
  void imageWithAScratch_scoresAboveEveryNormalOne() throws IOException {
    Path normal = Files.createDirectories(folder.resolve("normal"));
    Path fresh = Files.createDirectories(folder.resolve("fresh"));
    Random random = new Random(2);
    for (int i = 0; i < 24; i++) {
      png(normal.resolve("n%02d.png".formatted(i)), false, random);
    }
    for (int i = 0; i < 6; i++) {
      png(fresh.resolve("a_normal%d.png".formatted(i)), false, random);
      png(fresh.resolve("b_odd%d.png".formatted(i)), true, random);
    }
    Path bundle = folder.resolve("belt");
    Cli.Result trained = Cli.run("train", "--images", normal, "--bundle", bundle);
    assertEquals(0, trained.code(), trained.err());
    Path out = folder.resolve("scores.csv");
    Path maps = folder.resolve("maps");
    Cli.Result scored =
        Cli.run("score", "--bundle", bundle, "--images", fresh, "--out", out, "--maps", maps);
    assertEquals(0, scored.code(), scored.err());
    assertApart(rows(out), "a_normal", "b_odd");
    assertRedderAtTheScratch(ImageIO.read(maps.resolve("b_odd0.png.png").toFile()));
    assertDraws(bundle);
    Cli.Result wrong = Cli.run("score", "--bundle", bundle, "--sounds", fresh, "--out", out);
    assertEquals(2, wrong.code());
    assertTrue(wrong.err().contains("is a bundle for images: give --images"), wrong.err());
    Path table = Files.write(folder.resolve("a.csv"), Cli.csv(100, 100));
    Cli.Result readings = Cli.run("score", "--bundle", bundle, "--data", table, "--out", out);
    assertEquals(2, readings.code());
    assertTrue(readings.err().contains("is a bundle for images, which only"), readings.err());
  }

  private void assertDraws(Path bundle) throws IOException {
    Path drawn = folder.resolve("drawn");
    Cli.Result sampled =
        Cli.run("sample", "--bundle", bundle, "--count", "2", "--steps", "4", "--out", drawn);
    assertEquals(0, sampled.code(), sampled.err());
    assertTrue(sampled.out().contains("of 128 pieces are near-copies of a tile"), sampled.out());
    BufferedImage tile = ImageIO.read(drawn.resolve("drawn-002.png").toFile());
    assertEquals(96, tile.getWidth());
    long sum = 0;
    for (int i = 0; i < 96 * 96; i++) {
      sum += tile.getRaster().getSample(i % 96, i / 96, 0);
    }
    assertEquals(120, sum / 96.0 / 96, 12, "the mean light is that of the training");
    Cli.Result nowhere = Cli.run("sample", "--bundle", bundle, "--count", "2");
    assertEquals(2, nowhere.code());
    assertTrue(nowhere.err().contains("give --out DIR"), nowhere.err());
  }

  @Test
  void sourcesThatExcludeEachOther_areRefused() {
    Cli.Result both = Cli.run("train", "--images", folder, "--sounds", folder, "--bundle", folder);
    assertEquals(2, both.code());
    assertTrue(both.err().contains("both given"), both.err());
    Cli.Result none = Cli.run("score", "--bundle", folder, "--out", "-");
    assertEquals(2, none.code());
    assertTrue(none.err().contains("give either --data"), none.err());
    Cli.Result empty = Cli.run("train", "--images", folder, "--bundle", folder.resolve("b"));
    assertEquals(2, empty.code());
    assertTrue(empty.err().contains("has no files that end in"), empty.err());
  }

  /** Within two cells of it, in the mean. */
  private static void assertRedderAtTheScratch(BufferedImage map) {
    double near = 0;
    double far = 0;
    int places = 0;
    for (int y = 0; y < map.getHeight(); y++) {
      for (int x = 0; x < map.getWidth(); x++) {
        int rgb = map.getRGB(x, y);
        int redness = (rgb >> 16 & 255) - (rgb & 255);
        boolean at = Math.abs(x - y) < 16 && y > 8 && y < 72;
        places += at ? 1 : 0;
        near += at ? redness : 0;
        far += at ? 0 : redness;
      }
    }
    near /= places;
    far /= map.getHeight() * map.getWidth() - places;
    assertTrue(near > 2 * far, "redness at the scratch " + near + ", elsewhere " + far);
  }

  private static void assertApart(Map<String, String[]> rows, String low, String high) {
    double highest = Double.NEGATIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    for (Map.Entry<String, String[]> row : rows.entrySet()) {
      if (row.getKey().startsWith(low)) {
        highest = Math.max(highest, Double.parseDouble(row.getValue()[1]));
      } else if (row.getKey().startsWith(high)) {
        lowest = Math.min(lowest, Double.parseDouble(row.getValue()[1]));
      }
    }
    assertTrue(highest < lowest, "normal up to " + highest + ", odd from " + lowest);
  }

  private static Map<String, String[]> rows(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    assertEquals("file,score,p_value,alarm", lines.get(0));
    Map<String, String[]> rows = new HashMap<>();
    lines.stream().skip(1).map(line -> line.split(",", -1)).forEach(row -> rows.put(row[0], row));
    return rows;
  }

  /** Half a second of a hum of 400 Hz and noise, and a weaker tone where it is above 0. */
  private static void wav(Path file, double tone, Random random) throws IOException {
    int rate = 16_000;
    int n = rate / 2;
    ByteBuffer out = ByteBuffer.allocate(44 + 2 * n).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * n);
    out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    out.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate);
    out.putShort((short) 2).putShort((short) 16);
    out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * n);
    double phase = random.nextDouble();
    for (int i = 0; i < n; i++) {
      double hum = 0.3 * Math.sin(2 * Math.PI * (400.0 * i / rate + phase));
      double odd = tone > 0 ? 0.05 * Math.sin(2 * Math.PI * tone * i / rate) : 0;
      out.putShort((short) (32767 * (hum + odd + 0.02 * random.nextGaussian())));
    }
    Files.write(file, out.array());
  }

  /** A grating of 96 by 80 with noise, and a dark diagonal scratch where it is odd. */
  private static void png(Path file, boolean odd, Random random) throws IOException {
    BufferedImage image = new BufferedImage(96, 80, BufferedImage.TYPE_BYTE_GRAY);
    double phase = 6 * random.nextDouble();
    for (int y = 0; y < 80; y++) {
      for (int x = 0; x < 96; x++) {
        boolean scratch = odd && Math.abs(x - y) < 2 && y > 20 && y < 60;
        double value = 120 + 40 * Math.sin(x / 3.0 + phase) + 6 * random.nextGaussian();
        image.getRaster().setSample(x, y, 0, scratch ? 30 : (int) value);
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }
}
