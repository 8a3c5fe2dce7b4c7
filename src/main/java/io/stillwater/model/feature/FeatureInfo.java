package io.stillwater.model.feature;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What a network of features does not say itself: the side file {@code FILE.json} of {@code
 * FILE.onnx}.
 *
 * <pre>
 * {"name": "…", "source": "https://…", "licence": "Apache-2.0", "range": [0, 255],
 *  "mean": [127, 127, 127], "deviation": [128, 128, 128], "channels": "rgb",
 *  "size": [256, 256], "grid": [32, 32]}
 * </pre>
 *
 * @param name for people; empty where nothing was said
 * @param source where it is from
 * @param licence under which it may be used; an SPDX identifier is best
 * @param input what it wants of images
 * @param grid rows and columns of cells that all outputs are brought to, where images are brought
 *     to one size; empty for those of its finest output
 */
public record FeatureInfo(
    String name, String source, String licence, FeatureInput input, List<Integer> grid) {
  /** Nothing said. */
  public static final FeatureInfo NONE = new FeatureInfo("", "", "", FeatureInput.PLAIN, List.of());

  private static final List<String> KNOWN =
      List.of(
          "channels",
          "deviation",
          "grid",
          "layout",
          "licence",
          "mean",
          "name",
          "range",
          "size",
          "source");

  public FeatureInfo {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(licence, "licence");
    Objects.requireNonNull(input, "input");
    grid = List.copyOf(grid);
    if (!grid.isEmpty() && (grid.size() != 2 || grid.get(0) < 1 || grid.get(1) < 1)) {
      throw new IllegalArgumentException(
          "grid must be rows and columns of cells, each at least 1: was " + grid);
    }
  }

  /**
   * Reads a side file.
   *
   * @throws IOException where it is none, in words for the person who wrote it
   */
  public static FeatureInfo read(byte[] json) throws IOException {
    try {
      JsonNode file = JsonMapper.builder().build().readTree(json);
      require(file.isObject(), "is no JSON object", "{\"mean\": […], \"deviation\": […], …}");
      TreeSet<String> unknown = new TreeSet<>();
      file.fieldNames().forEachRemaining(unknown::add);
      KNOWN.forEach(unknown::remove);
      require(unknown.isEmpty(), "says " + unknown, "some of " + KNOWN);
      List<Double> range = numbers(file, "range");
      FeatureInput input =
          new FeatureInput(
              range.isEmpty() ? FeatureInput.PLAIN.range() : range,
              numbers(file, "mean"),
              numbers(file, "deviation"),
              text(file, "channels"),
              text(file, "layout"),
              integers(file, "size"));
      return new FeatureInfo(
          text(file, "name"),
          text(file, "source"),
          text(file, "licence"),
          input,
          integers(file, "grid"));
    } catch (JsonProcessingException e) {
      throw new IOException("the side file is not JSON: " + e.getOriginalMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("the side file cannot be used: " + e.getMessage() + ".", e);
    }
  }

  private static String text(JsonNode file, String field) throws IOException {
    JsonNode value = file.path(field);
    require(
        value.isMissingNode() || value.isTextual(), "has " + field + " " + value, "a text there");
    return value.asText("");
  }

  private static List<Double> numbers(JsonNode file, String field) throws IOException {
    List<Double> numbers = new ArrayList<>();
    JsonNode array = file.path(field);
    require(
        array.isMissingNode() || array.isArray(),
        "has " + field + " " + array,
        "numbers there, as [0, 1]");
    for (JsonNode number : array) {
      require(number.isNumber(), "has " + number + " in " + field, "a number");
      numbers.add(number.asDouble());
    }
    return numbers;
  }

  private static List<Integer> integers(JsonNode file, String field) throws IOException {
    List<Integer> integers = new ArrayList<>();
    for (double number : numbers(file, field)) {
      require(number == (int) number, "has " + number + " in " + field, "a whole number");
      integers.add((int) number);
    }
    return integers;
  }

  private static void require(boolean holds, String seen, String expected) throws IOException {
    if (!holds) {
      throw new IOException("the side file " + seen + ": expected " + expected + ".");
    }
  }

  /** The same with images brought to one size. */
  public FeatureInfo sized(int height, int width) {
    return new FeatureInfo(name, source, licence, input.sized(height, width), grid);
  }

  /** The same with outputs brought to so many cells. */
  public FeatureInfo gridded(int rows, int columns) {
    return new FeatureInfo(name, source, licence, input, List.of(rows, columns));
  }

  /** In words. */
  public String text() {
    String title = name.isEmpty() ? "a network without a name" : name;
    return title
        + (source.isEmpty() ? "" : ", from " + source)
        + (licence.isEmpty() ? "; its licence was not said" : "; licence " + licence);
  }
}
