package io.stillwater.event;

import java.nio.charset.StandardCharsets;

/**
 * Numbers at places of a file, in its byte order. A place beyond the end is an {@link
 * UndecodableEvent}, so that readers of headers need no checks of their own.
 */
public final class FileBytes {
  private final byte[] bytes;
  private final boolean bigEndian;
  private final String what;

  /**
   * @param bytes the whole file, not copied
   * @param bigEndian whether the most significant byte comes first
   * @param what the file's format, for messages
   */
  public FileBytes(byte[] bytes, boolean bigEndian, String what) {
    this.bytes = bytes;
    this.bigEndian = bigEndian;
    this.what = what;
  }

  public int length() {
    return bytes.length;
  }

  /** An unsigned byte. */
  public int u8(long at) throws UndecodableEvent {
    need(at, 1);
    return bytes[(int) at] & 0xff;
  }

  /** An unsigned number of two bytes. */
  public int u16(long at) throws UndecodableEvent {
    need(at, 2);
    int a = bytes[(int) at] & 0xff;
    int b = bytes[(int) at + 1] & 0xff;
    return bigEndian ? a << 8 | b : b << 8 | a;
  }

  /** An unsigned number of four bytes. */
  public long u32(long at) throws UndecodableEvent {
    long a = u16(at);
    long b = u16(at + 2);
    return bigEndian ? a << 16 | b : b << 16 | a;
  }

  /** Four characters, such as a chunk's name; what is not printable ASCII is a dot. */
  public String name(long at) throws UndecodableEvent {
    need(at, 4);
    return new String(bytes, (int) at, 4, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
  }

  /** Whether all of these bytes are there. */
  public boolean has(long at, long count) {
    return at >= 0 && count >= 0 && at + count <= bytes.length;
  }

  private void need(long at, int count) throws UndecodableEvent {
    if (!has(at, count)) {
      throw new UndecodableEvent(
          "the "
              + what
              + " is cut off: "
              + bytes.length
              + " bytes, and more expected at byte "
              + at
              + "; expected a whole file");
    }
  }
}
