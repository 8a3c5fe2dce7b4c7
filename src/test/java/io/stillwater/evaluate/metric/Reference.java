package io.stillwater.evaluate.metric;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.bench.PublicData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cases with figures that other implementations gave; no part of this repository. */
final class Reference {
  private Reference() {}

  /** A file of cases; skips the test where it is not there. */
  static JsonNode file(String name) throws IOException {
    Optional<Path> folder = PublicData.folder("metrics");
    assumeTrue(folder.isPresent(), PublicData.MISSING);
    return new ObjectMapper().readTree(folder.get().resolve(name).toFile());
  }

  static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }

  static boolean[] labels(JsonNode array) {
    boolean[] labels = new boolean[array.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = array.get(i).asInt() == 1;
    }
    return labels;
  }

  static List<Range> ranges(JsonNode array) {
    List<Range> ranges = new ArrayList<>();
    array.forEach(r -> ranges.add(new Range(r.get(0).asInt(), r.get(1).asInt())));
    return ranges;
  }

  /** NaN for null. */
  static double number(JsonNode value) {
    return value.isNull() ? Double.NaN : value.asDouble();
  }
}
