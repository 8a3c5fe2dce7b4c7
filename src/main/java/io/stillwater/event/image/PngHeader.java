package io.stillwater.event.image;

import io.stillwater.event.FileBytes;
import io.stillwater.event.UndecodableEvent;
import java.util.zip.CRC32;

/**
 * Walks the chunks of a PNG: its size, whether it is animated, whole and undamaged (the JDK's
 * reader checks neither the checksums nor the end).
 */
final class PngHeader {
  private static final int HEADER = 13;

  private PngHeader() {}

  static ImageHeader read(byte[] file) throws UndecodableEvent {
    FileBytes bytes = new FileBytes(file, true, "PNG");
    if (!bytes.name(12).equals("IHDR") || bytes.u32(8) != HEADER) {
      throw ImageHeader.refused(
          "the PNG begins with the chunk " + bytes.name(12) + ": expected IHDR of 13 bytes");
    }
    ImageHeader header = new ImageHeader("png", bytes.u32(16), bytes.u32(20));
    boolean data = false;
    long at = 8;
    for (String name = ""; !name.equals("IEND"); ) {
      long length = bytes.u32(at);
      name = bytes.name(at + 4);
      bytes.u32(at + 8 + length);
      check(file, at, length, name);
      if (name.equals("acTL")) {
        throw ImageHeader.refused(
            "the PNG is animated (" + bytes.u32(at + 8) + " frames): expected a single image");
      }
      data |= name.equals("IDAT");
      at += 12 + length;
    }
    if (!data) {
      throw ImageHeader.refused("the PNG has no image data: expected at least one chunk IDAT");
    }
    return header;
  }

  private static void check(byte[] file, long at, long length, String name)
      throws UndecodableEvent {
    CRC32 crc = new CRC32();
    crc.update(file, (int) at + 4, (int) length + 4);
    long stored = new FileBytes(file, true, "PNG").u32(at + 8 + length);
    if (crc.getValue() != stored) {
      throw ImageHeader.refused(
          "the PNG is damaged: the chunk "
              + name
              + " at byte "
              + at
              + " has the checksum "
              + Long.toHexString(stored)
              + ", its bytes give "
              + Long.toHexString(crc.getValue()));
    }
  }
}
