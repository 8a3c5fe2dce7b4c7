package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.sound.WavFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sounds of several rates from a folder to scores. */
class SoundRatesCommandTest {
  @TempDir Path folder;

  /** What is refused by others and scored otherwise by others: the same hum at many rates. */
  @Test
  void humOfOneRate_scoresAlikeAtEveryRateThatCoversIt() throws IOException {
    Path normal = Files.createDirectories(folder.resolve("normal"));
    for (int i = 0; i < 30; i++) {
      hum(normal.resolve("n%02d.wav".formatted(i)), i, 8000, 0);
    }
    Path bundle = folder.resolve("motor");
    Cli.Result trained =
        Cli.run("train", "--sounds", normal, "--limit", "0.05", "--bundle", bundle);
    assertEquals(0, trained.code(), trained.err());
    assertTrue(
        trained
            .out()
            .contains(
                "8,000 Hz, bands from 35 to 3,900 Hz, a column each 23 ms, windows of 8 columns"),
        trained.out());
    Path fresh = Files.createDirectories(folder.resolve("fresh"));
    int[] rates = {8000, 11_025, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000};
    for (int rate : rates) {
      hum(fresh.resolve("normal-%06d.wav".formatted(rate)), 100, rate, 0);
      hum(fresh.resolve("odd-%06d.wav".formatted(rate)), 100, rate, 1700);
    }
    hum(fresh.resolve("slow.wav"), 100, 4000, 0);
    Path out = folder.resolve("scores.csv");
    Cli.Result scored = Cli.run("score", "--bundle", bundle, "--sounds", fresh, "--out", out);
    assertEquals(1, scored.code(), "one file cannot be read: " + scored.err());
    assertTrue(
        scored.err().contains("slow.wav: the sound has 4,000 samples a second and nothing above"),
        scored.err());
    Map<String, Double> scores = scores(out);
    assertFalse(scores.containsKey("slow.wav"));
    for (int rate : rates) {
      double normalOne = scores.get("normal-%06d.wav".formatted(rate));
      double odd = scores.get("odd-%06d.wav".formatted(rate));
      assertEquals(scores.get("normal-008000.wav"), normalOne, 0.1, rate + " Hz");
      assertEquals(scores.get("odd-008000.wav"), odd, 0.3, rate + " Hz");
      assertTrue(odd > normalOne + 3, rate + " Hz: " + odd + " and " + normalOne);
    }
  }

  @Test
  void fewSlowSoundsAmongFastOnes_areNamed() throws IOException {
    Path normal = Files.createDirectories(folder.resolve("normal"));
    for (int i = 0; i < 30; i++) {
      hum(normal.resolve("n%02d.wav".formatted(i)), i, i == 7 ? 2000 : 8000, 0);
    }
    Cli.Result trained = Cli.run("train", "--sounds", normal, "--bundle", folder.resolve("motor"));
    assertEquals(0, trained.code(), trained.err());
    assertTrue(trained.err().contains("1 of 30 sounds have only 2,000 samples"), trained.err());
    assertTrue(trained.err().contains("n07.wav"), trained.err());
    assertTrue(trained.out().contains("2,000 Hz, bands from 18 to 975 Hz"), trained.out());
  }

  /**
   * A second of a hum with overtones in a hiss of 60 tones up to 3,800 Hz, the same function of
   * time at every rate.
   */
  private static void hum(Path file, long seed, int rate, double tone) throws IOException {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    double[] hertz = new double[160];
    double[] phases = new double[hertz.length];
    double[] loud = new double[hertz.length];
    for (int k = 0; k < hertz.length; k++) {
      hertz[k] = k < 4 ? 120 * (k + 1) : 20 + 3800 * random.nextDouble();
      phases[k] = 2 * Math.PI * random.nextDouble();
      loud[k] = k < 4 ? 0.15 / (k + 1) : 0.004;
    }
    float[] samples = new float[rate];
    for (int i = 0; i < samples.length; i++) {
      double t = (double) i / rate;
      double sum = tone > 0 ? 0.06 * Math.sin(2 * Math.PI * tone * t) : 0;
      for (int k = 0; k < hertz.length; k++) {
        sum +=
            hertz[k] < rate / 2.0 ? loud[k] * Math.cos(2 * Math.PI * hertz[k] * t + phases[k]) : 0;
      }
      samples[i] = (float) sum;
    }
    Files.write(file, WavFiles.pcm16(samples, rate));
  }

  private static Map<String, Double> scores(Path csv) throws IOException {
    Map<String, Double> scores = new HashMap<>();
    List<String> lines = Files.readAllLines(csv);
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      if (!row[1].isEmpty()) {
        scores.put(row[0], Double.parseDouble(row[1]));
      }
    }
    return scores;
  }
}
