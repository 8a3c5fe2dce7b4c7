package io.stillwater.window;

/** What a reading led to. */
public enum Cut {
  /** Before the key's newest reading in event time. */
  LATE,
  /**
   * Ahead of its key's course, and waits for the next reading of the key, which tells whether the
   * course goes on there. It comes again with what it led to.
   */
  HELD,
  /** Ahead of its key's course, which went on behind it: set aside, as if it had not come. */
  ASIDE,
  /**
   * Late before, and taken now: so many followed each other that the clock must have been set back.
   */
  BACK,
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
