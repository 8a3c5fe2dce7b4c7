package io.stillwater.stream;

import io.stillwater.event.Reading;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.media.UnreachableObject;
import java.util.List;

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

  /**
   * Told of records that {@link #decode} will be asked for next, so that slow ones can be decoded
   * at once; what comes out is the same without it.
   */
  default void ahead(List<RawRecord> records) {}

  /** How many records to tell of at once; 0 where it makes no difference. */
  default int aheadOf() {
    return 0;
  }

  /** Values in decoded events that belong to no channel, counted since the beginning. */
  default long extraValues() {
    return 0;
  }
}
