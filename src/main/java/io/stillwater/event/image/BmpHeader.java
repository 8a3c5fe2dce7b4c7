package io.stillwater.event.image;

import io.stillwater.event.FileBytes;
import io.stillwater.event.UndecodableEvent;

/** Reads the header of a Windows bitmap. */
final class BmpHeader {
  private static final int RLE8 = 1;
  private static final int RLE4 = 2;
  private static final int BITFIELDS = 3;

  private BmpHeader() {}

  static ImageHeader read(FileBytes bytes) throws UndecodableEvent {
    long size = bytes.u32(14);
    boolean old = size == 12;
    if (!old && (size < 40 || size > 124)) {
      throw ImageHeader.refused(
          "the BMP's header has " + size + " bytes: expected 12, or between 40 and 124");
    }
    long width = old ? bytes.u16(18) : bytes.u32(18);
    // A negative height means that the top row comes first.
    long height = old ? bytes.u16(20) : Math.abs((long) (int) bytes.u32(22));
    int bits = bytes.u16(old ? 24 : 28);
    long compression = old ? 0 : bytes.u32(30);
    if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
      throw ImageHeader.refused(
          "the BMP has " + bits + " bits a pixel: expected 1, 4, 8, 16, 24 or 32");
    }
    if (compression > BITFIELDS) {
      throw ImageHeader.refused(
          "the BMP has the compression "
              + compression
              + " (JPEG or PNG inside, or unknown): expected 0 (none), 1, 2 (run length) or 3 (masks)");
    }
    long colours = old ? 0 : bytes.u32(46);
    if (colours > 256) {
      throw ImageHeader.refused(
          "the BMP's palette has " + colours + " colours: expected at most 256");
    }
    if (compression != RLE8 && compression != RLE4) {
      checkWhole(bytes, width, height, bits);
    }
    return new ImageHeader("bmp", width, height);
  }

  private static void checkWhole(FileBytes bytes, long width, long height, int bits)
      throws UndecodableEvent {
    long end = bytes.u32(10) + (width * bits + 31) / 32 * 4 * height;
    if (end > bytes.length()) {
      throw ImageHeader.refused(
          "the BMP is cut off: "
              + bytes.length()
              + " bytes; "
              + width
              + " x "
              + height
              + " pixels of "
              + bits
              + " bits need "
              + end);
    }
  }
}
