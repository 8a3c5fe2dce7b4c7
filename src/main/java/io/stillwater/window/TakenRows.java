package io.stillwater.window;

import io.stillwater.event.Reading;

/** The newest readings of one key, in the order in which they were taken. Not thread-safe. */
final class TakenRows {
  private final String key;
  private final Reading[] ring; // (room)
  private int start;
  private int size;
  private int sinceMissing; // readings taken after the newest with a missing value
  private long lowestRecordTime = Long.MAX_VALUE; // at most that of any reading in the ring

  /**
   * @param key whose text all readings share
   * @param room for that many readings
   */
  TakenRows(String key, int room) {
    this.key = key;
    this.ring = new Reading[room];
  }

  int size() {
    return size;
  }

  /** The oldest; there must be one. */
  Reading first() {
    return at(0);
  }

  /** The newest; null if there is none. */
  Reading last() {
    return size == 0 ? null : at(size - 1);
  }

  /** Event time from the reading before that one to it, at a place from 1 on. */
  long step(int place) {
    return at(place).time() - at(place - 1).time();
  }

  private Reading at(int place) {
    return ring[(start + place) % ring.length];
  }

  void clear() {
    size = 0;
    sinceMissing = 0;
  }

  /** Forgets all but how long it is since a value was missing. */
  void beginAnew() {
    size = 0;
  }

  void append(Reading reading) {
    if (size == ring.length) {
      start = (start + 1) % ring.length;
      size--;
    }
    ring[(start + size) % ring.length] = reading.sharing(key);
    size++;
    sinceMissing = isMissingAny(reading.values()) ? 0 : sinceMissing + 1;
    lowestRecordTime = Math.min(lowestRecordTime, reading.recordTime());
  }

  private static boolean isMissingAny(double[] values) {
    for (double value : values) {
      if (Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a value is missing in any of them. */
  boolean lackAny() {
    return sinceMissing < size;
  }

  /**
   * The newest row that is too old goes, and all before it: what stays depends on nothing that
   * went.
   */
  void evict(long oldestTime) {
    if (lowestRecordTime >= oldestTime) {
      return;
    }
    lowestRecordTime = Long.MAX_VALUE;
    for (int i = size - 1; i >= 0; i--) {
      long recordTime = at(i).recordTime();
      if (recordTime < oldestTime) {
        start = (start + i + 1) % ring.length;
        size -= i + 1;
        return;
      }
      lowestRecordTime = Math.min(lowestRecordTime, recordTime);
    }
  }

  /** All of them, oldest first; a copy. */
  Reading[] copy() {
    Reading[] rows = new Reading[size];
    int untilEnd = Math.min(size, ring.length - start);
    System.arraycopy(ring, start, rows, 0, untilEnd);
    System.arraycopy(ring, 0, rows, untilEnd, size - untilEnd);
    return rows;
  }
}
