package io.stillwater.train.report;

import io.stillwater.model.manifest.View;
import io.stillwater.window.Normalisation;
import io.stillwater.window.Window;
import java.util.Arrays;
import java.util.List;

/**
 * Many windows as a denoiser sees them, to be compared as a whole. Nobody writes to the values once
 * it is made.
 *
 * @param length readings in a window
 * @param channels of a reading
 * @param values (windows, length, channels) in deviations of the data
 */
public record WindowSet(int length, int channels, float[] values) {
  public WindowSet {
    if (length < 1 || channels < 1 || values.length % (length * channels) != 0) {
      throw new IllegalArgumentException(
          values.length + " values make no windows of " + length + "×" + channels);
    }
  }

  /**
   * Windows of one length as the denoiser sees them; values that were carried count as they are.
   */
  public static WindowSet of(List<Window> windows, Normalisation normalisation) {
    int length = windows.isEmpty() ? 1 : windows.get(0).length();
    int dimension = length * normalisation.channels();
    float[] values = new float[Math.multiplyExact(windows.size(), dimension)];
    for (int i = 0; i < windows.size(); i++) {
      System.arraycopy(
          normalisation.normalise(windows.get(i)), 0, values, i * dimension, dimension);
    }
    return new WindowSet(length, normalisation.channels(), values);
  }

  /** How many windows. */
  public int size() {
    return values.length / dimension();
  }

  /** Values in a window. */
  public int dimension() {
    return length * channels;
  }

  /** The values of one window: (length, channels). */
  public float[] window(int index) {
    return Arrays.copyOfRange(values, index * dimension(), (index + 1) * dimension());
  }

  float value(int window, int reading, int channel) {
    return values[(window * length + reading) * channels + channel];
  }

  /** Some of the windows, by index. */
  WindowSet only(int... windows) {
    float[] some = new float[windows.length * dimension()];
    for (int i = 0; i < windows.length; i++) {
      System.arraycopy(values, windows[i] * dimension(), some, i * dimension(), dimension());
    }
    return new WindowSet(length, channels, some);
  }

  /** What a denoiser sees of the windows. */
  public WindowSet seen(View view) {
    if (view.isWhole(length)) {
      return this;
    }
    int part = view.tokens() * channels;
    WindowSet seen = new WindowSet(view.tokens(), channels, new float[size() * part]);
    for (int i = 0; i < size(); i++) {
      System.arraycopy(view.of(window(i), channels), 0, seen.values, i * part, part);
    }
    return seen;
  }

  /** The windows without their first readings, which say nothing where values are steps. */
  public WindowSet later() {
    WindowSet later =
        new WindowSet(length - 1, channels, new float[size() * (length - 1) * channels]);
    for (int i = 0; i < size(); i++) {
      int rest = later.dimension();
      System.arraycopy(values, i * dimension() + channels, later.values, i * rest, rest);
    }
    return later;
  }
}
