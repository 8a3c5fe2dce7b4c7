package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.cli.Cli.Result;
import io.stillwater.diffusion.Parameterisation;
import io.stillwater.model.foreign.Exact;
import io.stillwater.model.foreign.WindowOrder;
import io.stillwater.onnx.ForeignFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportCommandTest {
  private static final int ROWS = 600;

  @TempDir Path folder;
  private Path data;
  private Path scaler;
  private Path bundle;

  /** Independent values; {@link Exact} knows them as windows of other scales. */
  @BeforeEach
  void writeData() throws IOException {
    Random random = new Random(3);
    List<String> lines = new ArrayList<>(List.of("a,b"));
    for (int i = 0; i < ROWS; i++) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%.5f,%.5f",
              10 + random.nextGaussian(),
              -5 + 2 * random.nextGaussian()));
    }
    data = Files.write(folder.resolve("normal.csv"), lines);
    scaler = Files.writeString(folder.resolve("scaler.json"), "{\"mean\":[10,-5],\"scale\":[1,1]}");
    bundle = folder.resolve("theirs");
  }

  private Path model(Parameterisation prediction) throws IOException {
    byte[] file = Exact.file(prediction, WindowOrder.CHANNELS_LENGTH, ForeignFile.INT64, -1);
    return Files.write(folder.resolve("denoiser.onnx"), file);
  }

  private Path scheduler(String prediction) throws IOException {
    String json =
        "{\"_class_name\": \"DDPMScheduler\", \"num_train_timesteps\": 1000,"
            + (" \"prediction_type\": \"" + prediction + "\"}");
    return Files.writeString(folder.resolve("scheduler_config.json"), json);
  }

  private Result run(Path onnx, Path scheduler, Object... more) {
    Object[] words = {
      "import", "--onnx", onnx, "--scheduler", scheduler, "--data", data, "--bundle", bundle
    };
    return Cli.run(Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray());
  }

  @ParameterizedTest
  @CsvSource({"EPSILON, epsilon", "V, v_prediction", "X0, sample"})
  void everyPrediction_becomesABundleThatScores(Parameterisation prediction, String word)
      throws IOException {
    Result imported = run(model(prediction), scheduler(word), "--scaler", scaler, "--json");
    assertEquals(0, imported.code(), imported.err());
    JsonNode json = new ObjectMapper().readTree(imported.out());
    JsonNode denoiser = json.get("denoisers").get(0);
    assertEquals("denoiser.onnx", denoiser.get("imported").get("file").asText());
    assertEquals("channels-length", denoiser.get("imported").get("layout").asText());
    assertEquals(Exact.LENGTH, json.get("window").get("length").asInt());
    JsonNode threshold = json.get("threshold");
    assertEquals(0.001, threshold.get("p_value").asDouble(), 1e-4);
    Path scores = folder.resolve("scores.csv");
    Path day = Files.write(folder.resolve("day.csv"), withAFault());
    Result scored = Cli.run("score", "--bundle", bundle, "--data", day, "--out", scores);
    assertEquals(0, scored.code(), scored.err());
    List<String> rows = Files.readAllLines(scores);
    assertTrue(rows.get(1 + ROWS - 10).endsWith(",1"), rows.get(1 + ROWS - 10));
    Result inspected = Cli.run("inspect", bundle);
    assertTrue(inspected.out().contains("imported (denoiser.onnx, predicts "), inspected.out());
  }

  private List<String> withAFault() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(data));
    for (int i = lines.size() - 20; i < lines.size(); i++) {
      lines.set(i, "25,30");
    }
    return lines;
  }

  /** At one σ: the closed form s²/(s² + σ²) says what is left of the noise. */
  @Test
  void theAccount_isThatOfTheClosedForm() throws IOException {
    Result imported =
        run(
            model(Parameterisation.EPSILON),
            scheduler("epsilon"),
            "--scaler",
            scaler,
            "--levels",
            "1",
            "--json");
    JsonNode check = new ObjectMapper().readTree(imported.out()).get("denoising").get(0);
    double sigma = check.get("sigma").asDouble();
    double expected = 0;
    for (int r = 0; r < Exact.LENGTH; r++) {
      for (int c = 0; c < Exact.CHANNELS; c++) {
        double s = 0.5 + 0.3 * r + 1.1 * c; // what the model believes
        double variance = c == 0 ? 1 : 4; // what the data have
        double shrink = s * s / (s * s + sigma * sigma);
        double left = (1 - shrink) * (1 - shrink) * variance;
        expected += (left + shrink * shrink * sigma * sigma) / (Exact.LENGTH * Exact.CHANNELS);
      }
    }
    assertEquals(expected, check.get("error").asDouble(), 0.15 * expected);
  }

  @Test
  void aWrongPrediction_isWarnedOf() throws IOException {
    Result right = run(model(Parameterisation.X0), scheduler("sample"), "--scaler", scaler);
    assertEquals(0, right.code(), right.err());
    assertFalse(right.err().contains("leaves more noise"), right.err());
    assertTrue(right.out().contains("calibrated on 597 windows"), right.out());
    Result wrong = run(model(Parameterisation.X0), scheduler("epsilon"), "--scaler", scaler);
    assertEquals(0, wrong.code(), wrong.err());
    assertTrue(wrong.err().contains("leaves more noise"), wrong.err());
  }

  @Test
  void twoImports_areTheSameBundle() throws IOException {
    Path model = model(Parameterisation.V);
    Path scheduler = scheduler("v_prediction");
    JsonNode first = new ObjectMapper().readTree(run(model, scheduler, "--json").out());
    JsonNode second = new ObjectMapper().readTree(run(model, scheduler, "--json").out());
    assertEquals(first.get("digest"), second.get("digest"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--window | 8        | the data do not fit: for windows of 2 channels and 8 readings",
        "--drop   | b        | the data do not fit: for windows of 1 channels",
        "--layout | NCHW     | there is no layout 'NCHW'; there are length-channels",
        "--levels | 0.5,1000 | the levels must lie within those that the model was trained on",
        "--levels | 1,0.5    | noise levels must be finite, above 0 and ascending",
        "--scaling | rank    | --scaling rank is not for models from elsewhere"
      })
  void whatDoesNotFit_isSaidInOneSentence(String option, String value, String expected)
      throws IOException {
    Result refused = run(model(Parameterisation.V), scheduler("v_prediction"), option, value);
    assertEquals(2, refused.code(), refused.err());
    assertTrue(refused.err().contains(expected), refused.err());
    assertFalse(Files.exists(bundle), "nothing was written");
  }

  @Test
  void filesThatAreNoModel_areRefused() throws IOException {
    Result refused = run(data, scheduler("epsilon"));
    assertEquals(2, refused.code(), refused.err());
    assertTrue(refused.err().contains("not a whole ONNX file"), refused.err());
    Result missing = run(folder.resolve("missing.onnx"), scheduler("epsilon"));
    assertEquals(2, missing.code(), missing.err());
    assertTrue(missing.err().contains("missing.onnx does not exist"), missing.err());
  }
}
