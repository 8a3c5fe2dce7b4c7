package io.stillwater.window;

/**
 * Room for windows on their way into the scoring graph. The arrays are written in place and reused.
 * Not thread-safe.
 *
 * @param length readings in a window
 * @param values (windows, length, channels) in the units of the input
 * @param observed (windows, length, channels): 1 observed, 0 carried
 * @param centre (windows, channels) what is subtracted
 * @param scale (windows, channels) what is divided by
 */
public record RawBatch(
    int length, double[] values, float[] observed, double[] centre, double[] scale) {
  public RawBatch(int windows, int length, int channels) {
    this(
        length,
        new double[Math.multiplyExact(windows, length * channels)],
        new float[windows * length * channels],
        new double[windows * channels],
        new double[windows * channels]);
  }
}
