package io.stillwater.window;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Median and quartiles over an even selection of at most {@value #ROOM} values: when the room is
 * full, every other value goes, and half as many are taken from then on. Not thread-safe.
 */
final class Quartiles {
  private static final int ROOM = 8192;
  private static final int FEW = 40;
  private static final double[] OUTER = {0.25, 0.05, 0.01};
  private static final double[] NORMAL = {1.349, 3.290, 4.653}; // between them, where σ is 1
  private static final double NOTHING = 1e-6;

  /** Of too few values. */
  static final Summary UNKNOWN = new Summary(false, 0, 1, 1);

  private double[] values = new double[64];
  private Moments[] owners = new Moments[64];
  private int size;
  private long seen;
  private long every = 1;

  /**
   * What quartiles say.
   *
   * @param known whether values were enough
   * @param middle the median
   * @param quartiles the deviation that the quartiles tell, as a part of the standard deviation,
   *     each value measured in deviations of its owner
   * @param widened the same; where the quartiles are one, what the outer twentieths tell, then the
   *     outer hundredths, then 1
   */
  record Summary(boolean known, double middle, double quartiles, double widened) {
    /** The median; something else where values are few. */
    double median(double otherwise) {
      return known ? middle : otherwise;
    }
  }

  /**
   * Takes a value.
   *
   * @param owner the moments of all values of its kind, the ones still to come included
   */
  void add(double value, Moments owner) {
    if (seen++ % every != 0) {
      return;
    }
    if (size == ROOM) {
      size /= 2;
      every *= 2;
      for (int i = 0; i < size; i++) {
        values[i] = values[2 * i];
        owners[i] = owners[2 * i];
      }
    } else if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
      owners = Arrays.copyOf(owners, 2 * size);
    }
    values[size] = value;
    owners[size] = owner;
    size++;
  }

  /** Of all values so far; a share of 1 where they are few. */
  Summary summary() {
    double[] standardised =
        IntStream.range(0, size)
            .mapToDouble(i -> owners[i].standardised(values[i]))
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    if (standardised.length < FEW) {
      return UNKNOWN;
    }
    double[] sorted = sorted();
    double widened = 1;
    for (int i = NORMAL.length - 1; i >= 0; i--) {
      double told = told(standardised, i);
      widened = told > NOTHING ? told : widened;
    }
    return new Summary(true, at(sorted, 0.5), told(standardised, 0), widened);
  }

  /** The values that were taken, ascending. */
  double[] sorted() {
    double[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return sorted;
  }

  private static double told(double[] standardised, int i) {
    return (at(standardised, 1 - OUTER[i]) - at(standardised, OUTER[i])) / NORMAL[i];
  }

  private static double at(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    double above = sorted[Math.min(below + 1, sorted.length - 1)];
    return sorted[below] + (place - below) * (above - sorted[below]);
  }
}
