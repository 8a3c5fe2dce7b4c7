package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.cli.Cli.Result;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protocols on made-up collections of a few hundred rows. */
class BenchmarkCommandTest {
  @TempDir static Path data;
  @TempDir Path out;

  @BeforeAll
  static void writeCollections() throws IOException {
    series("smd/machine-1-7_train.csv.gz", 400, 400);
    series("smd/machine-1-7_test.csv.gz", 300, 200);
    series("smd/machine-2-1_train.csv.gz", 400, 400);
    series("smd/machine-2-1_test.csv.gz", 300, 250);
    series("smd/machine-9-9_train.csv.gz", 400, 400);
    series("smd/machine-9-9_test.csv.gz", 300, 100);
    series("adbench/9_table.csv.gz", 400, 300);
  }

  /** Two columns that move together, until they break. */
  private static void series(String name, int rows, int breaks) throws IOException {
    Files.createDirectories(data.resolve(name).getParent());
    Random random = new Random(name.hashCode());
    try (PrintStream csv =
        new PrintStream(
            new GZIPOutputStream(Files.newOutputStream(data.resolve(name))),
            false,
            StandardCharsets.UTF_8)) {
      csv.println("a,b,label");
      for (int i = 0; i < rows; i++) {
        double load = Math.sin(i / 7.0) + 0.1 * random.nextGaussian();
        double other = 0.1 * random.nextGaussian() - load + (i >= breaks ? 2 : 0);
        csv.println(String.format(Locale.ROOT, "%.4f,%.4f,%d", load, other, i >= breaks ? 1 : 0));
      }
    }
  }

  private Result benchmark(String collection, Object... more) {
    Object[] words = new Object[4 + more.length];
    System.arraycopy(new Object[] {"benchmark", collection, "--data", data}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    return Cli.run(words);
  }

  @Test
  void smd_hasALineForEachCase_meansOfAllAndOfThePublishedChoice() {
    Result result = benchmark("smd", "--methods", "default,knn");
    assertEquals(0, result.code(), result.err());
    List<String> lines = result.out().lines().toList();
    assertTrue(lines.get(0).contains("VUS-PR"), lines.get(0));
    assertEquals(6, lines.stream().filter(line -> line.startsWith("machine-")).count());
    assertEquals(2, lines.stream().filter(line -> line.startsWith("mean  ")).count());
    assertTrue(result.out().contains("mean of TSB-AD"), result.out());
    assertTrue(result.out().contains("0.5180"), "the published figure");
  }

  @Test
  void streaming_runsOnSeries_andSaysNothingOfSamples() {
    Result series = benchmark("smd", "--methods", "streaming", "--cases", "1-7");
    assertEquals(0, series.code(), series.err());
    assertTrue(series.out().contains("streaming"), series.out());
    Result samples = benchmark("adbench", "--methods", "streaming");
    assertEquals(0, samples.code(), samples.err());
    assertTrue(samples.out().contains("streaming            0.5000"), samples.out());
  }

  @Test
  void cases_runASubset_withoutTheMeanThatNeedsMore() {
    Result result = benchmark("smd", "--methods", "mean|z|", "--cases", "1-7");
    assertEquals(0, result.code(), result.err());
    assertFalse(result.out().contains("machine-2-1"), result.out());
    assertFalse(result.out().contains("mean of TSB-AD                     mean|z|"), result.out());
  }

  @Test
  void retrospective_standsBesideTheCausalScores() {
    Result plain = benchmark("smd", "--methods", "memory", "--cases", "1-7");
    Result both = benchmark("smd", "--methods", "memory", "--cases", "1-7", "--retrospective");
    assertFalse(plain.out().contains("memory+retro"), plain.out());
    assertTrue(both.out().contains("memory+retro"), both.out());
  }

  @Test
  void adbench_runsEachSeedOfMethodsThatDraw_andHasNoRanges() throws IOException {
    Result result = benchmark("adbench", "--methods", "random,rcf,knn", "--json");
    assertEquals(0, result.code(), result.err());
    JsonNode cases = new ObjectMapper().readTree(result.out()).get("cases");
    assertEquals(5 + 1 + 1, cases.size());
    assertFalse(cases.get(0).has("vus_pr"));
    assertEquals(150 + 100, cases.get(0).get("rows").asInt());
    assertTrue(cases.get(6).get("auroc").asDouble() > 0.9, cases.get(6).toString());
  }

  @Test
  void resumedBenchmark_hasTheSameFigures_andRunsNothingAgain() throws IOException {
    Object[] words = {"--methods", "memory,random", "--cases", "1-7", "--out", out};
    Result first = benchmark("smd", words);
    assertEquals(0, first.code(), first.err());
    Path run = out.resolve("runs/memory/machine-1-7.0.json.gz");
    FileTime longAgo = FileTime.fromMillis(0);
    Files.setLastModifiedTime(run, longAgo);
    Result second =
        benchmark("smd", "--methods", "memory,random", "--cases", "1-7", "--out", out, "--resume");
    assertEquals(first.out(), second.out());
    assertEquals(longAgo, Files.getLastModifiedTime(run));
    Result anew = benchmark("smd", words);
    assertEquals(0, anew.code());
    assertFalse(longAgo.equals(Files.getLastModifiedTime(run)), "without --resume it runs again");
    JsonNode results = new ObjectMapper().readTree(out.resolve("results.json").toFile());
    assertEquals("memory", results.get("cases").get(0).get("method").asText());
    assertTrue(Files.readString(out.resolve("report.html")).contains("Found most clearly"));
  }

  @Test
  void wrongWords_endInASentence() {
    refused("there is no method knm: expected some of default", "smd", "--methods", "knm");
    refused("--resume needs the folder of an earlier run", "smd", "--resume");
    refused("no case has '3-9' in its name: there are machine-1-7", "smd", "--cases", "3-9");
    refused("'msl'", "msl");
    refused("expected one of", "smt");
  }

  private void refused(String sentence, String collection, Object... more) {
    Result result = benchmark(collection, more);
    assertEquals(2, result.code(), result.out());
    assertTrue(result.err().contains(sentence), result.err());
  }
}
