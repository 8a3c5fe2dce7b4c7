package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.cli.Cli.Result;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way to get a command wrong ends in a sentence that says what to do. */
class BadInputTest {
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

  @Test
  void unknownCommand_isNamed() {
    refused("there is no command trian; there are train, ", "trian");
  }

  @Test
  void missingOptions_areNamed() {
    refused("--bundle=DIR | --streaming", "score", "--data", data, "--out", "-");
  }

  @Test
  void unknownFault_listsTheFaults() {
    refused(
        "there is no fault rust: expected one of closing valve, cavitation",
        "simulate",
        "--out",
        folder.resolve("x.csv"),
        "--fault",
        "rust");
  }

  @Test
  void unitsThatCannotBe_areNamed() {
    Path out = folder.resolve("b");
    refused(
        "there is no channel flo to have a unit: the channels are flow, pressure",
        "train",
        "--data",
        data,
        "--bundle",
        out,
        "--units",
        "flo=bar");
    refused(
        "was 'pressure'", "train", "--data", data, "--bundle", out, "--units", "flow=l,pressure");
    refused(
        "--units is 'none.txt'", "train", "--data", data, "--bundle", out, "--units", "none.txt");
  }

  @Test
  void missingFile_isNamed() {
    refusedTraining("does not exist: expected a CSV file", folder.resolve("none.csv"));
  }

  @Test
  void emptyFile_isNamed() throws IOException {
    refusedTraining("is empty: expected a CSV file with rows", file());
  }

  @Test
  void headerWithoutRows_isNamed() throws IOException {
    refusedTraining("has a header and no rows", file("time,a"));
  }

  @Test
  void oneRow_saysHowManyAreNeeded() throws IOException {
    refusedTraining("too little to train on: 1 readings", file("time,a", "2026-01-01T00:00:00Z,1"));
  }

  @Test
  void nothingButText_saysWhichColumnsAndWords() throws IOException {
    refusedTraining(
        "no column left for values: its columns are time, a; column a has words such as \"x\"",
        file("time,a", "2026-01-01T00:00:00Z,1", "2026-01-01T00:00:01Z,x"));
  }

  @Test
  void constantChannels_areRefusedTogether() throws IOException {
    String[] lines =
        Stream.concat(
                Stream.of("time,a,b"),
                Cli.csv(ROWS, ROWS).stream().skip(1).map(l -> l.split(",", 2)[0] + ",1,2"))
            .toArray(String[]::new);
    refusedTraining("nothing moves in the data", file(lines));
  }

  @Test
  void oneConstantChannel_isTrainedOnWithAWarning() throws IOException {
    String[] lines =
        Cli.csv(ROWS, ROWS).stream()
            .map(l -> l + (l.startsWith("time") ? ",still" : ",5"))
            .toArray(String[]::new);
    Result trained = Cli.run("train", "--data", file(lines), "--bundle", folder.resolve("b"));
    assertEquals(0, trained.code(), trained.err());
    assertTrue(trained.err().contains("one value throughout: still"), trained.err());
  }

  @Test
  void labelColumn_isWarnedOf() throws IOException {
    String[] lines =
        Cli.csv(ROWS, ROWS).stream()
            .map(l -> l + (l.startsWith("time") ? ",anomaly" : ",0"))
            .toArray(String[]::new);
    Result trained = Cli.run("train", "--data", file(lines), "--bundle", folder.resolve("b"));
    assertTrue(trained.err().contains("--drop anomaly"), trained.err());
  }

  @Test
  void wrongKeyColumn_listsTheColumns() {
    refused(
        "has no key column machine: its columns are time, flow, pressure",
        "train",
        "--data",
        data,
        "--key",
        "machine",
        "--bundle",
        folder.resolve("b"));
  }

  @Test
  void wrongColumnToDrop_listsTheColumns() {
    refused(
        "has no column label to drop",
        "train",
        "--data",
        data,
        "--drop",
        "label",
        "--bundle",
        folder.resolve("b"));
  }

  @Test
  void filesAndTopicTogether_areRefused() {
    refused(
        "train takes either files or a topic",
        "train",
        "--data",
        data,
        "--topic",
        "t",
        "--bundle",
        folder.resolve("b"));
  }

  @Test
  void impossibleLimit_saysTheRange() {
    refused(
        "limit must be a p-value between 0 and 1: was 2.0",
        "train",
        "--data",
        data,
        "--limit",
        2,
        "--bundle",
        folder.resolve("b"));
  }

  @Test
  void strideOfRows_forDataWithTimes_asksForADuration() {
    refused(
        "a stride of 10 rows is for data without time, and these have times: give a duration",
        "train",
        "--data",
        data,
        "--stride",
        10,
        "--bundle",
        folder.resolve("b"));
  }

  @Test
  void strideThatIsNeither_showsTheForm() {
    refused(
        "'ten' is not a duration; write 500ms, 10s",
        "train",
        "--data",
        data,
        "--stride",
        "ten",
        "--bundle",
        folder.resolve("b"));
  }

  @Test
  void policyThatCannotBe_isExplained() {
    refused(
        "k must be in 1..n: was 3 of 2",
        "train",
        "--data",
        data,
        "--open",
        "3/2",
        "--bundle",
        folder.resolve("b"));
  }

  @Test
  void missingBundle_saysHowToMakeOne() {
    refused("there is no bundle at", "inspect", folder.resolve("none"));
  }

  @Test
  void damagedModel_isRefused() throws IOException {
    Path copy = copyOfBundle();
    byte[] model = Files.readAllBytes(copy.resolve("model.onnx"));
    model[model.length / 2] ^= 1;
    Files.write(copy.resolve("model.onnx"), model);
    refused("model.onnx", "inspect", copy);
  }

  @Test
  void foreignManifest_isRefused() throws IOException {
    Path copy = copyOfBundle();
    Files.writeString(copy.resolve("manifest.json"), "{\"model_type\": \"bert\"}");
    refused("manifest", "score", "--bundle", copy, "--data", data, "--out", "-");
  }

  @Test
  void oversizedManifest_isRefusedUnread() throws IOException {
    Path copy = copyOfBundle();
    try (RandomAccessFile file =
        new RandomAccessFile(copy.resolve("manifest.json").toFile(), "rw")) {
      file.setLength(1L << 33);
    }
    refused("manifest.json", "inspect", copy);
  }

  @Test
  void bundleOfOtherChannels_namesTheMissingColumn() throws IOException {
    refused(
        "has no column flow: its columns are time, a",
        "score",
        "--bundle",
        bundle,
        "--data",
        file("time,a", "2026-01-01T00:00:00Z,1", "2026-01-01T00:00:01Z,2"),
        "--out",
        "-");
  }

  @Test
  void outputInAMissingFolder_isNamed() {
    refused(
        "cannot be written",
        "score",
        "--bundle",
        bundle,
        "--data",
        data,
        "--out",
        folder.resolve("none/s.csv"));
  }

  @Test
  void replaySpeedWithoutTimes_isExplained() throws IOException {
    refused(
        "has no times to be replayed by; give --rate",
        "replay",
        "--data",
        file("a,b", "1,2", "2,3", "3,5"),
        "--topic",
        "t",
        "--speed",
        2);
  }

  @Test
  void replayOfRowsAndFilesMixedUp_isExplained() throws IOException {
    Path table = file("a,b", "1,2", "2,3", "3,5");
    refused("give either --data FILE…, --images DIR", "replay", "--topic", "t");
    refused("give either --data", "replay", "--topic", "t", "--data", table, "--images", folder);
    refused(
        "--claim-check are for files", "replay", "--topic", "t", "--data", table, "--claim-check");
    refused("--stamp are for rows", "replay", "--topic", "t", "--images", folder, "--speed", 2);
    refused("--stamp are for rows", "replay", "--topic", "t", "--sounds", folder, "--stamp", "now");
    refused("has no files that end in", "replay", "--topic", "t", "--sounds", folder, "--rate", 2);
    refused("above 0", "replay", "--topic", "t", "--sounds", folder, "--rate", 0);
  }

  @Test
  void trainRowsWithoutData_isExplained() {
    refused("--train-rows is for --data", "demo", "--train-rows", 5);
  }

  @Test
  void takenPort_isNamedBeforeAnythingStarts() throws IOException {
    try (java.net.ServerSocket taken = new java.net.ServerSocket(0)) {
      refused(
          "port " + taken.getLocalPort() + " cannot be listened on",
          "serve",
          "--bundle",
          bundle,
          "--topic",
          "t",
          "--port",
          taken.getLocalPort());
    }
  }

  @Test
  void missingConfiguration_isNamed() {
    refused("cannot be read; give --config", "serve", "--config", folder.resolve("none"));
  }

  private void refusedTraining(String sentence, Path file) {
    refused(sentence, "train", "--data", file, "--bundle", folder.resolve("b"));
  }

  /** The command fails as a mistake of the user's: with that sentence, and without a trace. */
  private static void refused(String sentence, Object... args) {
    Result result = Cli.run(args);
    assertEquals(2, result.code(), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertTrue(result.err().lines().anyMatch(l -> l.startsWith("stillwater: ")), result.err());
    assertFalse(result.err().contains("\tat "), result.err());
    assertFalse(result.err().toLowerCase(Locale.ROOT).contains("internal error"), result.err());
  }

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("data.csv"), List.of(lines), StandardCharsets.UTF_8);
  }

  private Path copyOfBundle() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("copy"));
    try (Stream<Path> files = Files.list(bundle)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }
}
