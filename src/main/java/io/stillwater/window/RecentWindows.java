package io.stillwater.window;

/** What a restart has to read to find a key's newest windows again. Not thread-safe. */
final class RecentWindows {
  private final long[] first; // (recall) first offset that each of them needs, the newest last
  private final long[] end; // (recall) record time of the newest reading of each
  private int count;

  /**
   * @param recall how many of them
   */
  RecentWindows(int recall) {
    first = new long[recall];
    end = new long[recall];
  }

  /**
   * One more.
   *
   * @param needed offset from which to read it again
   * @param recordTime of its newest reading
   */
  void add(long needed, long recordTime) {
    if (first.length == 0) {
      return;
    }
    if (count == first.length) {
      count--;
      System.arraycopy(first, 1, first, 0, count);
      System.arraycopy(end, 1, end, 0, count);
    }
    first[count] = needed;
    end[count] = recordTime;
    count++;
  }

  /** The offset from which to read the oldest again that is not too old; the highest for none. */
  long neededFrom(long oldestTime) {
    for (int i = 0; i < count; i++) {
      if (end[i] >= oldestTime) {
        return first[i];
      }
    }
    return Long.MAX_VALUE;
  }
}
