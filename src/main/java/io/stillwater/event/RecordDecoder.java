package io.stillwater.event;

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
   * Whether several threads may decode at once, and should, because each record takes long: images
   * and sounds.
   */
  default boolean concurrent() {
    return false;
  }

  /** Values in decoded events that belong to no channel, counted since the beginning. */
  default long extraValues() {
    return 0;
  }
}
