package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.sound.WavFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code score --sounds --maps}: noise, and a burst of a tone in it. */
class SoundMapCommandTest {
  private static final int RATE = 16_000;

  /** Where the burst is, in seconds and Hz. */
  private static final double FROM = 0.6;

  private static final double TO = 0.8;
  private static final double TONE = 2600;

  @TempDir static Path folder;
  private static Path maps;
  private static List<String[]> parts;

  @BeforeAll
  static void trainAndScore() throws IOException {
    Random random = new Random(4);
    Path normal = Files.createDirectories(folder.resolve("normal"));
    for (int i = 0; i < 40; i++) {
      write(normal.resolve("n%02d.wav".formatted(i)), false, random);
    }
    Path fresh = Files.createDirectories(folder.resolve("fresh/fan 3")).getParent();
    write(fresh.resolve("fan 3/odd.wav"), true, random);
    write(fresh.resolve("normal.wav"), false, random);
    Files.write(fresh.resolve("broken.wav"), new byte[100]);
    Path bundle = folder.resolve("fan");
    Cli.Result trained = Cli.run("train", "--sounds", normal, "--bundle", bundle);
    assertEquals(0, trained.code(), trained.err());
    maps = folder.resolve("maps");
    Cli.Result scored =
        Cli.run(
            "score",
            "--bundle",
            bundle,
            "--sounds",
            fresh,
            "--out",
            folder.resolve("scores.csv"),
            "--maps",
            maps,
            "--json");
    assertEquals(1, scored.code(), "one file cannot be read: " + scored.err());
    assertEquals("{\"files\":3,\"scored\":2,\"unscored\":1,\"alarms\":1}", scored.out().strip());
    List<String> lines = Files.readAllLines(maps.resolve("parts.csv"));
    assertEquals("file,from_s,to_s,low_hz,high_hz,score", lines.get(0));
    parts = lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  @Test
  void burst_isFoundAtItsSecondsAndItsPitch() {
    assertEquals(1, parts.size(), parts.stream().map(Arrays::toString).toList().toString());
    String[] part = parts.get(0);
    assertEquals("fan 3/odd.wav", part[0]);
    // A window is 144 ms; half of it may be wanting or too much on either side.
    assertEquals(FROM, Double.parseDouble(part[1]), 0.075);
    assertEquals(TO, Double.parseDouble(part[2]), 0.075);
    double low = Double.parseDouble(part[3]);
    double high = Double.parseDouble(part[4]);
    assertTrue(low < TONE && high > TONE && high - low < 500, low + " to " + high + " Hz");
  }

  @Test
  void picture_isTheSpectrogram_hotWhereTheBurstIs() throws IOException {
    BufferedImage map = ImageIO.read(maps.resolve("fan 3/odd.wav.png").toFile());
    assertEquals(4 * 61, map.getWidth());
    assertEquals(4 * 64, map.getHeight());
    int hot = 0;
    int elsewhere = 0;
    for (int y = 0; y < map.getHeight(); y++) {
      for (int x = 0; x < map.getWidth(); x++) {
        int rgb = map.getRGB(x, y);
        double seconds = x / 4.0 * 0.016 + 0.016;
        boolean inside = seconds > FROM - 0.1 && seconds < TO + 0.1;
        boolean red = (rgb >> 16 & 255) - (rgb & 255) > 120;
        hot += red && inside ? 1 : 0;
        elsewhere += red && !inside ? 1 : 0;
      }
    }
    assertTrue(hot > 16 * 10, "only " + hot + " hot pixels");
    assertEquals(0, elsewhere);
    BufferedImage quiet = ImageIO.read(maps.resolve("normal.wav.png").toFile());
    for (int i = 0; i < quiet.getWidth() * quiet.getHeight(); i++) {
      int rgb = quiet.getRGB(i % quiet.getWidth(), i / quiet.getWidth()) & 0xffffff;
      assertTrue(rgb != 0xffffff, "a frame in a normal sound");
    }
  }

  private static void write(Path file, boolean odd, Random random) throws IOException {
    float[] samples = new float[RATE];
    for (int i = 0; i < samples.length; i++) {
      double at = (double) i / RATE;
      double tone = odd && at >= FROM && at < TO ? 0.05 * Math.sin(2 * Math.PI * TONE * at) : 0;
      samples[i] = (float) (tone + 0.03 * random.nextGaussian());
    }
    Files.write(file, WavFiles.pcm16(samples, RATE));
  }
}
