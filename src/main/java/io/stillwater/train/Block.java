package io.stillwater.train;

import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Consecutive windows of one key. Not thread-safe while it grows. */
final class Block {
  private final int key;
  private final int index;
  private final List<Window> windows = new ArrayList<>();
  private boolean dropped;
  private long[] ends = new long[16]; // (windows) place of each window's last reading in its key

  /**
   * @param key the key's number, in the order of appearance
   * @param index which block of its key it is
   */
  Block(int key, int index) {
    this.key = key;
    this.index = index;
  }

  void add(Window window, long end) {
    if (windows.size() == ends.length) {
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    ends[windows.size()] = end;
    windows.add(window);
  }

  /** Says that the block had to go, and lets go of its windows. */
  void drop() {
    dropped = true;
    windows.clear();
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
    return windows.size();
  }

  Window window(int i) {
    return windows.get(i);
  }

  /** How many readings of the key were taken before the last one of that window. */
  long end(int i) {
    return ends[i];
  }
}
