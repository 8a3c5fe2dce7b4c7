package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleCommandTest {
  private static final int ROWS = 400;

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Path data;
  private static Path bundle;

  @BeforeAll
  static void trainOnce() throws IOException {
    data = Files.write(shared.resolve("plant.csv"), Cli.csv(ROWS, ROWS));
    bundle = shared.resolve("plant");
    Result trained = Cli.run("train", "--data", data, "--window", 16, "--bundle", bundle);
    assertEquals(0, trained.code(), trained.err());
  }

  @Test
  void table_setsWhatWasDrawnBesideTheDataThemselves() {
    Result sample = sample("--data", data);
    assertEquals(0, sample.code(), sample.err());
    assertTrue(
        sample.out().contains("80 windows drawn from the memory by heun in 12 steps, beside 385"),
        sample.out());
    assertTrue(sample.out().contains("\nflow "), sample.out());
    assertTrue(sample.out().contains("\nmean of 2 "), sample.out());
    assertTrue(sample.out().contains("correlation of channels  differs by"), sample.out());
    assertFalse(sample.err().contains("golden"), sample.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"heun", "dpm++2m", "ddim", "ancestral", "euler-maruyama", "own"})
  void everySampler_drawsWindowsThatAreLikeTheData(String sampler) throws IOException {
    Result sample =
        Cli.run(
            "sample",
            "--bundle",
            bundle,
            "--data",
            data,
            "--count",
            200,
            "--steps",
            40,
            "--sampler",
            sampler,
            "--json");
    assertEquals(0, sample.code(), sample.err());
    JsonNode json = new ObjectMapper().readTree(sample.out());
    assertEquals(sampler, json.get("sampler").asText());
    assertEquals(385, json.get("data_windows").asInt());
    assertEquals("", sample.err());
    JsonNode flow = json.get("drawn").get("channels").get("flow");
    assertTrue(flow.get("wasserstein").asDouble() < 0.2, flow.toString());
    assertTrue(flow.get("kolmogorov").asDouble() < 0.15, flow.toString());
    assertTrue(flow.get("spectrum_db").asDouble() < 2, flow.toString());
    JsonNode lags = json.get("drawn").get("correlation_over_lags");
    assertTrue(lags.get("largest").asDouble() < 0.1, lags.toString());
    assertTrue(json.get("halves").get("correlation_of_channels").get("mean").asDouble() < 0.1);
  }

  @Test
  void learntVariance_isUsedByTheAncestralSamplerAlone() {
    Path made = folder.resolve("iddpm");
    Result trained =
        Cli.run(
            "train",
            "--data",
            data,
            "--denoiser",
            "network",
            "--technique",
            "iddpm",
            "--window",
            16,
            "--steps",
            100,
            "--bundle",
            made);
    assertEquals(0, trained.code(), trained.err());

    Result ancestral = sampleOf(made, "ancestral");
    Result heun = sampleOf(made, "heun");

    assertTrue(
        ancestral.out().contains("by ancestral in 12 steps of learnt variance,"), ancestral.out());
    assertTrue(heun.out().contains("by heun in 12 steps, beside"), heun.out());
    assertTrue(sampleOf(bundle, "ancestral").out().contains("in 12 steps, beside"));
  }

  private static Result sampleOf(Path bundle, String sampler) {
    Result sample =
        Cli.run(
            "sample",
            "--bundle",
            bundle,
            "--data",
            data,
            "--count",
            20,
            "--steps",
            12,
            "--sampler",
            sampler);
    assertEquals(0, sample.code(), sample.err());
    return sample;
  }

  @Test
  void withoutData_goldenWindowsAreTheReferenceAndThatIsSaid() {
    Result sample = sample();
    assertEquals(0, sample.code(), sample.err());
    assertTrue(sample.err().contains("compared with the 6 golden windows"), sample.err());
    assertTrue(sample.out().contains("beside 6 of golden windows"), sample.out());
  }

  @Test
  void seed_saysWhatIsDrawn_andFewAreTheFirstOfMany() throws IOException {
    List<String> many = drawn("--count", 9, "--seed", 3);
    List<String> few = drawn("--count", 4, "--seed", 3);
    assertEquals(1 + 9 * 16, many.size());
    assertEquals("key,flow,pressure", many.get(0));
    assertEquals(many.subList(0, 1 + 4 * 16), few);
    assertNotEquals(few, drawn("--count", 4, "--seed", 4));
  }

  @Test
  void drawnWindows_areNormalToTheBundleThatDrewThem() throws IOException {
    Path out = folder.resolve("drawn.csv");
    assertEquals(0, sample("--out", out).code());
    Path scores = folder.resolve("scores.csv");
    Result scored =
        Cli.run("score", "--bundle", bundle, "--data", out, "--key", "key", "--out", scores);
    assertEquals(0, scored.code(), scored.err());
    assertTrue(scored.err().contains("1,280 rows: 80 scored"), scored.err());
    long alarms = Files.readAllLines(scores).stream().filter(l -> l.endsWith(",1")).count();
    assertTrue(alarms <= 2, alarms + " alarms");
  }

  @Test
  void normalDistribution_isDrawnFromWhereThereIsNothingElse() throws IOException {
    Path made = folder.resolve("gaussian");
    Result trained =
        Cli.run(
            "train", "--data", data, "--window", 16, "--denoiser", "gaussian", "--bundle", made);
    assertEquals(0, trained.code(), trained.err());
    Result sample = Cli.run("sample", "--bundle", made, "--data", data, "--json");
    assertEquals(0, sample.code(), sample.err());
    JsonNode json = new ObjectMapper().readTree(sample.out());
    assertEquals("gaussian", json.get("denoiser").asText());
    JsonNode drawn = json.get("drawn");
    JsonNode lags = drawn.get("correlation_over_lags");
    assertTrue(lags.get("largest").asDouble() < 0.15, lags.toString());
    JsonNode flow = drawn.get("channels").get("flow");
    assertTrue(flow.get("spectrum_db").asDouble() < 2, flow.toString());
  }

  @Test
  void longWindows_areDrawnAsFarAsTheirDenoiserSeesThem() throws IOException {
    Path made = folder.resolve("long");
    Result trained = Cli.run("train", "--data", data, "--bundle", made);
    assertEquals(0, trained.code(), trained.err());
    Path out = folder.resolve("drawn.csv");
    Result sample =
        Cli.run("sample", "--bundle", made, "--data", data, "--count", 200, "--out", out, "--json");
    assertEquals(0, sample.code(), sample.err());
    JsonNode json = new ObjectMapper().readTree(sample.out());
    assertEquals(400 - 64 + 1, json.get("data_windows").asInt());
    JsonNode flow = json.get("drawn").get("channels").get("flow");
    assertTrue(flow.get("wasserstein").asDouble() < 0.2, flow.toString());
    List<String> lines = Files.readAllLines(out);
    assertEquals(1 + 200 * 16, lines.size(), "the newest 16 readings of each");
    for (String line : lines.subList(1, lines.size())) {
      assertEquals(30, Double.parseDouble(line.split(",", -1)[1]), 5, line);
    }
  }

  @Test
  void networkOfLongWindows_drawsWhatItSees_alsoWithLearntVariance() throws IOException {
    Path rows = Files.write(folder.resolve("rows.csv"), Cli.csv(1500, 1500));
    Path made = folder.resolve("long");
    Result trained =
        Cli.run(
            "train",
            "--data",
            rows,
            "--denoiser",
            "network",
            "--technique",
            "iddpm",
            "--window",
            64,
            "--steps",
            100,
            "--bundle",
            made);
    assertEquals(0, trained.code(), trained.err());
    assertTrue(trained.out().contains(", over 16 readings"), trained.out());
    Path out = folder.resolve("drawn.csv");
    Object[] call = {
      "sample",
      "--bundle",
      made,
      "--data",
      rows,
      "--count",
      20,
      "--steps",
      12,
      "--out",
      out,
      "--sampler",
      "ancestral"
    };

    Result sample = Cli.run(call);

    assertEquals(0, sample.code(), sample.err());
    assertTrue(
        sample
            .out()
            .contains("from the network by ancestral in 12 steps of learnt variance, beside 1,437"),
        sample.out());
    assertEquals(1 + 20 * 16, Files.readAllLines(out).size(), "the newest 16 readings of each");
    String page = Files.readString(made.resolve("report.html"));
    assertTrue(
        page.contains("trained by iddpm, over 16 readings"), "the report tells what it sees");
    assertTrue(page.contains("Taken: step"), "and its curve");
  }

  @Test
  void stepsOfKeysOfTheirOwn_areAddedUpFromTheirKeysLevel() throws IOException {
    List<String> lines = new ArrayList<>(List.of("key,flow,pressure"));
    for (String key : List.of("low", "high")) {
      for (String row : Cli.csv(ROWS, ROWS).subList(1, ROWS)) {
        String[] cells = row.split(",", -1);
        double level = key.equals("low") ? 0 : 5000;
        lines.add(key + "," + (Double.parseDouble(cells[1]) + level) + "," + cells[2]);
      }
    }
    Path twoKeys = Files.write(folder.resolve("keys.csv"), lines);
    Path made = folder.resolve("steps");
    Result trained =
        Cli.run(
            "train",
            "--data",
            twoKeys,
            "--key",
            "key",
            "--normalise",
            "key",
            "--difference",
            "--bundle",
            made);
    assertEquals(0, trained.code(), trained.err());
    Path out = folder.resolve("drawn.csv");
    Result sample = Cli.run("sample", "--bundle", made, "--count", 6, "--steps", 12, "--out", out);
    assertEquals(0, sample.code(), sample.err());
    for (String line : Files.readAllLines(out).stream().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      double level = cells[0].endsWith(" as low") ? 0 : 5000;
      assertEquals(level + 30, Double.parseDouble(cells[1]), 20, line);
    }
  }

  @Test
  void callsThatCannotBe_areExplained() throws IOException {
    refused("there is no sampler 'magic'; give heun, dpm++2m", "--sampler", "magic");
    refused("--eta is for --sampler ddim", "--eta", 0.5);
    refused("η must be in 0..1: was 2.0.", "--sampler", "ddim", "--eta", 2);
    refused("--steps must be in 2..10000: was 1.", "--steps", 1);
    refused("--count must be in 2..", "--count", 1);
    refused("--count must be in 2..", "--count", 100_000_000);
    refused("cannot be written", "--out", folder.resolve("none/drawn.csv"));
    Path few = Files.write(folder.resolve("few.csv"), Cli.csv(10, 10));
    refused("make no full window: were 10 readings, and a window takes 16", "--data", few);
    Path one = Files.write(folder.resolve("one.csv"), Cli.csv(16, 16));
    refused("the data make one full window, and two are needed", "--data", one);
  }

  private List<String> drawn(Object... more) throws IOException {
    Path out = folder.resolve("drawn.csv");
    List<Object> args = new ArrayList<>(List.of("--out", out));
    args.addAll(List.of(more));
    assertEquals(0, sample(args.toArray()).code());
    return Files.readAllLines(out);
  }

  /** A small call; what is given comes last and so counts. */
  private static Result sample(Object... more) {
    List<Object> args = new ArrayList<>(List.of("sample", "--bundle", bundle));
    List<Object> given = List.of(more);
    args.addAll(given.contains("--count") ? List.of() : List.of("--count", 80));
    args.addAll(given.contains("--steps") ? List.of() : List.of("--steps", 12));
    args.addAll(given);
    return Cli.run(args.toArray());
  }

  private static void refused(String sentence, Object... more) {
    Result result = sample(more);
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertFalse(result.err().contains("internal error"), result.err());
  }
}
