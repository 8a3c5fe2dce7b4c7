package io.stillwater.model.foreign;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a window lies in the input of a foreign model, behind the axis of the batch. */
public enum WindowOrder {
  /** (length, channels). */
  LENGTH_CHANNELS,
  /** (channels, length). */
  CHANNELS_LENGTH,
  /** (length · channels), reading by reading. */
  FLAT,
  /** (1, length, channels): a picture with one colour. */
  IMAGE;

  /** The order of that option, such as {@code length-channels}. */
  public static WindowOrder of(String option) {
    return Arrays.stream(values())
        .filter(order -> order.option().equals(option))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no layout '" + option + "'; there are " + options()));
  }

  private static String options() {
    return Arrays.stream(values()).map(WindowOrder::option).collect(Collectors.joining(", "));
  }

  /** How it is called in commands and manifests. */
  public String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The axes behind that of the batch. */
  List<Long> axes(long length, long channels) {
    return switch (this) {
      case LENGTH_CHANNELS -> List.of(length, channels);
      case CHANNELS_LENGTH -> List.of(channels, length);
      case FLAT -> List.of(length * channels);
      case IMAGE -> List.of(1L, length, channels);
    };
  }
}
