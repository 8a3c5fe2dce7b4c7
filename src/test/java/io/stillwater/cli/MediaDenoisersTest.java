package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Waveform;
import io.stillwater.event.image.ImageEncoder;
import io.stillwater.event.sound.WavDecoder;
import io.stillwater.event.sound.WavEncoder;
import io.stillwater.event.sound.WavLimits;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.train.sample.ContactSheet;
import io.stillwater.window.tile.Plane;
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

/** Denoisers of grey tiles and of spectrograms: trained, scored, drawn from. */
class MediaDenoisersTest {
  private static final int RATE = 16_000;
  private static final int HUM = 1000;

  @TempDir static Path folder;
  private static Path images;
  private static Path odd;
  private static Path sounds;

  @BeforeAll
  static void makeFiles() throws IOException {
    Random random = new Random(6);
    images = Files.createDirectories(folder.resolve("images"));
    odd = Files.createDirectories(folder.resolve("odd"));
    sounds = Files.createDirectories(folder.resolve("sounds"));
    for (int i = 0; i < 24; i++) {
      Files.write(images.resolve("n%02d.png".formatted(i)), image(false, random));
      Files.write(sounds.resolve("n%02d.wav".formatted(i)), sound(random));
    }
    for (int i = 0; i < 4; i++) {
      Files.write(odd.resolve("a_normal%d.png".formatted(i)), image(false, random));
      Files.write(odd.resolve("b_odd%d.png".formatted(i)), image(true, random));
    }
  }

  /** A grating with noise, and a square in which it lies across where it is odd. */
  private static byte[] image(boolean strange, Random random) {
    float[] values = new float[80 * 96];
    double phase = 6 * random.nextDouble();
    for (int i = 0; i < values.length; i++) {
      int y = i / 96;
      int x = i % 96;
      double grating = 0.5 + 0.15 * Math.sin(x / 3.0 + phase) + 0.02 * random.nextGaussian();
      boolean square = strange && y >= 24 && y < 44 && x >= 48 && x < 68;
      double across = 0.5 + 0.15 * Math.sin(y / 1.5);
      values[i] = (float) (square ? across : grating);
    }
    return ImageEncoder.png(ContactSheet.pixels(new Plane(80, 96, values), 1));
  }

  /** Half a second of a hum with noise. */
  private static byte[] sound(Random random) {
    float[] samples = new float[RATE / 2];
    double phase = random.nextDouble();
    for (int i = 0; i < samples.length; i++) {
      double hum = 0.3 * Math.sin(2 * Math.PI * (HUM * (double) i / RATE + phase));
      samples[i] = (float) (hum + 0.003 * random.nextGaussian());
    }
    return WavEncoder.encode(new Waveform(samples, RATE, 0.5));
  }

  private static Path train(String name, Object... options) {
    Path bundle = folder.resolve(name);
    Object[] all = new Object[options.length + 3];
    all[0] = "train";
    System.arraycopy(options, 0, all, 1, options.length);
    all[options.length + 1] = "--bundle";
    all[options.length + 2] = bundle;
    Cli.Result result = Cli.run(all);
    assertEquals(0, result.code(), result.err());
    return bundle;
  }

  private static List<String> kinds(Path bundle) throws Exception {
    return Bundle.load(bundle).manifest().denoisers().stream().map(DenoiserInfo::kind).toList();
  }

  private void assertFindsTheSquare(Path bundle) throws IOException {
    Path out = folder.resolve("scores.csv");
    Path maps = folder.resolve(bundle.getFileName() + "-maps");
    Cli.Result scored =
        Cli.run("score", "--bundle", bundle, "--images", odd, "--out", out, "--maps", maps);
    assertEquals(0, scored.code(), scored.err());
    double normal = Double.NEGATIVE_INFINITY;
    double strange = Double.POSITIVE_INFINITY;
    for (String line : Files.readAllLines(out).subList(1, 9)) {
      double score = Double.parseDouble(line.split(",", -1)[1]);
      normal = line.startsWith("a_") ? Math.max(normal, score) : normal;
      strange = line.startsWith("b_") ? Math.min(strange, score) : strange;
    }
    assertTrue(normal < strange, "normal up to " + normal + ", odd from " + strange);
    BufferedImage map = ImageIO.read(maps.resolve("b_odd0.png.png").toFile());
    int inside = map.getRGB(58, 34);
    int outside = map.getRGB(10, 70);
    assertTrue(redness(inside) > 90, "the square is cold: " + redness(inside));
    assertTrue(redness(inside) >= redness(outside), "the square is not the hottest");
  }

  private static int redness(int rgb) {
    return (rgb >> 16 & 255) - (rgb & 255);
  }

  @Test
  void closedFormsOfTiles_findTheSquareAndDrawNewTiles() throws Exception {
    Path bundle = train("closed", "--images", images, "--space", "tiles", "--limit", "0.05");
    assertEquals(List.of("memory", "gaussian"), kinds(bundle));
    assertFindsTheSquare(bundle);
    Path drawn = folder.resolve("tiles");
    Cli.Result sampled =
        Cli.run(
            "sample",
            "--bundle",
            bundle,
            "--images",
            images,
            "--count",
            "3",
            "--steps",
            "12",
            "--out",
            drawn);
    assertEquals(0, sampled.code(), sampled.err());
    assertTrue(sampled.out().contains("3 pieces are near-copies of a window of"), sampled.out());
    assertEquals(64, ImageIO.read(drawn.resolve("drawn-003.png").toFile()).getWidth());
    assertEquals(132, ImageIO.read(drawn.resolve("sheet.png").toFile()).getWidth());
  }

  @Test
  void trainedNetworkOfTiles_findsTheSquare() throws Exception {
    Path bundle =
        train(
            "network",
            "--images",
            images,
            "--space",
            "tiles",
            "--tile-scale",
            "1",
            "--denoiser",
            "network",
            "--steps",
            "300",
            "--limit",
            "0.05");
    assertEquals(List.of("network"), kinds(bundle));
    assertFindsTheSquare(bundle);
  }

  @Test
  void networkOfSounds_isTrainedBesideTheMemory() throws Exception {
    Path bundle = train("fan-both", "--sounds", sounds, "--denoiser", "both", "--steps", "20");
    assertEquals(List.of("memory", "gaussian", "network"), kinds(bundle));
  }

  @Test
  void drawnSounds_humAsTheTrainingDid() throws Exception {
    Path bundle = train("fan", "--sounds", sounds, "--denoiser", "memory");
    Path drawn = folder.resolve("drawn");
    Object[] call = {
      "sample",
      "--bundle",
      bundle,
      "--sounds",
      sounds,
      "--count",
      "2",
      "--steps",
      "16",
      "--out",
      drawn,
      "--json"
    };
    Cli.Result sampled = Cli.run(call);
    assertEquals(0, sampled.code(), sampled.err());
    assertTrue(sampled.out().contains("\"near_copies\":"), sampled.out());
    byte[] first = Files.readAllBytes(drawn.resolve("drawn-001.wav"));
    Waveform sound = new WavDecoder(WavLimits.DEFAULT).decode(first);
    assertEquals(96 * 0.016, sound.seconds(), 0.1);
    int crossings = 0;
    for (int i = 1; i < sound.samples().length; i++) {
      crossings += (sound.samples()[i] > 0) != (sound.samples()[i - 1] > 0) ? 1 : 0;
    }
    assertEquals(2 * HUM, crossings / sound.seconds(), 0.06 * 2 * HUM);
    assertEquals(3 * 64, ImageIO.read(drawn.resolve("drawn-002.png").toFile()).getHeight());
    assertEquals(0, Cli.run(call).code());
    assertEquals(
        Arrays.hashCode(first),
        Arrays.hashCode(Files.readAllBytes(drawn.resolve("drawn-001.wav"))));
  }

  @Test
  void optionsThatDoNotFit_areRefused() {
    Cli.Result cells =
        Cli.run(
            "train", "--images", images, "--denoiser", "memory", "--bundle", folder.resolve("x"));
    assertEquals(2, cells.code());
    assertTrue(cells.err().contains("Give --space tiles, or leave --denoiser out"), cells.err());
    Cli.Result space =
        Cli.run("train", "--sounds", sounds, "--space", "tiles", "--bundle", folder.resolve("x"));
    assertEquals(2, space.code());
    assertTrue(space.err().contains("--space is for --images"), space.err());
  }
}
