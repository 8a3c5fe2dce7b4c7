package io.stillwater.model.foreign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.window.Normalisation.Level;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalerFileTest {
  private static Level read(String json, int channels) throws IOException {
    return ScalerFile.read(json.getBytes(StandardCharsets.UTF_8), channels);
  }

  @Test
  void numbers_areThoseOfTheChannels() throws IOException {
    Level level = read("{\"mean\": [1, -2.5], \"scale\": [3, 0.5], \"by\": \"sklearn\"}", 2);
    assertArrayEquals(new double[] {1, -2.5}, level.centre());
    assertArrayEquals(new double[] {3, 0.5}, level.scale());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'mean': [1], 'scale': [1, 2]}    | mean of the scaler must be 2 numbers",
        "{'mean': [1, 2]}                  | scale of the scaler must be 2 numbers, one for each"
            + " channel: was none",
        "{'mean': [1, 2], 'scale': [1, 0]} | the scaler cannot be used: centres must be finite",
        "{'mean': [1, 'x'], 'scale': [1, 1]} | the scaler cannot be used: centres must be finite",
        "{'mean': [1,                      | the scaler is not JSON"
      })
  void filesThatDoNotFit_areRefused(String json, String expected) {
    String message =
        assertThrows(IOException.class, () -> read(json.replace('\'', '"'), 2)).getMessage();
    assertTrue(message.startsWith(expected), message);
  }
}
