package io.stillwater.alert;

/**
 * Which of a key's newest windows were beyond the threshold. Holds the last n only, so that judging
 * those n windows again brings it back. Not thread-safe.
 */
public final class PolicyMemory {
  private final boolean[] beyond; // (n), oldest first
  private final long[] recordTimes; // (n) record time of each window's newest reading
  private int size;

  /** A memory of {@code n} windows. */
  public PolicyMemory(int n) {
    beyond = new boolean[n];
    recordTimes = new long[n];
  }

  /** Remembers one more window. */
  public void push(boolean isBeyond, long recordTime) {
    if (size == beyond.length) {
      size--;
      System.arraycopy(beyond, 1, beyond, 0, size);
      System.arraycopy(recordTimes, 1, recordTimes, 0, size);
    }
    beyond[size] = isBeyond;
    recordTimes[size] = recordTime;
    size++;
  }

  /**
   * How many of the remembered windows are beyond the threshold, those that ended before {@code
   * oldest} left out.
   */
  public int count(long oldest) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      count += beyond[i] && recordTimes[i] >= oldest ? 1 : 0;
    }
    return count;
  }
}
