package io.stillwater.window;

/**
 * How often a key's window is scored.
 *
 * <p>A timed stride cuts event time into cells of {@code amount} milliseconds; the first reading of
 * a key in a new cell completes a window. A stride of rows counts the key's readings; only a stride
 * of one row keeps its phase across a restart, so a service accepts no other.
 *
 * @param amount milliseconds, or rows
 * @param timed whether {@code amount} is a duration
 */
public record Stride(long amount, boolean timed) {
  public Stride {
    if (amount < 1) {
      throw new IllegalArgumentException("stride must be at least 1: was " + amount);
    }
  }

  /** Every {@code rows} readings. */
  public static Stride rows(long rows) {
    return new Stride(rows, false);
  }

  /** The first reading in every cell of that many milliseconds. */
  public static Stride millis(long millis) {
    return new Stride(millis, true);
  }
}
