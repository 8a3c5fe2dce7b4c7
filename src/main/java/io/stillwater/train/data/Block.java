package io.stillwater.train.data;

import java.util.Arrays;

/**
 * Consecutive windows of one key, by the places of their last readings; while these are evenly
 * apart two numbers tell all of them. Holds the rows of its windows. Not thread-safe while it
 * grows.
 */
final class Block {
  private final int key;
  private final int index;
  private final KeyRows rows;
  private int size;
  private int held = -1; // what the rows said when the newest window was held
  private boolean dropped;
  private long first; // place of the first window's last reading
  private long step; // from there to the next window's
  private int[] offsets; // (windows) from the first; null while they are evenly apart

  /**
   * @param key the key's number, in the order of appearance
   * @param index which block of its key it is
   * @param rows of the key
   */
  Block(int key, int index, KeyRows rows) {
    this.key = key;
    this.index = index;
    this.rows = rows;
  }

  /** Takes the window that the newest row completed. */
  void add(long end) {
    if (size == 0) {
      first = end;
    } else if (size == 1) {
      step = end - first;
    } else if (offsets == null && end - first != size * step) {
      spell();
    }
    if (offsets != null) {
      offsets = size == offsets.length ? Arrays.copyOf(offsets, 2 * size) : offsets;
      offsets[size] = Math.toIntExact(end - first);
    }
    held = rows.hold(end, held);
    size++;
  }

  private void spell() {
    offsets = new int[Math.max(16, size + 1)];
    for (int i = 0; i < size; i++) {
      offsets[i] = Math.toIntExact(i * step);
    }
  }

  /** Says that the block had to go, and lets go of its windows. */
  void drop() {
    int released = -1;
    for (int i = 0; i < size; i++) {
      released = rows.release(end(i), released);
    }
    dropped = true;
    size = 0;
    offsets = null;
  }

  boolean dropped() {
    return dropped;
  }

  int key() {
    return key;
  }

  int index() {
    return index;
  }

  int size() {
    return size;
  }

  KeyRows rows() {
    return rows;
  }

  /** How many readings of the key were taken before the last one of that window. */
  long end(int i) {
    return first + (offsets == null ? i * step : offsets[i]);
  }
}
