package io.stillwater.event;

import java.util.List;

/**
 * From records to readings: a function of the record alone, and of what its claim check points to.
 * Not thread-safe unless it says so.
 */
public interface RecordDecoder {
  /**
   * Decodes one record.
   *
   * @return what it holds, in its order, all with the record's timestamp and offset; empty where
   *     there is nothing in it, as in a tombstone
   * @throws UndecodableEvent if it can never be used
   * @throws UnreachableObject if what it points to cannot be had now
   */
  List<Reading> decode(RawRecord record) throws UndecodableEvent, UnreachableObject;

  /**
   * Whether several threads may decode at once, and should, because each record takes long: images
   * and sounds.
   */
  default boolean concurrent() {
    return false;
  }

  /** What records were found to be so far, in a sentence; empty where there is nothing to say. */
  default String said() {
    return "";
  }

  /** Values in decoded events that belong to no channel, counted since the beginning. */
  default long extraValues() {
    return 0;
  }
}
