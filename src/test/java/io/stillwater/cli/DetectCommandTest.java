package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.cli.Cli.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file with a fault inside, that nobody labelled. */
class DetectCommandTest {
  private static final int ROWS = 1_200;
  private static final int FROM = 700;
  private static final int TO = 760;

  @TempDir Path folder;

  @Test
  void faultInTheFile_isToldDrawnAndWritten() throws Exception {
    Path data = Files.write(folder.resolve("plant.csv"), faulty());
    Path out = folder.resolve("scores.csv");
    Path page = folder.resolve("page.html");
    Result result =
        Cli.run("detect", "--data", data, "--window", 16, "--out", out, "--report", page);
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().contains("stand out"), result.out());
    assertTrue(result.out().contains("pressure"), result.out());
    List<String> lines = Files.readAllLines(out);
    assertEquals("time,key,score,p_value,p_recent,alarm", lines.get(0));
    assertEquals(ROWS + 1, lines.size());
    long inside = lines.subList(1 + FROM, 1 + TO).stream().filter(l -> l.endsWith(",1")).count();
    long all = lines.stream().filter(line -> line.endsWith(",1")).count();
    assertTrue(inside > 50, "alarms in the fault: " + inside);
    assertTrue(all < 110, "alarms in all: " + all);
    assertTrue(Files.readString(page).contains("class=\"shade\""));
  }

  @Test
  void json_isOneObject() throws Exception {
    Path data = Files.write(folder.resolve("plant.csv"), Cli.csv(ROWS, ROWS));
    Result result = Cli.run("detect", "--data", data, "--window", 16, "--json");
    JsonNode object = new ObjectMapper().readTree(result.out());
    assertEquals(ROWS, object.get("rows").asInt());
    assertEquals(0, object.get("stretches").asInt(), "a file without a fault");
  }

  @Test
  void scoreOfTheTrainingFile_isThatOfRowsThatWereHeldOut() throws Exception {
    Path data = Files.write(folder.resolve("plant.csv"), faulty());
    Path bundle = folder.resolve("plant");
    Result trained = Cli.run("train", "--data", data, "--window", 16, "--bundle", bundle);
    assertTrue(trained.err().contains("unlike all others"), trained.err());
    Path out = folder.resolve("scores.csv");
    Result result = Cli.run("score", "--bundle", bundle, "--data", data, "--out", out);
    assertTrue(result.err().contains("the bundle was trained on 1,185 of these"), result.err());
    double least =
        Files.readAllLines(out).subList(1 + FROM, 1 + TO).stream()
            .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[3]))
            .min()
            .orElse(1);
    assertTrue(least < 0.01, "the least p-value in the fault: " + least);
  }

  @Test
  void badCalls_sayWhatToDo() {
    assertTrue(Cli.run("detect").err().contains("--data FILE"));
    Result share = Cli.run("detect", "--data", "x.csv", "--false-share", "2");
    assertEquals(2, share.code());
    assertTrue(share.err().contains("was 2.0"), share.err());
  }

  private static List<String> faulty() {
    List<String> lines = new ArrayList<>(Cli.csv(ROWS, ROWS).subList(0, FROM + 1));
    lines.addAll(Cli.csv(ROWS, FROM).subList(FROM + 1, TO + 1));
    lines.addAll(Cli.csv(ROWS, ROWS).subList(TO + 1, ROWS + 1));
    return lines;
  }
}
