package io.stillwater.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.event.Grid;
import io.stillwater.event.Reading;
import io.stillwater.event.Readings;
import io.stillwater.source.SourceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Files as people have them, read by the options of the commands, mostly none: each holds the
 * channels, units, times and values that {@code expected.json} beside them says, and what is told
 * of it is that and no more; or it is refused, with words on what to do.
 */
class InputFilesTest {
  private static final Path FOLDER = Path.of("src/test/resources/inputs/files");
  private static final String EXPECTED = "expected.json";

  /** A file and what it holds. */
  record Case(String name, JsonNode expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> files() throws IOException {
    List<Case> cases = new ArrayList<>();
    new ObjectMapper()
        .readTree(Files.readAllBytes(FOLDER.resolve(EXPECTED)))
        .path("files")
        .forEach(file -> cases.add(new Case(file.path("file").asText(), file)));
    return cases;
  }

  @Test
  void everyFile_isExpectedOnce() throws IOException {
    try (Stream<Path> there = Files.list(FOLDER)) {
      assertEquals(
          there
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList(),
          Stream.concat(Stream.of(EXPECTED), files().stream().map(Case::name)).sorted().toList());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void file_holdsWhatIsExpected(Case file) {
    StringWriter told = new StringWriter();
    if (file.expected().has("refused")) {
      SourceException e =
          assertThrows(SourceException.class, () -> read(file, new PrintWriter(told)));
      for (String words : strings(file.expected().path("refused"))) {
        assertTrue(e.getMessage().contains(words), e.getMessage());
      }
      assertTrue(e.getMessage().startsWith(FOLDER.resolve(file.name()).toString()), e.getMessage());
      return;
    }
    read(file, new PrintWriter(told));
    assertTold(file, told.toString().lines().toList());
  }

  /** Reads it to its end, and compares the readings where they are known. */
  private static void read(Case file, PrintWriter told) {
    JsonNode expected = file.expected();
    String[] options = strings(expected.path("options")).toArray(String[]::new);
    CsvArguments arguments = CommandLine.populateCommand(new CsvArguments(), options);
    List<Path> path = List.of(FOLDER.resolve(file.name()));
    try (Readings readings = arguments.open(path, null, Grid.NONE, told)) {
      List<Reading> rows = new ArrayList<>();
      readings.forEachRemaining(rows::add);
      if (!expected.has("refused")) {
        assertReadings(expected, readings, rows);
      }
    }
  }

  private static void assertReadings(JsonNode expected, Readings readings, List<Reading> rows) {
    assertEquals(strings(expected.path("channels")), readings.channels());
    Map<String, String> units = new TreeMap<>();
    expected.path("units").properties().forEach(u -> units.put(u.getKey(), u.getValue().asText()));
    assertEquals(units, new TreeMap<>(readings.units()));
    assertEquals(expected.has("times"), readings.timed());
    if (readings.timed()) {
      assertEquals(
          strings(expected.path("times")),
          rows.stream().map(row -> Instant.ofEpochMilli(row.time()).toString()).toList());
    }
    if (expected.has("keys")) {
      assertEquals(strings(expected.path("keys")), rows.stream().map(Reading::key).toList());
    }
    JsonNode values = expected.path("values");
    for (int r = 0; r < Math.max(rows.size(), values.size()); r++) {
      List<Double> row = new ArrayList<>();
      values.path(r).forEach(value -> row.add(value.isNull() ? Double.NaN : value.doubleValue()));
      List<Double> read = new ArrayList<>();
      if (r < rows.size()) {
        for (double value : rows.get(r).values()) {
          read.add(value);
        }
      }
      assertEquals(row, read, "row " + r);
    }
  }

  /** One line on the form, word for word, where it is not the usual one; then the others. */
  private static void assertTold(Case file, List<String> lines) {
    List<String> told = strings(file.expected().path("told"));
    boolean form = file.expected().has("form");
    assertEquals(told.size() + (form ? 1 : 0), lines.size(), lines.toString());
    if (form) {
      assertEquals(file.name() + ": " + file.expected().path("form").asText(), lines.get(0));
    }
    for (int i = 0; i < told.size(); i++) {
      String line = lines.get(i + (form ? 1 : 0));
      assertTrue(line.contains(told.get(i)), line);
    }
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(node -> strings.add(node.asText()));
    return strings;
  }
}
