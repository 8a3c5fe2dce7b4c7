package io.stillwater.stream;

import io.stillwater.event.RawRecord;
import io.stillwater.event.UnreachableObject;

/** Records that point to nothing outside. */
public final class Records {
  private Records() {}

  /** Gives a record to a flow. */
  public static void add(Flow flow, RawRecord record) {
    try {
      flow.add(record);
    } catch (UnreachableObject e) {
      throw new AssertionError("a record with all in it has nothing to wait for", e);
    }
  }
}
