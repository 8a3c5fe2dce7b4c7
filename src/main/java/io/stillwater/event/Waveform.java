package io.stillwater.event;

import java.util.Objects;

/**
 * Sound as numbers, one channel.
 *
 * <p>Immutable by agreement: {@code samples} is not copied, nobody writes to it after construction.
 *
 * @param samples pressure over time; full scale is -1 … 1, floats in files may go beyond
 * @param rate samples a second
 * @param whole seconds that the source lasts, of which {@code samples} may be only the beginning
 */
public record Waveform(float[] samples, int rate, double whole) {
  public Waveform {
    Objects.requireNonNull(samples, "samples");
    if (samples.length == 0 || rate < 1) {
      throw new IllegalArgumentException(
          "expected at least one sample and a rate of at least 1 Hz: were "
              + samples.length
              + " samples at "
              + rate
              + " Hz");
    }
  }

  /** Seconds that are here. */
  public double seconds() {
    return (double) samples.length / rate;
  }

  /** Whether the end of the source is missing. */
  public boolean cut() {
    return whole > seconds();
  }
}
