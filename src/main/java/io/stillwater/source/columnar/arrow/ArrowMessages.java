package io.stillwater.source.columnar.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.apache.arrow.flatbuf.Message;

/**
 * Reads messages from places of a file.
 *
 * <pre>
 * ff ff ff ff | length (4 bytes) | metadata | body      the next message follows
 * ff ff ff ff | 0                                       the end of a stream
 * length | metadata | body                              before version 0.15
 * </pre>
 */
final class ArrowMessages {
  static final int CONTINUES = -1;
  private static final int LARGEST = 1 << 30;

  private ArrowMessages() {}

  /**
   * A message.
   *
   * @param content its metadata
   * @param body where its body begins
   * @param end where the next message begins
   */
  record Placed(Message content, long body, long end) {}

  /** The message at a place; null at the end of a stream. */
  static Placed at(FileChannel channel, long place) throws IOException {
    if (place == channel.size()) {
      return null;
    }
    long from = place;
    int length = bytes(channel, from, 4).getInt();
    from += 4;
    if (length == CONTINUES) {
      length = bytes(channel, from, 4).getInt();
      from += 4;
    }
    if (length == 0) {
      return null;
    }
    Message message = Message.getRootAsMessage(bytes(channel, from, length));
    long body = from + length;
    if (message.bodyLength() < 0 || message.bodyLength() > channel.size() - body) {
      throw new IOException(
          "it ends within a batch of " + message.bodyLength() + " bytes from " + body + " on");
    }
    return new Placed(message, body, body + message.bodyLength());
  }

  /** Bytes from a place on. */
  static ByteBuffer bytes(FileChannel channel, long from, long length) throws IOException {
    if (from < 0 || length < 0 || length > LARGEST || length > channel.size() - from) {
      throw new IOException(
          "it has no " + length + " bytes from " + from + " on, but " + channel.size() + " in all");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("it became shorter while it was read");
      }
    }
    return bytes.flip();
  }
}
