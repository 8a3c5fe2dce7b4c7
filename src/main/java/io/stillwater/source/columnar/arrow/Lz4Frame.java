package io.stillwater.source.columnar.arrow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Unpacks a frame of LZ4 whose blocks look back into those before them, as Arrow writes it; Kafka's
 * library reads only blocks that stand alone. After the frame format 1.6.2 and the block format of
 * LZ4.
 */
final class Lz4Frame {
  private static final int MAGIC = 0x184D2204;
  private static final int SHORTEST = 4; // match

  private final ByteBuffer in;
  private final byte[] out;
  private int at; // in out

  private Lz4Frame(byte[] packed, int length) {
    this.in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    this.out = new byte[length];
  }

  /**
   * The bytes of a frame.
   *
   * @param length of what is in it
   */
  static byte[] unpacked(byte[] packed, int length) throws IOException {
    try {
      Lz4Frame frame = new Lz4Frame(packed, length);
      frame.read();
      if (frame.at != length) {
        throw new IOException("a buffer has " + frame.at + " bytes: expected " + length);
      }
      return frame.out;
    } catch (IllegalArgumentException
        | IndexOutOfBoundsException
        | java.nio.BufferUnderflowException e) {
      throw new IOException("a buffer packed with LZ4 is damaged", e);
    }
  }

  private void read() throws IOException {
    if (in.getInt() != MAGIC) {
      throw new IOException("a buffer is no frame of LZ4");
    }
    int flags = in.get();
    boolean blockSums = (flags & 0x10) != 0;
    boolean size = (flags & 0x08) != 0;
    boolean dictionary = (flags & 0x01) != 0;
    if (dictionary) {
      throw new IOException("a buffer is packed with a dictionary of LZ4, which is not there");
    }
    in.position(in.position() + 1 + (size ? 8 : 0) + 1); // sizes, checksum of the head
    for (int length = in.getInt(); length != 0; length = in.getInt()) {
      int end = in.position() + (length & 0x7fffffff);
      if (length < 0) {
        copy(end - in.position());
      } else {
        block(end);
      }
      in.position(end + (blockSums ? 4 : 0));
    }
  }

  private void copy(int count) {
    in.get(out, at, count);
    at += count;
  }

  /** Literals, then a match with what is there already, again and again; literals last. */
  private void block(int end) throws IOException {
    while (in.position() < end) {
      int token = in.get() & 0xff;
      copy(length(token >>> 4));
      if (in.position() < end) {
        int back = in.getShort() & 0xffff;
        match(back, length(token & 15) + SHORTEST);
      }
    }
  }

  private int length(int said) throws IOException {
    int length = said;
    for (int more = said == 15 ? 255 : 0; more == 255; ) {
      more = in.get() & 0xff;
      length += more;
      if (length < 0 || length > out.length) {
        throw new IOException("a buffer packed with LZ4 is longer than it says");
      }
    }
    return length;
  }

  private void match(int back, int count) throws IOException {
    if (back == 0 || back > at || count > out.length - at) {
      throw new IOException("a buffer packed with LZ4 is damaged");
    }
    if (back >= count) {
      System.arraycopy(out, at - back, out, at, count);
    } else {
      for (int i = 0; i < count; i++) {
        out[at + i] = out[at + i - back];
      }
    }
    at += count;
  }
}
