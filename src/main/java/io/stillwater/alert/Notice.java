package io.stillwater.alert;

/**
 * News of a key that is no episode: its readings stopped, or are back.
 *
 * @param id the same after every restart
 * @param kind what happened
 * @param source where the readings came from
 * @param key whose they are
 * @param lastTime event time of the newest reading: before the silence, or the first after it
 * @param lastOffset of that reading
 * @param afterMillis how long nothing may come before it counts as silence
 */
public record Notice(
    String id,
    Kind kind,
    Alert.Source source,
    String key,
    long lastTime,
    long lastOffset,
    long afterMillis)
    implements Message {
  /** What can happen to a key. */
  public enum Kind {
    SILENT,
    BACK
  }

  /** With the name that follows from the rest. */
  public static Notice of(
      Kind kind, Alert.Source source, String key, long lastTime, long lastOffset, long after) {
    String id = AlertIds.notice(source, key, kind, lastOffset);
    return new Notice(id, kind, source, key, lastTime, lastOffset, after);
  }
}
