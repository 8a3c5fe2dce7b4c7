package io.stillwater.detect.recent;

import java.util.Arrays;

/** Counts by bin, in the order of the bins. Holds what occurs only. Not thread-safe. */
final class Histogram {
  private short[] bins = new short[4];
  private int[] counts = new int[4];
  private int size;
  private int total;

  void add(int bin, int count) {
    int at = Arrays.binarySearch(bins, 0, size, (short) bin);
    if (at < 0) {
      at = -at - 1;
      insert(at, (short) bin);
    }
    counts[at] += count;
    total += count;
  }

  private void insert(int at, short bin) {
    if (size == bins.length) {
      bins = Arrays.copyOf(bins, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    System.arraycopy(bins, at, bins, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    bins[at] = bin;
    counts[at] = 0;
    size++;
  }

  void add(Histogram other) {
    for (int i = 0; i < other.size; i++) {
      add(other.bins[i], other.counts[i]);
    }
  }

  /** How many bins are not empty. */
  int size() {
    return size;
  }

  int bin(int place) {
    return bins[place];
  }

  int count(int place) {
    return counts[place];
  }

  int total() {
    return total;
  }

  /** How many are in that bin or a higher one. */
  int atOrAbove(int bin) {
    int sum = 0;
    for (int i = size - 1; i >= 0 && bins[i] >= bin; i--) {
      sum += counts[i];
    }
    return sum;
  }

  /**
   * The lowest bin at or below which at least that share lies.
   *
   * @param share in (0, 1]
   */
  int quantile(double share) {
    int wanted = (int) Math.ceil(share * total);
    int sum = 0;
    for (int i = 0; i < size; i++) {
      sum += counts[i];
      if (sum >= wanted) {
        return bins[i];
      }
    }
    throw new IllegalStateException("a quantile of nothing");
  }
}
