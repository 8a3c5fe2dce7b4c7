package io.stillwater.event.json;

import io.stillwater.event.EventTime;

/** Where a record came from, and what its events say where one says nothing itself. */
record Frame(
    byte[] recordKey, long recordTime, long offset, String key, long time, boolean enveloped) {
  Frame(byte[] recordKey, long recordTime, long offset) {
    this(recordKey, recordTime, offset, null, EventTime.INVALID, false);
  }

  Frame with(String outerKey, long outerTime) {
    return new Frame(recordKey, recordTime, offset, outerKey, outerTime, enveloped);
  }

  Frame inEnvelope() {
    return new Frame(recordKey, recordTime, offset, key, time, true);
  }
}
