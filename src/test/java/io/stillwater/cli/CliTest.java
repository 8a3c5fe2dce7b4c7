package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person gets who types a command: the right way. */
class CliTest {
  private static final int ROWS = 400;
  private static final int BREAKS = 300;

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Path data;
  private static Path bundle;

  @BeforeAll
  static void trainOnce() throws IOException {
    data = Files.write(shared.resolve("plant.csv"), Cli.csv(ROWS, BREAKS));
    bundle = shared.resolve("plant");
    Result trained = Cli.run("train", "--data", data, "--rows", BREAKS, "--bundle", bundle);
    assertEquals(0, trained.code(), trained.err());
    assertTrue(trained.out().contains("Threshold: score"), trained.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "detect",
        "train",
        "score",
        "replay",
        "serve",
        "demo",
        "broker",
        "peek",
        "import",
        "inspect",
        "sample",
        "simulate",
        "evaluate",
        "benchmark"
      })
  void everyCommand_hasHelpWithExamples(String command) {
    Result help = Cli.run(command, "--help");
    assertEquals(0, help.code());
    assertTrue(help.out().contains("Usage: stillwater " + command), help.out());
    assertTrue(help.out().contains("Example"), help.out());
    assertTrue(help.out().contains("  stillwater " + command), help.out());
  }

  @Test
  void rootHelp_listsEveryCommand() {
    Result help = Cli.run("--help");
    for (String command :
        List.of(
            "train",
            "score",
            "replay",
            "serve",
            "demo",
            "broker",
            "peek",
            "import",
            "detect",
            "inspect",
            "sample",
            "simulate",
            "evaluate",
            "benchmark")) {
      assertTrue(help.out().contains("  " + command + " "), help.out());
    }
  }

  @Test
  void version_isThatOfTheBuild() {
    Result version = Cli.run("--version");
    assertTrue(version.out().matches("(?s)stillwater \\d+\\.\\d+\\.\\d+.*Java .*"), version.out());
  }

  @Test
  void noCommand_showsHelpAndFails() {
    Result none = Cli.run();
    assertEquals(2, none.code());
    assertTrue(none.out().contains("Usage: stillwater"), none.out());
  }

  @Test
  void score_hasOneRowForEachRowAndFindsTheBreak() throws IOException {
    Path out = folder.resolve("scores.csv");
    Result scored = Cli.run("score", "--bundle", bundle, "--data", data, "--out", out);
    assertEquals(0, scored.code(), scored.err());
    assertTrue(
        scored.err().contains("400 rows: 385 scored, 15 without a full window"), scored.err());
    List<String> lines = Files.readAllLines(out);
    assertEquals(ROWS + 1, lines.size());
    assertEquals("time,key,score,p_value,p_recent,alarm", lines.get(0));
    assertEquals("2026-01-01T00:00:00Z,plant,,,,0", lines.get(1));
    assertTrue(lines.get(15).endsWith(",,,,0"), lines.get(15));
    assertFalse(lines.get(16).contains(",,,"), lines.get(16));
    long alarms = lines.stream().skip(1 + BREAKS).filter(line -> line.endsWith(",1")).count();
    assertTrue(alarms > 90, "only " + alarms + " of 100 broken rows have an alarm");
  }

  @Test
  void scoreStreaming_needsNoBundle_andFindsTheBreak() throws IOException {
    Path out = folder.resolve("scores.csv");
    Result scored = Cli.run("score", "--streaming", "--data", data, "--out", out);
    assertEquals(0, scored.code(), scored.err());
    assertTrue(scored.err().contains("400 rows: 400 scored"), scored.err());
    List<String> lines = Files.readAllLines(out);
    assertEquals(ROWS + 1, lines.size());
    assertTrue(lines.get(1).endsWith(",plant,0.0,1.0,,0"), lines.get(1));
    long alarms = lines.stream().skip(1 + BREAKS).filter(line -> line.endsWith(",1")).count();
    assertTrue(alarms >= 1 && alarms < 50, alarms + " alarms: then it is how things are");
  }

  @Test
  void scoreToStandardOutput_isTheSameTable() throws IOException {
    Path out = folder.resolve("scores.csv");
    Cli.run("score", "--bundle", bundle, "--data", data, "--out", out);
    Result piped = Cli.run("score", "--bundle", bundle, "--data", data, "--out", "-");
    assertEquals(Files.readString(out), piped.out());
  }

  @Test
  void scoreJson_countsRows() throws IOException {
    Result scored =
        Cli.run(
            "score", "--bundle", bundle, "--data", data, "--out", folder.resolve("s"), "--json");
    JsonNode counts = new ObjectMapper().readTree(scored.out());
    assertEquals(ROWS, counts.get("rows").asInt());
    assertEquals(385, counts.get("scored").asInt());
    assertEquals("", scored.err());
  }

  @Test
  void providerThatDoesNotWork_isSaidAndReplaced() throws IOException {
    Path out = folder.resolve("cuda.csv");
    Result scored =
        Cli.run("score", "--bundle", bundle, "--data", data, "--out", out, "--provider", "cuda");
    assertEquals(0, scored.code(), scored.err());
    assertTrue(scored.err().contains("Warning: running on the CPU: this build has no CUDA"));
    Path plain = folder.resolve("plain.csv");
    Cli.run("score", "--bundle", bundle, "--data", data, "--out", plain);
    assertArrayEquals(Files.readAllBytes(plain), Files.readAllBytes(out));
  }

  @Test
  void providerThatIsRequired_isRefusedWhereItDoesNotWork() {
    Result refused = Cli.run("inspect", bundle, "--provider", "cuda", "--require-provider");
    assertEquals(2, refused.code(), refused.err());
    assertTrue(refused.err().contains("cuda is required and does not work here"), refused.err());
    Result idle = Cli.run("inspect", bundle, "--require-provider");
    assertEquals(2, idle.code(), idle.err());
    assertTrue(idle.err().contains("only the provider cuda can be required"), idle.err());
  }

  @Test
  void trainTwice_givesTheSameBytes() throws IOException {
    Path again = folder.resolve("plant");
    Cli.run("train", "--data", data, "--rows", BREAKS, "--bundle", again);
    for (String file :
        List.of("manifest.json", "model.onnx", "golden.json", "card.md", "report.html")) {
      assertEquals(-1, Files.mismatch(bundle.resolve(file), again.resolve(file)), file);
    }
  }

  @Test
  void units_areNamedInPairsOrInAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("units.txt"), "# of the loop\nflow = m³/h\n");
    for (Object units : new Object[] {"flow=m³/h", file}) {
      Path with = folder.resolve("with-units");
      Result trained =
          Cli.run("train", "--data", data, "--rows", BREAKS, "--bundle", with, "--units", units);
      assertEquals(0, trained.code(), trained.err());
      String said = Cli.run("inspect", with).out();
      assertTrue(said.contains("flow [m³/h], pressure\n"), said);
    }
  }

  @Test
  void inspect_saysWhatIsInABundle() throws IOException {
    Result text = Cli.run("inspect", bundle);
    assertEquals(0, text.code(), text.err());
    assertTrue(text.out().contains("2: flow, pressure"), text.out());
    assertTrue(text.out().contains("opens at 2 of 3 windows"), text.out());
    JsonNode json = new ObjectMapper().readTree(Cli.run("inspect", bundle, "--json").out());
    assertEquals("plant", json.get("name").asText());
    assertEquals(16, json.get("window").get("length").asInt());
    assertTrue(Cli.run("inspect", bundle, "--card").out().startsWith("#"));
  }

  @Test
  void simulate_writesTheSameFileForTheSameSeed() throws IOException {
    Path one = folder.resolve("one.csv");
    Path two = folder.resolve("two.csv.gz");
    Result result = Cli.run("simulate", "--out", one, "--pumps", 2, "--for", "10s");
    assertTrue(result.err().contains("200 rows"), result.err());
    Cli.run("simulate", "--out", two, "--pumps", 2, "--for", "10s");
    Path copy = folder.resolve("copy.csv");
    try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(two))) {
      Files.copy(in, copy);
    }
    assertEquals(-1, Files.mismatch(one, copy));
  }

  @Test
  void aWordThatIsNoCommand_isNamed() {
    Cli.Result result = Cli.run("tran");
    assertEquals(2, result.code());
    assertTrue(
        result.err().startsWith("stillwater: there is no command tran; there are train, "),
        result.err());
    Cli.Result option = Cli.run("--tran");
    assertTrue(option.err().contains("Unknown option: '--tran'"), option.err());
  }

  @Test
  void helpOfACommand_isThatOfTheCommand() {
    Cli.Result help = Cli.run("help", "score");
    assertEquals(0, help.code(), help.err());
    assertTrue(help.out().startsWith("Usage: stillwater score "), help.out());
  }
}
