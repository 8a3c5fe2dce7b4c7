package io.stillwater.model.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.stillwater.window.Normalisation.Level;
import java.io.IOException;
import java.util.Arrays;

/**
 * By which numbers a foreign model's data were normalised: {@code {"mean": […], "scale": […]}}, one
 * of each for a channel, in the order of the channels; what the model saw is (value − mean)/scale.
 */
public final class ScalerFile {
  private ScalerFile() {}

  /**
   * Reads the file.
   *
   * @param channels how many the data have
   * @throws IOException where it is not one, or is for other data
   */
  public static Level read(byte[] json, int channels) throws IOException {
    try {
      JsonNode file = JsonMapper.builder().build().readTree(json);
      return new Level(numbers(file, "mean", channels), numbers(file, "scale", channels));
    } catch (JsonProcessingException e) {
      throw new IOException("the scaler is not JSON: " + e.getOriginalMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("the scaler cannot be used: " + e.getMessage() + ".", e);
    }
  }

  private static double[] numbers(JsonNode file, String field, int channels) throws IOException {
    JsonNode array = file.path(field);
    if (!array.isArray() || array.size() != channels) {
      throw new IOException(
          field
              + (" of the scaler must be " + channels + " numbers, one for each channel: was ")
              + (array.isArray() ? array.size() + " of them" : "none")
              + ". Write {\"mean\": [...], \"scale\": [...]}.");
    }
    double[] numbers = new double[channels];
    Arrays.setAll(numbers, c -> array.get(c).asDouble(Double.NaN));
    return numbers;
  }
}
