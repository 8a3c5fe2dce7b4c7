package io.stillwater.event.image;

import io.stillwater.event.FileBytes;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.image.ImageHeader.Ink;
import java.io.ByteArrayOutputStream;

/** Walks the segments of a JPEG up to its first scan. */
final class JpegHeader {
  /** A progressive image has about ten scans; a thousand of them cost a thousand decodings. */
  private static final int MAX_SCANS = 64;

  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int ADOBE = 0xee;
  private static final int APP2 = 0xe2;

  private final FileBytes bytes;
  private long width;
  private long height;
  private int components;

  /** Adobe's colour transform, -1 where its marker is absent. */
  private int transform = -1;

  private JpegHeader(FileBytes bytes) {
    this.bytes = bytes;
  }

  static ImageHeader read(FileBytes bytes) throws UndecodableEvent {
    JpegHeader header = new JpegHeader(bytes);
    header.walk();
    header.countScans();
    return new ImageHeader(
        "jpeg", header.width, header.height, header.ink(), ImageHeader.Extra.FOUND);
  }

  /**
   * The file without its colour profile, which the JDK's reader would apply, and would refuse where
   * it is damaged; profiles of other files are passed over as well.
   *
   * @param file whose segments were walked before
   */
  static byte[] withoutProfile(byte[] file) throws UndecodableEvent {
    FileBytes bytes = new FileBytes(file, true, "JPEG");
    ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
    int from = 0;
    int at = 2;
    while (bytes.u8(at + 1) != START_OF_SCAN && bytes.u8(at + 1) != END_OF_IMAGE) {
      int marker = bytes.u8(at + 1);
      if (marker == 0xff) {
        at++;
        continue;
      }
      boolean bare = marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
      int end = at + 2 + (bare ? 0 : Math.max(2, bytes.u16(at + 2)));
      if (marker == APP2 && bytes.u16(at + 2) >= 14 && bytes.name(at + 4).equals("ICC_")) {
        kept.write(file, from, at - from);
        from = end;
      }
      at = end;
    }
    kept.write(file, from, file.length - from);
    return kept.toByteArray();
  }

  private void walk() throws UndecodableEvent {
    long at = 2;
    while (true) {
      if (bytes.u8(at) != 0xff) {
        throw ImageHeader.refused(
            "the JPEG is damaged: expected a marker at byte " + at + ", found " + bytes.u8(at));
      }
      int marker = bytes.u8(at + 1);
      if (marker == 0xff) {
        at++;
        continue;
      }
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        break;
      }
      boolean bare = marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
      if (!bare) {
        segment(marker, at + 4);
        at += Math.max(2, bytes.u16(at + 2));
      }
      at += 2;
    }
    if (components == 0) {
      throw ImageHeader.refused("the JPEG has no frame header (SOF) before its image data");
    }
  }

  private void segment(int marker, long at) throws UndecodableEvent {
    if (marker == ADOBE && bytes.u16(at - 2) >= 14 && bytes.name(at).equals("Adob")) {
      transform = bytes.u8(at + 11);
    }
    boolean frame = marker >= 0xc0 && marker <= 0xcf;
    if (!frame || marker == 0xc4 || marker == 0xc8 || marker == 0xcc) {
      return;
    }
    if (marker > 0xc2) {
      throw ImageHeader.refused(
          "the JPEG has the process SOF"
              + (marker - 0xc0)
              + " (lossless, hierarchical or arithmetic): expected baseline or progressive");
    }
    if (components != 0) {
      throw ImageHeader.refused("the JPEG has two frame headers: expected a single image");
    }
    int bits = bytes.u8(at);
    height = bytes.u16(at + 1);
    width = bytes.u16(at + 3);
    components = bytes.u8(at + 5);
    if (bits != 8) {
      throw ImageHeader.refused("the JPEG has " + bits + " bits a sample: expected 8");
    }
    if (components != 1 && components != 3 && components != 4) {
      throw ImageHeader.refused(
          "the JPEG has " + components + " components: expected 1 (grey), 3 (colour) or 4 (CMYK)");
    }
  }

  /**
   * In image data 0xff is followed by 0 or a restart, so this counts scans, and some in previews.
   */
  private void countScans() throws UndecodableEvent {
    int scans = 0;
    for (int i = 2; i + 1 < bytes.length(); i++) {
      if (bytes.u8(i) == 0xff && bytes.u8(i + 1) == START_OF_SCAN && ++scans > MAX_SCANS) {
        throw ImageHeader.refused("the JPEG has more than " + MAX_SCANS + " scans");
      }
    }
  }

  private Ink ink() {
    if (components != 4) {
      return Ink.NONE;
    }
    return switch (transform) {
      case -1 -> Ink.CMYK;
      case 2 -> Ink.INVERTED_YCCK;
      default -> Ink.INVERTED_CMYK;
    };
  }
}
