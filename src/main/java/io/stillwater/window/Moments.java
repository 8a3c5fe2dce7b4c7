package io.stillwater.window;

/** Count, mean and squared deviations, updated one by one (Welford 1962). Not thread-safe. */
final class Moments {
  private long count;
  private double mean;
  private double squares;

  void add(double value) {
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }

  long count() {
    return count;
  }

  /** 0 where there was nothing. */
  double mean() {
    return mean;
  }

  /** The sum of squared deviations from the mean. */
  double squares() {
    return squares;
  }

  /** In deviations from the mean; not finite where nothing moved. */
  double standardised(double value) {
    return (value - mean) / Math.sqrt(squares / count);
  }
}
