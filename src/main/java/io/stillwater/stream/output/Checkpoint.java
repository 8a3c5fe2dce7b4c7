package io.stillwater.stream.output;

/**
 * Where a partition stands, enough to rebuild everything from its log.
 *
 * @param next C: the offset of the first record not yet processed; what is committed
 * @param rewind R: the offset to read from again so that every window is as it was; at most {@code
 *     next}
 * @param highestTime T: the highest record timestamp before {@code rewind}; {@link Long#MIN_VALUE}
 *     if there is none
 */
public record Checkpoint(long next, long rewind, long highestTime) {
  public Checkpoint {
    if (rewind > next) {
      throw new IllegalArgumentException(
          "rewind must be at most next = " + next + ": was " + rewind);
    }
  }

  /** Nothing to rebuild. */
  public static Checkpoint cold(long next) {
    return new Checkpoint(next, next, Long.MIN_VALUE);
  }
}
