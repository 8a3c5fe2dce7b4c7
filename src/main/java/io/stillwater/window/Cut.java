package io.stillwater.window;

/** What a reading led to. */
public enum Cut {
  /**
   * Before the key's newest reading in event time, or further below the partition's highest record
   * time than A.
   */
  LATE,
  /** Taken; the key has fewer readings than a window. */
  WARMING,
  /** Taken; not the first of its key in a new cell of the stride. */
  SAME_CELL,
  /**
   * Taken; it completes a window in which a value is missing for longer than may be carried
   * forward.
   */
  MISSING,
  /** Taken; it completes a window. */
  COMPLETE
}
