package io.stillwater.train;

import io.stillwater.window.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * All windows that were kept, key by key and in order.
 *
 * @param windows (windows)
 * @param keys (windows) number of the window's key
 * @param ends (windows) place of the window's last reading among its key's readings
 * @param runs (windows) ascending; windows of one number follow each other without a window between
 *     that was let go
 */
record Samples(List<Window> windows, int[] keys, long[] ends, int[] runs) {
  static Samples of(List<Block> blocks) {
    int size = blocks.stream().mapToInt(Block::size).sum();
    Samples samples =
        new Samples(new ArrayList<>(size), new int[size], new long[size], new int[size]);
    int run = 0;
    Block before = null;
    for (Block block : blocks) {
      if (before != null && (block.key() != before.key() || block.index() != before.index() + 1)) {
        run++;
      }
      samples.add(block, run);
      before = block;
    }
    return samples;
  }

  /** The others; a run ends where a window went. */
  Samples without(boolean[] gone) {
    int left = 0;
    for (boolean one : gone) {
      left += one ? 0 : 1;
    }
    Samples rest = new Samples(new ArrayList<>(left), new int[left], new long[left], new int[left]);
    int run = 0;
    for (int i = 0; i < gone.length; i++) {
      run += i > 0 && (gone[i - 1] || !follows(i)) ? 1 : 0;
      if (!gone[i]) {
        int at = rest.windows.size();
        rest.keys[at] = keys[i];
        rest.ends[at] = ends[i];
        rest.runs[at] = run;
        rest.windows.add(windows.get(i));
      }
    }
    return rest;
  }

  private void add(Block block, int run) {
    for (int i = 0; i < block.size(); i++) {
      int at = windows.size();
      keys[at] = block.key();
      ends[at] = block.end(i);
      runs[at] = run;
      windows.add(block.window(i));
    }
  }

  int size() {
    return windows.size();
  }

  /** The first window of another key after that one. */
  int endOfKey(int from) {
    int to = from;
    while (to < keys.length && keys[to] == keys[from]) {
      to++;
    }
    return to;
  }

  /** How many keys have windows. */
  int keyCount() {
    int count = 0;
    for (int from = 0; from < keys.length; from = endOfKey(from)) {
      count++;
    }
    return count;
  }

  /** Whether a window follows the one before it without a window between that was let go. */
  boolean follows(int window) {
    return window > 0 && runs[window] == runs[window - 1];
  }
}
