package io.stillwater.stream.output;

/**
 * What a flow counts. Two laws hold at every commit: {@code RECEIVED = DECODED + UNDECODABLE} and
 * {@code WINDOWS = SCORED + SKIPPED}. Work that was done again after an abort is counted once.
 */
public enum Count {
  /** Records taken from the input. */
  RECEIVED,
  /** Records that were read; some hold no reading, others many. */
  DECODED,
  /** Records that became dead letters. */
  UNDECODABLE,
  /** Readings in the records that were read. */
  READINGS,
  /** Readings that came too late for their window. */
  LATE,
  /** Readings set aside, because the clocks of their keys had jumped for them. */
  ASIDE,
  /** Windows completed. */
  WINDOWS,
  /** Windows judged. */
  SCORED,
  /** Windows not judged, because a value was missing for too long. */
  SKIPPED,
  /** Windows beyond the threshold. */
  BEYOND,
  /** Windows at which an episode is open once they are judged. */
  IN_ALARM,
  /** Event time that judged windows cover, of all keys together, in milliseconds. */
  WATCHED_MILLIS,
  /** Alerts sent. */
  ALERTS,
  /** Episodes opened. */
  EPISODES,
  /** Values of channels that the model does not know. */
  EXTRA_VALUES,
  /** Records read again to rebuild windows. */
  REBUILT
}
