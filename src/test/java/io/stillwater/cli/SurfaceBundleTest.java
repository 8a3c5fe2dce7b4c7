package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped bundle of the woven surface, on pieces of cloth that it was not trained on. */
class SurfaceBundleTest {
  private static final Path BUNDLE = Path.of("models", "surface");
  private static final int GOOD = 60;

  @TempDir static Path folder;

  /** Scores by kind of flaw; good images under the empty name. */
  private static final Map<String, List<Double>> SCORES = new HashMap<>();

  private static final Map<String, Integer> ALARMS = new HashMap<>();

  @BeforeAll
  static void scoreOnce() throws IOException {
    Path cloth = folder.resolve("cloth");
    Cli.Result made =
        Cli.run(
            "simulate", "--images", cloth, "--count", 2 * GOOD, "--flawed", "0.5", "--seed", "2");
    assertEquals(0, made.code(), made.err());
    Path out = folder.resolve("scores.csv");
    Cli.Result scored =
        Cli.run("score", "--bundle", BUNDLE, "--images", cloth.resolve("images"), "--out", out);
    assertEquals(0, scored.code(), scored.err());
    Map<String, String> kinds = new HashMap<>();
    for (String line : Files.readAllLines(cloth.resolve("labels.csv"))) {
      String[] fields = line.split(",", -1);
      kinds.put(fields[0].substring(fields[0].indexOf('/') + 1), fields[3]);
    }
    for (String line : Files.readAllLines(out).subList(1, 2 * GOOD + 1)) {
      String[] fields = line.split(",", -1);
      String kind = kinds.get(fields[0]);
      SCORES.computeIfAbsent(kind, k -> new ArrayList<>()).add(Double.valueOf(fields[1]));
      ALARMS.merge(kind, Integer.parseInt(fields[3]), Integer::sum);
    }
  }

  @Test
  void goodPieces_areQuiet() {
    assertEquals(GOOD, SCORES.get("").size());
    assertTrue(ALARMS.get("") <= 1, () -> ALARMS.get("") + " of " + GOOD + " good pieces");
  }

  @ParameterizedTest
  @CsvSource({"hole, 0.99, 15", "stain, 0.99, 15", "missing thread, 0.97, 13", "scratch, 0.9, 5"})
  void flaw_scoresAboveGoodPieces(String kind, double leastAuroc, int leastAlarms) {
    List<Double> flawed = SCORES.get(kind);
    assertEquals(15, flawed.size());
    double above = 0;
    for (double score : flawed) {
      for (double good : SCORES.get("")) {
        above += score > good ? 1 : score == good ? 0.5 : 0;
      }
    }
    double auroc = above / flawed.size() / GOOD;
    assertTrue(auroc >= leastAuroc, () -> kind + ": AUROC " + auroc);
    assertTrue(ALARMS.get(kind) >= leastAlarms, () -> kind + ": " + ALARMS.get(kind) + " alarms");
  }

  @Test
  void bundle_isSmall() throws IOException {
    try (Stream<Path> files = Files.list(BUNDLE)) {
      long bytes = files.mapToLong(SurfaceBundleTest::size).sum();
      assertTrue(bytes < 4 << 20, () -> bytes + " bytes");
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
