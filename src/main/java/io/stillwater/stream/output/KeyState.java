package io.stillwater.stream.output;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What is remembered of a key beyond its windows, as it is stored: a version, the offset, the
 * record time and the state itself.
 *
 * @param key the sensor key
 * @param offset of the reading that changed it last
 * @param touchedAt record time of that reading
 * @param state the bytes of it ({@link io.stillwater.detect.recent.RecentBytes})
 */
public record KeyState(String key, long offset, long touchedAt, byte[] state) {
  private static final byte VERSION = 1;
  private static final int HEAD = 1 + 2 * Long.BYTES;

  /** All but the key. */
  public byte[] write() {
    return ByteBuffer.allocate(HEAD + state.length)
        .put(VERSION)
        .putLong(offset)
        .putLong(touchedAt)
        .put(state)
        .array();
  }

  /** What {@link #write} wrote. */
  public static KeyState read(String key, byte[] bytes) throws IOException {
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
