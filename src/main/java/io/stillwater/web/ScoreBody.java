package io.stillwater.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import io.stillwater.window.WindowSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the windows of a request to score, and says of a wrong one where it is wrong.
 *
 * <p>A body is {@code {"key": …, "values": [[…], …]}} or a list of such: rows from oldest to
 * newest, in each a number or null for every channel in the bundle's order.
 */
final class ScoreBody {
  /** Windows in one request. */
  static final int MAX_WINDOWS = 1_000;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final String SHAPE =
      "Send {\"key\": \"…\", \"values\": [[…], …]} or a list of such.";

  private final List<String> channels;
  private final WindowSpec window;

  /**
   * @param channels names, in the order of a row's values
   * @param window what the bundle asks of a window
   */
  ScoreBody(List<String> channels, WindowSpec window) {
    this.channels = channels;
    this.window = window;
  }

  List<Window> windows(byte[] body) {
    JsonNode root = parse(body);
    if (root.isObject()) {
      return List.of(window(root, ""));
    }
    if (!root.isArray() || root.isEmpty() || root.size() > MAX_WINDOWS) {
      String seen = root.isArray() ? "a list of " + root.size() : kind(root);
      throw ProblemException.badBody(
          "",
          "The body must be a window or a list of 1 to " + MAX_WINDOWS + ": was " + seen + ".",
          SHAPE);
    }
    List<Window> windows = new ArrayList<>(root.size());
    for (int i = 0; i < root.size(); i++) {
      windows.add(window(root.get(i), "/" + i));
    }
    return windows;
  }

  private static JsonNode parse(byte[] body) {
    try {
      JsonNode root = JSON.readTree(body == null ? new byte[0] : body);
      if (root.isMissingNode()) {
        throw ProblemException.badBody("", "The body is empty.", SHAPE);
      }
      return root;
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw ProblemException.badBody(
          "", "The body is not JSON: " + e.getOriginalMessage() + where + ".", SHAPE);
    } catch (IOException e) {
      throw ProblemException.badBody("", "The body cannot be read: " + e.getMessage() + ".", SHAPE);
    }
  }

  private Window window(JsonNode node, String at) {
    if (!node.isObject()) {
      throw ProblemException.badBody(
          at, "A window must be an object: was " + kind(node) + ".", SHAPE);
    }
    JsonNode key = node.path("key");
    if (!key.isMissingNode() && !key.isValueNode()) {
      throw ProblemException.badBody(
          at + "/key",
          "key must be a string: was " + kind(key) + ".",
          "Leave it out or name the sensor.");
    }
    JsonNode values = node.path("values");
    if (!values.isArray() || values.size() != window.length()) {
      throw ProblemException.badBody(
          at + "/values",
          "values must be a list of " + window.length() + " rows: was " + kind(values) + ".",
          "Send the last " + window.length() + " readings, oldest first.");
    }
    return carriable(new Window(rows(key.asText(""), values, at + "/values"), 0), at);
  }

  private Reading[] rows(String key, JsonNode values, String at) {
    Reading[] rows = new Reading[window.length()];
    for (int r = 0; r < window.length(); r++) {
      rows[r] = Reading.ofRow(key, r, row(values.get(r), at + "/" + r), r);
    }
    return rows;
  }

  private double[] row(JsonNode row, String at) {
    if (!row.isArray() || row.size() != channels.size()) {
      throw ProblemException.badBody(
          at,
          "A row must be a list of " + channels.size() + " numbers: was " + kind(row) + ".",
          "Send one for each of " + String.join(", ", channels) + ".");
    }
    double[] numbers = new double[channels.size()];
    for (int c = 0; c < numbers.length; c++) {
      numbers[c] = number(row.get(c), at + "/" + c);
    }
    return numbers;
  }

  private static double number(JsonNode node, String at) {
    if (node.isNull()) {
      return Double.NaN;
    }
    if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
      throw ProblemException.badBody(
          at,
          "A value must be a finite number or null: was "
              + (node.isNumber() ? node.asText() : kind(node))
              + ".",
          "Send null where a value is missing.");
    }
    return node.asDouble();
  }

  private Window carriable(Window read, String at) {
    int longest = read.longestCarry();
    int carry = window.carry();
    if (longest > carry) {
      String seen =
          longest == Integer.MAX_VALUE
              ? "a channel begins with a missing value"
              : longest + " values in a row are missing";
      throw ProblemException.badBody(
          at + "/values",
          "A missing value is carried forward over at most " + carry + " readings: " + seen + ".",
          "Send fewer nulls, and none in the first row.");
    }
    return read;
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list of " + node.size();
      case OBJECT -> "an object";
      case STRING -> "the text '" + shorten(node.asText()) + "'";
      case NUMBER -> "the number " + shorten(node.asText());
      case BOOLEAN -> node.asText();
      case NULL -> "null";
      default -> "missing";
    };
  }

  private static String shorten(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
