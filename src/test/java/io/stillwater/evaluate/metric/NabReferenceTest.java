package io.stillwater.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.bench.PublicData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Toy detectors over the whole corpus, against what the benchmark's own code gave them. */
class NabReferenceTest {
  /** A file: its values, and its windows as rows. */
  private record Series(String name, double[] values, List<Range> windows) {}

  @Test
  void corpus_isTheOneOfTheCases() throws IOException {
    JsonNode expected = Reference.file("nab_cases.json").get("corpus");
    List<NabSeries> all = scored(corpus(), "constant_zero");
    assertEquals(expected.get("files").asInt(), all.size());
    assertEquals(expected.get("rows").asInt(), all.stream().mapToInt(s -> s.scores().length).sum());
    NabRows rows = NabRows.of(all, NabProfile.STANDARD);
    assertEquals(expected.get("scorable_rows").asInt(), rows.scores().length);
    assertEquals(expected.get("windows").asInt(), rows.windows());
  }

  @Test
  void rowWeights_agree() throws IOException {
    JsonNode cases = Reference.file("nab_cases.json").get("row_weights_standard");
    int compared = 0;
    for (NabSeries series : scored(corpus(), "constant_zero")) {
      JsonNode expected = cases.get(series.name());
      if (expected != null) {
        assertEquals(
            Reference.ranges(
                new ObjectMapper().createArrayNode().add(expected.get("first_window"))),
            series.windows().subList(0, 1));
        assertEquals(expected.get("probation_rows").asInt(), series.probation());
        double[] weights = series.weights(NabProfile.STANDARD);
        for (var row : expected.get("weight").properties()) {
          int i = Integer.parseInt(row.getKey());
          assertEquals(row.getValue().asDouble(), weights[i], 1e-12, series.name() + " row " + i);
          compared++;
        }
      }
    }
    assertEquals(20, compared);
  }

  @Test
  void profiles_areTheOnesOfTheCases() throws IOException {
    JsonNode profiles = Reference.file("nab_cases.json").get("profiles");
    assertEquals(3, profiles.size());
    for (var profile : profiles.properties()) {
      JsonNode weights = profile.getValue();
      assertEquals(
          new NabProfile(
              weights.get("tpWeight").asDouble(),
              weights.get("fpWeight").asDouble(),
              weights.get("fnWeight").asDouble()),
          profile(profile.getKey()));
    }
  }

  @Test
  void detectors_agree() throws IOException {
    JsonNode detectors = Reference.file("nab_cases.json").get("detectors");
    List<Series> corpus = corpus();
    for (JsonNode detector : detectors) {
      String name = detector.get("name").asText();
      List<NabSeries> all = scored(corpus, name);
      for (NabSeries series : all) {
        JsonNode sum = detector.get("score_sum").get(series.name());
        if (sum != null) {
          assertEquals(sum.asDouble(), Arrays.stream(series.scores()).sum(), 1e-6, series.name());
        }
      }
      for (var profile : detector.get("profiles").properties()) {
        compare(name, all, profile(profile.getKey()), profile.getValue());
      }
    }
    assertEquals(4, detectors.size());
  }

  private static void compare(
      String detector, List<NabSeries> all, NabProfile profile, JsonNode expected) {
    String on = detector + " " + profile;
    NabScore best = new NabCorpus(all).best(profile);
    assertEquals(expected.get("threshold").asDouble(), best.threshold(), 1e-9, on);
    assertEquals(expected.get("raw_score").asDouble(), best.raw(), 1e-9, on);
    assertEquals(expected.get("final_score").asDouble(), best.normalised(), 1e-9, on);
    assertEquals(counts(expected.get("counts")), best.counts(), on);
    double[] raw = NabSweep.of(all, profile).raw();
    assertEquals(expected.get("candidate_thresholds").asInt(), raw.length, on);
    Arrays.sort(raw);
    assertEquals(expected.get("second_best_raw_score").asDouble(), raw[raw.length - 2], 1e-6, on);
    int files = 0;
    for (NabScore.OfFile file : best.files()) {
      JsonNode share = expected.get("per_file").get(file.name());
      if (share != null) {
        assertEquals(share.get("score").asDouble(), file.raw(), 1e-9, on + file.name());
        assertEquals(counts(share), file.counts(), on + file.name());
        files++;
      }
    }
    assertEquals(expected.get("per_file").size(), files, on);
    assertTrue(files >= 4, on);
  }

  private static NabCounts counts(JsonNode node) {
    return new NabCounts(
        node.get("tp").asInt(),
        node.get("fp").asInt(),
        node.get("fn").asInt(),
        node.get("tn").asInt());
  }

  private static NabProfile profile(String name) {
    return switch (name) {
      case "standard" -> NabProfile.STANDARD;
      case "reward_low_FP_rate" -> NabProfile.REWARD_LOW_FP_RATE;
      case "reward_low_FN_rate" -> NabProfile.REWARD_LOW_FN_RATE;
      default -> throw new AssertionError("no profile of the name " + name);
    };
  }

  private static List<NabSeries> scored(List<Series> corpus, String detector) {
    return corpus.stream()
        .map(s -> new NabSeries(s.name(), scores(s.values(), detector), s.windows()))
        .toList();
  }

  private static double[] scores(double[] values, String detector) {
    double[] scores = new double[values.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] =
          switch (detector) {
            case "constant_zero" -> 0;
            case "every_1000th" -> i % 1000 == 0 ? 1 : 0;
            case "ruler" ->
                i % 2000 == 0
                    ? 1
                    : i % 1000 == 0 ? 0.75 : i % 400 == 0 ? 0.5 : i % 100 == 0 ? 0.25 : 0;
            case "zscore_100" -> i < 100 ? 0 : zscore(values, i);
            default -> throw new AssertionError("no detector of the name " + detector);
          };
    }
    return scores;
  }

  private static double zscore(double[] values, int row) {
    double mean = 0;
    for (int i = row - 100; i < row; i++) {
      mean += values[i];
    }
    mean /= 100;
    double squares = 0;
    for (int i = row - 100; i < row; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    double z =
        Math.abs(values[row] - mean) / (Math.sqrt(squares / 100) + 0.01 * (1 + Math.abs(mean)));
    return Math.floor(1e6 * z / (z + 10) + 0.5) / 1e6;
  }

  private static List<Series> corpus() throws IOException {
    Optional<Path> folder = PublicData.folder("nab");
    assumeTrue(folder.isPresent(), PublicData.MISSING);
    JsonNode windows =
        new ObjectMapper().readTree(folder.get().resolve("combined_windows.json").toFile());
    List<Series> corpus = new ArrayList<>();
    for (var file : windows.properties()) {
      Path path = folder.get().resolve("data").resolve(file.getKey() + ".gz");
      Map<String, Integer> rows = new HashMap<>();
      List<Double> values = new ArrayList<>();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
        reader.readLine(); // the header
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          int comma = line.indexOf(',');
          rows.put(line.substring(0, comma), values.size());
          values.add(Double.valueOf(line.substring(comma + 1)));
        }
      }
      List<Range> ranges = new ArrayList<>();
      for (JsonNode window : file.getValue()) {
        ranges.add(new Range(row(rows, window.get(0)), row(rows, window.get(1))));
      }
      double[] series = values.stream().mapToDouble(Double::doubleValue).toArray();
      corpus.add(new Series(file.getKey(), series, ranges));
    }
    return corpus;
  }

  private static int row(Map<String, Integer> rows, JsonNode time) {
    return rows.get(time.asText().substring(0, "2014-04-10 07:15:00".length()));
  }
}
