package io.stillwater.event.json;

import io.stillwater.event.UndecodableEvent;
import java.util.Arrays;

/**
 * Values framed by the serialisers of a schema registry: a byte 0, the schema's number in four
 * bytes, and what was written by it.
 */
final class Framed {
  private static final int FRAME = 5;
  private static final int MOST_SCHEMAS = 1 << 28;

  private Framed() {}

  /** Whether they begin as such a frame does: text never does. */
  static boolean is(byte[] bytes) {
    return bytes.length > FRAME
        && bytes[0] == 0
        && schema(bytes) > 0
        && schema(bytes) < MOST_SCHEMAS;
  }

  /** The number of the schema. */
  static int schema(byte[] bytes) {
    return ((bytes[1] & 0xff) << 24)
        | ((bytes[2] & 0xff) << 16)
        | ((bytes[3] & 0xff) << 8)
        | (bytes[4] & 0xff);
  }

  /** The value itself where it is not framed, and what is in the frame where that is JSON. */
  static byte[] opened(byte[] value) throws UndecodableEvent {
    if (value.length == 0 || value[0] != 0 || !is(value)) {
      return value;
    }
    if (value[FRAME] == '{' && value[value.length - 1] == '}') {
      return Arrays.copyOfRange(value, FRAME, value.length);
    }
    throw Reasons.because(
        "the value of "
            + value.length
            + " bytes is framed by a schema registry (schema "
            + schema(value)
            + ") and is no JSON: set format avro or protobuf, and the registry's address");
  }
}
