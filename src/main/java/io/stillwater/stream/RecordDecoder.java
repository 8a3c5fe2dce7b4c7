package io.stillwater.stream;

import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.media.UnreachableObject;

/**
 * From records to readings: a function of the record alone, and of what its claim check points to.
 * Not thread-safe unless it says so.
 */
public interface RecordDecoder {
  /**
   * Decodes one record.
   *
   * @throws UndecodableEvent if it can never be used
   * @throws UnreachableObject if what it points to cannot be had now
   */
  Reading decode(RawRecord record) throws UndecodableEvent, UnreachableObject;

  /** Values in decoded events that belong to no channel, counted since the beginning. */
  default long extraValues() {
    return 0;
  }
}
