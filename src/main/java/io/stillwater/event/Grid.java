package io.stillwater.event;

/**
 * Moments at which measurements that come one by one become readings of all channels.
 *
 * @param stepMillis between two moments; they are its multiples since 1970; 0 for no grid
 * @param holdMillis how long a channel's last value holds, at least {@code stepMillis}
 */
public record Grid(long stepMillis, long holdMillis) {
  /** Readings come with all channels at once. */
  public static final Grid NONE = new Grid(0, 0);

  public Grid {
    if (stepMillis < 0 || holdMillis < stepMillis || (stepMillis == 0 && holdMillis > 0)) {
      throw new IllegalArgumentException(
          "a grid needs a step of at least 1 ms, and values that hold for at least a step: were "
              + stepMillis
              + " ms and "
              + holdMillis
              + " ms");
    }
  }

  /** Whether there is none. */
  public boolean none() {
    return stepMillis == 0;
  }

  /** The first moment at or after a time. */
  public long from(long time) {
    return -Math.floorDiv(-time, stepMillis) * stepMillis;
  }
}
