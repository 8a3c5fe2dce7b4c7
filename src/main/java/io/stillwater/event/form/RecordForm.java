package io.stillwater.event.form;

import io.stillwater.event.RawRecord;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.UnreachableObject;

/**
 * How a program writes its measurements into records. A function of the record alone, and of the
 * schema that it names. Not thread-safe unless it says so.
 */
public interface RecordForm {
  /**
   * Reads one record, whose value is neither null nor empty nor longer than {@link
   * FormRecords#MAX_BYTES}.
   *
   * @param into takes what is in it, in its order; what was taken before an exception does not
   *     count
   * @throws UndecodableEvent if it can never be read
   * @throws UnreachableObject if its schema cannot be had now
   */
  void read(RawRecord record, SampleSink into) throws UndecodableEvent, UnreachableObject;
}
