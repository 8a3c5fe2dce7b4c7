package io.stillwater.train.data;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Chooses whole blocks of consecutive windows, so that what stays is as consecutive as a stream.
 * Which go depends on the seed and the block's place alone (the blocks with the largest hashes:
 * bottom-k sampling), so every block is as likely to stay.
 */
public final class Thinning {
  /** Windows of a block. */
  static final int BLOCK = 512;

  private Thinning() {}

  /** At least 0. */
  static long hash(long seed, int key, int block) {
    long hash = seed * 0x9E3779B97F4A7C15L + key * 0xC2B2AE3D27D4EB4FL + block;
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return (hash ^ (hash >>> 31)) >>> 1;
  }

  /** No more than that many of the windows; all where they are as few. */
  public static Indices of(Indices windows, int most, long seed) {
    if (windows.size() <= most) {
      return windows;
    }
    int[] sizes = new int[windows.get(windows.size() - 1) / BLOCK + 1];
    windows.forEach(i -> sizes[i / BLOCK]++);
    int[] order =
        IntStream.range(0, sizes.length)
            .boxed()
            .sorted(Comparator.comparingLong(block -> hash(seed, 0, block)))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean[] stays = new boolean[sizes.length];
    int left = most;
    for (int block : order) {
      if (sizes[block] > left) {
        break;
      }
      left -= sizes[block];
      stays[block] = true;
    }
    return windows.only(i -> stays[i / BLOCK]);
  }
}
