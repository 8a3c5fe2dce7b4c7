package io.stillwater.evaluate.metric;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A stretch of the time axis, on which row i fills the time from i to i + 1.
 *
 * @param start included, in rows
 * @param stop excluded, in rows, not before the start
 */
record Interval(double start, double stop) {
  static Interval of(Range range) {
    return new Interval(range.first(), range.last() + 1.0);
  }

  double length() {
    return stop - start;
  }

  /** What both have in common; of no length where that is nothing. */
  Interval cut(double from, double to) {
    double first = Math.min(Math.max(start, from), stop);
    return new Interval(first, Math.max(first, Math.min(stop, to)));
  }

  /**
   * The integral of a function that is straight between its kinks: exact, since the middle of a
   * straight piece is its mean.
   *
   * @param kinks in any order; those outside of this interval do not count
   */
  double integral(DoubleUnaryOperator function, double... kinks) {
    double[] ends = Arrays.copyOf(kinks, kinks.length + 2);
    ends[kinks.length] = start;
    ends[kinks.length + 1] = stop;
    Arrays.sort(ends);
    double sum = 0;
    for (int i = 1; i < ends.length; i++) {
      if (ends[i] > start && ends[i] <= stop) {
        double from = Math.max(start, ends[i - 1]);
        sum += (ends[i] - from) * function.applyAsDouble((from + ends[i]) / 2);
      }
    }
    return sum;
  }
}
