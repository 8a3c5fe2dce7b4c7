package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.cli.Cli.Result;
import io.stillwater.model.Bundle;
import io.stillwater.model.manifest.DenoiserInfo;
import io.stillwater.model.manifest.Manifest;
import io.stillwater.window.Scaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code train} makes of {@code --denoiser}, {@code --window} and {@code --scaling}. */
class DenoiserOptionsTest {
  @TempDir Path folder;
  private Path data;
  private Path bundle;

  @BeforeEach
  void writeData() throws IOException {
    data = Files.write(folder.resolve("plant.csv"), Cli.csv(420, 420));
    bundle = folder.resolve("plant");
  }

  private Result run(String... more) {
    Object[] words = {"train", "--data", data, "--bundle", bundle, "--max-reference", 60};
    return Cli.run(Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray());
  }

  private Manifest train(String... more) throws Exception {
    Result trained = run(more);
    assertEquals(0, trained.code(), trained.err());
    return Bundle.load(bundle).manifest();
  }

  private static String kinds(Manifest manifest) {
    return manifest.denoisers().stream().map(DenoiserInfo::kind).collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "closed, 16, memory gaussian",
    "memory, 16, memory",
    "gaussian, 16, gaussian",
    "closed, 64, memory memory gaussian gaussian",
    "memory, 64, memory memory",
    "gaussian, 64, gaussian gaussian",
    "closed, 1, memory",
    "memory, 1, memory",
    "gaussian, 1, gaussian"
  })
  void closedForms_areThoseThatWereAskedFor(String denoiser, String window, String kinds)
      throws Exception {
    Manifest manifest = train("--denoiser", denoiser, "--window", window);
    assertEquals(kinds, kinds(manifest));
    boolean table = window.equals("1");
    Scaling scaling = table ? Scaling.RANK : Scaling.AUTO;
    assertEquals(scaling, manifest.normalisation().how().scaling());
    assertEquals(table ? 2 : 0, manifest.normalisation().curves().size());
    int remembered = kinds.startsWith("memory") ? 60 : 0;
    assertEquals(remembered, manifest.training().references());
  }

  @ParameterizedTest
  @CsvSource({"network, network", "both, memory gaussian network"})
  void network_isAloneOrBesideTheClosedForms(String denoiser, String kinds) throws Exception {
    Manifest manifest = train("--denoiser", denoiser, "--window", "16", "--steps", "10");
    assertEquals(kinds, kinds(manifest));
  }

  @Test
  void withoutOptions_closedFormsLookAtTwoScales() throws Exception {
    Manifest manifest = train();
    assertEquals(64, manifest.window().length());
    List<String> seen = manifest.denoisers().stream().map(DenoiserInfo::text).toList();
    assertTrue(seen.get(0).endsWith("over 16 readings"), seen.get(0));
    assertTrue(seen.get(1).endsWith("over 16 means of 4 readings"), seen.get(1));
    assertTrue(seen.get(3).startsWith("gaussian (32 directions)"), seen.get(3));
  }

  @Test
  void ranks_areForSeriesToo_andSurviveTheRoundTrip() throws Exception {
    Manifest manifest = train("--scaling", "rank", "--window", "16");
    assertEquals(Scaling.RANK, manifest.normalisation().how().scaling());
    Result inspected = Cli.run("inspect", bundle);
    assertEquals(0, inspected.code(), inspected.err());
    assertTrue(inspected.out().contains("rank scaling"), inspected.out());
    Path day = Files.write(folder.resolve("day.csv"), Cli.csv(420, 300));
    Path scores = folder.resolve("scores.csv");
    Result scored = Cli.run("score", "--bundle", bundle, "--data", day, "--out", scores);
    assertEquals(0, scored.code(), scored.err());
    List<String> rows = Files.readAllLines(scores);
    long before = rows.subList(1, 301).stream().filter(row -> row.endsWith(",1")).count();
    long after = rows.subList(317, 421).stream().filter(row -> row.endsWith(",1")).count();
    assertTrue(before < 10, before + " false alarms");
    assertEquals(104, after, "a channel that has moved away by two deviations");
  }

  @Test
  void fewRows_areCutShorter_unlessTheLengthWasGiven() throws Exception {
    Files.write(data, Cli.csv(300, 300));
    assertEquals(16, train().window().length());
    Result given = run("--window", "64");
    assertEquals(2, given.code(), given.err());
    assertTrue(given.err().contains("237 full windows of 64 readings"), given.err());
  }

  @Test
  void ranksOfEachKey_areRefused_andTablesOfKeysHaveLevels() throws Exception {
    List<String> keyed = new ArrayList<>();
    for (String row : Cli.csv(420, 420)) {
      keyed.add((keyed.isEmpty() ? "key," : keyed.size() % 2 == 0 ? "a," : "b,") + row);
    }
    Files.write(data, keyed);
    Result refused = run("--key", "key", "--normalise", "key", "--scaling", "rank");
    assertEquals(2, refused.code(), refused.err());
    assertTrue(refused.err().contains("ranks are those among all keys"), refused.err());
    Manifest manifest = train("--key", "key", "--normalise", "key", "--window", "1");
    assertEquals(Scaling.AUTO, manifest.normalisation().how().scaling());
  }
}
