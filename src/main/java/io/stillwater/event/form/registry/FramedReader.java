package io.stillwater.event.form.registry;

import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.form.Fields;
import java.util.List;

/** Reads what one schema describes. Thread-safe. */
interface FramedReader {
  /**
   * Reads a framed value.
   *
   * @param framed the whole value
   * @param from where its content begins
   * @return what is in it, one for each record
   */
  List<Fields> read(byte[] framed, int from) throws UndecodableEvent;
}
