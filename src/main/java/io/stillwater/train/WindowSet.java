package io.stillwater.train;

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

  /** How many windows. */
  public int size() {
    return values.length / dimension();
  }

  /** Values in a window. */
  public int dimension() {
    return length * channels;
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
}
