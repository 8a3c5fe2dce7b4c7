package io.stillwater.kafka;

import io.stillwater.stream.KeyState;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What is remembered of a key as a record's value: a version, the offset and the record time of the
 * reading that changed it, and the state itself.
 */
final class KeyStateBytes {
  private static final byte VERSION = 1;
  private static final int HEAD = 1 + 2 * Long.BYTES;

  private KeyStateBytes() {}

  static byte[] write(KeyState state) {
    return ByteBuffer.allocate(HEAD + state.state().length)
        .put(VERSION)
        .putLong(state.offset())
        .putLong(state.touchedAt())
        .put(state.state())
        .array();
  }

  static KeyState read(String key, byte[] bytes) throws IOException {
    if (bytes.length < HEAD || bytes[0] != VERSION) {
      throw new IOException("the state of a key begins with its version, " + VERSION);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    long offset = buffer.getLong();
    long touchedAt = buffer.getLong();
    byte[] state = new byte[buffer.remaining()];
    buffer.get(state);
    return new KeyState(key, offset, touchedAt, state);
  }
}
