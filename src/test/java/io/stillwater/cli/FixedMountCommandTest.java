package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.cli.Cli.Result;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixedMountCommandTest {
  @TempDir Path folder;

  @Test
  void screwAtAWrongPlace_isAnAlarmOnlyWithAFixedMount() throws IOException {
    Path normal = Files.createDirectories(folder.resolve("normal"));
    Path day = Files.createDirectories(folder.resolve("day"));
    Random random = new Random(1);
    for (int i = 0; i < 24; i++) {
      image(normal.resolve("n%02d.png".formatted(i)), 64, 16, random);
    }
    for (int i = 0; i < 4; i++) {
      image(day.resolve("a%d.png".formatted(i)), 64, 16, random);
      image(day.resolve("b%d.png".formatted(i)), 64, 48, random);
    }
    image(day.resolve("c.png"), 80, 16, random);
    Path bundle = folder.resolve("press");
    Result trained =
        Cli.run("train", "--images", normal, "--fixed-mount", "--limit", "0.2", "--bundle", bundle);
    assertEquals(0, trained.code(), trained.err());
    assertTrue(
        trained.out().contains("each compared with its own place in images of 64 x 64 pixels"),
        trained.out());
    Path out = folder.resolve("scores.csv");
    Result scored = Cli.run("score", "--bundle", bundle, "--images", day, "--out", out);
    assertEquals(1, scored.code(), "one is of another size: " + scored.err());
    assertTrue(
        scored.err().contains("c.png: the image has 80 x 64 pixels: expected 64 x 64"),
        scored.err());
    double highest = Double.NEGATIVE_INFINITY;
    double lowest = Double.POSITIVE_INFINITY;
    for (String line : Files.readAllLines(out)) {
      String[] row = line.split(",", -1);
      if (line.startsWith("a")) {
        highest = Math.max(highest, Double.parseDouble(row[1]));
      } else if (line.startsWith("b")) {
        lowest = Math.min(lowest, Double.parseDouble(row[1]));
        assertEquals("1", row[3], line);
      }
    }
    assertTrue(highest < lowest, "normal up to " + highest + ", misplaced from " + lowest);
  }

  @Test
  void imagesOfSeveralSizes_areRefused() throws IOException {
    Path normal = Files.createDirectories(folder.resolve("normal"));
    Random random = new Random(2);
    for (int i = 0; i < 6; i++) {
      image(normal.resolve(i + ".png"), i == 0 ? 40 : 32, 16, random);
    }
    Result result =
        Cli.run("train", "--images", normal, "--fixed-mount", "--bundle", folder.resolve("press"));
    assertEquals(2, result.code());
    assertTrue(
        result.err().contains("there are 2 sizes (32 x 64 pixels: 5, 40 x 64 pixels: 1)"),
        result.err());
    for (List<Object> words :
        List.<List<Object>>of(
            List.of("train", "--sounds", normal, "--fixed-mount", "--bundle", folder),
            List.of("train", "--data", "a.csv", "--fixed-mount", "--bundle", folder))) {
      Result wrong = Cli.run(words.toArray());
      assertEquals(2, wrong.code());
      assertTrue(wrong.err().contains("--fixed-mount is for --images"), wrong.err());
    }
  }

  /** Grey noise with a dark screw at a height. */
  private static void image(Path file, int width, int screw, Random random) throws IOException {
    BufferedImage image = new BufferedImage(width, 64, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < width; x++) {
        double dark = Math.hypot(y - screw, x - 24) < 7 ? 70 : 0;
        image.getRaster().setSample(x, y, 0, (int) (140 - dark + 5 * random.nextGaussian()));
      }
    }
    ImageIO.write(image, "png", file.toFile());
  }
}
