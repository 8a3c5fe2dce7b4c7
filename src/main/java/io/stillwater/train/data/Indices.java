package io.stillwater.train.data;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Ascending numbers of windows, kept as ranges: parts of the data are mostly stretches of time, and
 * twenty million numbers would take much room. Immutable.
 *
 * <table>
 * <caption>3, 4, 5, 9</caption>
 * <tr><th>range</th><th>from</th><th>places before it</th></tr>
 * <tr><td>0</td><td>3</td><td>0</td></tr>
 * <tr><td>1</td><td>9</td><td>3</td></tr>
 * </table>
 */
public final class Indices {
  private static final Indices NONE = new Builder().build();

  private final int[] from; // (ranges)
  private final int[] before; // (ranges + 1) how many numbers lie in the ranges before

  private Indices(int[] from, int[] before) {
    this.from = from;
    this.before = before;
  }

  /** Grows at its end. */
  private static final class Builder {
    private int[] from = new int[4];
    private int[] before = new int[5];
    private int ranges;

    /** Appends a range beyond all so far. */
    void add(int first, int to) {
      if (first == to) {
        return;
      }
      if (ranges > 0 && from[ranges - 1] + before[ranges] - before[ranges - 1] == first) {
        before[ranges] += to - first;
        return;
      }
      if (ranges == from.length) {
        from = Arrays.copyOf(from, 2 * ranges);
        before = Arrays.copyOf(before, 2 * ranges + 1);
      }
      from[ranges] = first;
      before[ranges + 1] = before[ranges] + to - first;
      ranges++;
    }

    Indices build() {
      return new Indices(Arrays.copyOf(from, ranges), Arrays.copyOf(before, ranges + 1));
    }
  }

  /** None at all. */
  public static Indices none() {
    return NONE;
  }

  /** All from {@code first} on, below {@code to}. */
  public static Indices range(int first, int to) {
    Builder builder = new Builder();
    builder.add(first, to);
    return builder.build();
  }

  /** Those below {@code size} that are kept. */
  static Indices where(int size, IntPredicate kept) {
    Builder builder = new Builder();
    for (int i = 0; i < size; i++) {
      if (kept.test(i)) {
        builder.add(i, i + 1);
      }
    }
    return builder.build();
  }

  /** How many there are. */
  public int size() {
    return before[from.length];
  }

  /** The number at that place, from 0 to {@link #size}. */
  public int get(int place) {
    int range = Arrays.binarySearch(before, place);
    range = range < 0 ? -range - 2 : range;
    return from[range] + place - before[range];
  }

  /** The place of that number; negative if it is not there. */
  public int placeOf(int number) {
    int range = Arrays.binarySearch(from, number);
    range = range < 0 ? -range - 2 : range;
    if (range < 0 || number - from[range] >= before[range + 1] - before[range]) {
      return -1;
    }
    return before[range] + number - from[range];
  }

  public boolean contains(int number) {
    return placeOf(number) >= 0;
  }

  public void forEach(IntConsumer consumer) {
    for (int range = 0; range < from.length; range++) {
      int to = from[range] + before[range + 1] - before[range];
      for (int i = from[range]; i < to; i++) {
        consumer.accept(i);
      }
    }
  }

  /** Those that are kept. */
  public Indices only(IntPredicate kept) {
    Builder builder = new Builder();
    forEach(
        i -> {
          if (kept.test(i)) {
            builder.add(i, i + 1);
          }
        });
    return builder.build();
  }

  /** These and others, of which none is here. */
  Indices and(Indices others) {
    Builder builder = new Builder();
    int mine = 0;
    int other = 0;
    while (mine < from.length || other < others.from.length) {
      boolean first =
          other == others.from.length || (mine < from.length && from[mine] < others.from[other]);
      Indices next = first ? this : others;
      int range = first ? mine++ : other++;
      int size = next.before[range + 1] - next.before[range];
      builder.add(next.from[range], next.from[range] + size);
    }
    return builder.build();
  }

  /** At most that many of them, evenly spread. */
  public Indices spread(int most) {
    int count = Math.min(most, size());
    Builder builder = new Builder();
    for (int i = 0; i < count; i++) {
      int one = get((int) ((2L * i + 1) * size() / (2L * count)));
      builder.add(one, one + 1);
    }
    return builder.build();
  }

  /** Those from one place on to before another. */
  public IntStream stream(int fromPlace, int toPlace) {
    return IntStream.range(fromPlace, toPlace).map(this::get);
  }

  /** All of them. */
  public IntStream stream() {
    return stream(0, size());
  }
}
