package io.stillwater.kafka;

/** Told by the loop's thread where it is, so that tests can end it there. */
interface Probe {
  /** A place in the loop. */
  enum Point {
    AFTER_POLL,
    AFTER_RESTORE,
    AFTER_SCORE,
    AFTER_BEGIN,
    AFTER_SEND,
    AFTER_FLUSH,
    AFTER_OFFSETS,
    AFTER_COMMIT
  }

  Probe NONE = point -> {};

  void at(Point point);

  /** Ends a loop as if its process had been killed: nothing is aborted, closed or left. */
  final class Killed extends Error {
    Killed() {
      super("killed by a test", null, false, false);
    }
  }
}
