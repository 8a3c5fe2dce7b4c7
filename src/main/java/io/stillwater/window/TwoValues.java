package io.stillwater.window;

/** Whether all values of a channel are one of two, in one pass. Not thread-safe. */
final class TwoValues {
  private double first = Double.NaN;
  private double second = Double.NaN;
  private boolean more;

  void add(double value) {
    if (Double.isNaN(first)) {
      first = value;
    } else if (value != first && Double.isNaN(second)) {
      second = value;
    } else {
      more |= value != first && value != second;
    }
  }

  /** Whether there were exactly two. */
  boolean hold() {
    return !more && !Double.isNaN(second);
  }

  /** From one of the two to the other. */
  double distance() {
    return Math.abs(second - first);
  }
}
