package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.cli.Cli.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

class EvaluateCommandTest {
  private static final int ROWS = 400;
  private static final int BREAKS = 300;

  @TempDir static Path shared;
  @TempDir Path folder;
  private static Path normal;
  private static Path data;
  private static Path bundle;

  @BeforeAll
  static void trainOnce() throws IOException {
    List<String> lines = Cli.csv(ROWS, BREAKS);
    normal = Files.write(shared.resolve("normal.csv"), lines.subList(0, 1 + BREAKS));
    List<String> labelled = new ArrayList<>(List.of(lines.get(0) + ",anomaly"));
    for (int i = 0; i < ROWS; i++) {
      labelled.add(lines.get(1 + i) + (i >= BREAKS ? ",1" : ",0"));
    }
    data = Files.write(shared.resolve("plant.csv"), labelled);
    bundle = shared.resolve("plant");
    Result trained = Cli.run("train", "--data", normal, "--bundle", bundle);
    assertEquals(0, trained.code(), trained.err());
  }

  private static Result evaluate(Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("evaluate", "--bundle", bundle, "--data", data, "--label"));
    words.add("anomaly");
    words.addAll(List.of(more));
    return Cli.run(words.toArray());
  }

  @Test
  void withTrainingRows_baselinesStandBesideTheBundle() throws IOException {
    Path page = folder.resolve("plant.html");
    Result result = evaluate("--train", normal, "--json", "--report", page);
    assertEquals(0, result.code(), result.err());
    JsonNode found = new ObjectMapper().readTree(result.out());
    List<String> methods = found.get("cases").findValuesAsText("method");
    assertEquals(
        List.of("plant", "random", "mean|z|", "pca", "knn", "variance", "difference", "rcf"),
        methods);
    JsonNode own = found.get("cases").get(0);
    assertEquals(ROWS, own.get("rows").asInt());
    assertEquals(100, own.get("anomalies").asInt());
    assertTrue(own.get("auroc").asDouble() > 0.98, own.toString());
    assertTrue(own.get("vus_pr").asDouble() > 0.9, own.toString());
    assertEquals(1, own.get("event_recall").asDouble());
    assertTrue(own.get("delay").asDouble() < 5, own.toString());
    // The first 15 rows have no window, the last 100 are labelled.
    JsonNode promise = found.get("promise");
    assertEquals(BREAKS - 15, promise.get("normal_windows").asInt());
    assertEquals(0.01, promise.get("promised_in_alarm").asDouble());
    assertEquals(
        promise.get("normal_windows_in_alarm").asInt() / (BREAKS - 15.0),
        promise.get("realised_in_alarm").asDouble());
    assertTrue(found.get("whole").findValuesAsText("method").contains("plant"), result.out());
    assertWellFormed(Files.readString(page));
  }

  private static void assertWellFormed(String html) throws IOException {
    String xml = html.replace("<!DOCTYPE html>", "");
    try {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (ParserConfigurationException | SAXException e) {
      throw new AssertionError("the page is not well-formed", e);
    }
    for (String part :
        List.of("ROC curves", "class=\"shade\"", "threshold", "Found most clearly")) {
      assertTrue(html.contains(part), "the page has no " + part);
    }
  }

  @Test
  void withoutTrainingRows_baselinesAreLeftOutAndThatIsSaid() {
    Result result = evaluate();
    assertEquals(0, result.code(), result.err());
    assertTrue(result.err().contains("Without simple baselines"), result.err());
    assertTrue(
        result
            .out()
            .contains(
                "Promised: at most 1 in 1,000 normal windows beyond the limit, and at most 1 % of the"
                    + " time in alarm. Realised: "),
        result.out());
    assertTrue(result.out().contains(" % of the time in alarm; "), result.out());
    assertFalse(result.out().contains("knn"), result.out());
  }

  @Test
  void sameEvaluation_writesTheSamePage() throws IOException {
    Path first = folder.resolve("a.html");
    Path second = folder.resolve("b.html");
    assertEquals(0, evaluate("--report", first).code());
    assertEquals(0, evaluate("--report", second).code());
    assertEquals(Files.readString(first), Files.readString(second));
  }

  @Test
  void severalKeys_haveALineEach_andOneTogether() throws IOException {
    List<String> lines = Files.readAllLines(data);
    List<String> keyed = new ArrayList<>(List.of("machine," + lines.get(0)));
    for (String line : lines.subList(1, lines.size())) {
      keyed.add("a," + line);
      keyed.add("b," + line);
    }
    Path both = Files.write(folder.resolve("both.csv"), keyed);
    Result result =
        Cli.run(
            "evaluate",
            "--bundle",
            bundle,
            "--data",
            both,
            "--label",
            "anomaly",
            "--key",
            "machine",
            "--json");
    assertEquals(0, result.code(), result.err());
    JsonNode found = new ObjectMapper().readTree(result.out());
    assertEquals(List.of("a", "b"), found.get("cases").findValuesAsText("case"));
    JsonNode pooled = found.get("whole").get(0);
    assertEquals("pooled", pooled.get("case").asText());
    assertEquals(2 * ROWS, pooled.get("rows").asInt());
    assertEquals(
        found.get("cases").get(0).get("auroc").asDouble(),
        found.get("cases").get(1).get("auroc").asDouble());
  }

  @Test
  void labelThatIsMissing_isNamedWithTheColumns() {
    Result result = Cli.run("evaluate", "--bundle", bundle, "--data", data, "--label", "fault");
    assertEquals(2, result.code());
    assertTrue(result.err().contains("fault"), result.err());
    assertTrue(result.err().contains("anomaly"), result.err());
  }

  @Test
  void labelThatIsAChannelOfTheBundle_isRefused() {
    Result result = Cli.run("evaluate", "--bundle", bundle, "--data", data, "--label", "pressure");
    assertEquals(2, result.code());
    assertTrue(result.err().contains("--label pressure is a channel"), result.err());
  }
}
