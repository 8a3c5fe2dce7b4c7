package io.stillwater.model.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.stillwater.onnx.ElementType;
import io.stillwater.onnx.Port;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowLayoutTest {
  private static Port port(String axes) {
    List<Long> sizes = new ArrayList<>(List.of(Port.OPEN));
    Arrays.stream(axes.split(" "))
        .map(a -> a.equals("?") ? -1L : Long.valueOf(a))
        .forEach(sizes::add);
    return new Port("x", Optional.of(ElementType.FLOAT), Optional.of(sizes));
  }

  @ParameterizedTest
  @CsvSource({
    "16 2, 2, '', 0, 16, LENGTH_CHANNELS",
    "2 16, 2, '', 0, 16, CHANNELS_LENGTH",
    "32, 2, '', 0, 16, FLAT",
    "1 16 2, 2, '', 0, 16, IMAGE",
    "2 2, 2, CHANNELS_LENGTH, 0, 2, CHANNELS_LENGTH",
    "2 ?, 2, '', 16, 16, CHANNELS_LENGTH",
    "? 2, 2, '', 16, 16, LENGTH_CHANNELS",
    "? ?, 3, LENGTH_CHANNELS, 16, 16, LENGTH_CHANNELS",
    "?, 3, '', 16, 16, FLAT",
    "16 1, 1, '', 0, 16, LENGTH_CHANNELS",
    "7, 7, '', 0, 1, FLAT"
  })
  void layout_isFound(
      String axes, int channels, String order, int length, int expected, WindowOrder found) {
    WindowOrder wanted = order.isEmpty() ? null : WindowOrder.valueOf(order);
    assertEquals(
        new WindowLayout(expected, channels, found),
        WindowLayout.of(port(axes), channels, wanted, length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 2  | 2 | 0  | how windows lie in the model cannot be found: for windows of 2 channels, the"
            + " input of the model is x FLOAT (?, 2, 2). Say --layout, one of length-channels,"
            + " channels-length",
        "? 2  | 2 | 0  | the length of a window cannot be found: for windows of 2 channels, the"
            + " input of the model is x FLOAT (?, ?, 2). Say --window",
        "16 3 | 2 | 0  | the data do not fit: for windows of 2 channels, the input of the model is x"
            + " FLOAT (?, 16, 3). Check --drop, --window and --layout",
        "16 2 | 2 | 8  | the data do not fit: for windows of 2 channels and 8 readings, the input of"
            + " the model is x FLOAT (?, 16, 2). Check --drop, --window and --layout",
        "33   | 2 | 0  | the data do not fit: for windows of 2 channels, the input of the model is x"
            + " FLOAT (?, 33). Check --drop, --window and --layout"
      })
  void whatIsNotClear_mustBeSaid(String axes, int channels, int length, String expected) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> WindowLayout.of(port(axes), channels, null, length))
            .getMessage();
    assertEquals(expected, message);
  }

  @Test
  void orders_haveNames() {
    assertEquals(WindowOrder.CHANNELS_LENGTH, WindowOrder.of("channels-length"));
    assertThrows(IllegalArgumentException.class, () -> WindowOrder.of("NCHW"));
  }
}
