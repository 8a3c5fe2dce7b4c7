package io.stillwater.event.image;

import io.stillwater.event.FileBytes;
import io.stillwater.event.UndecodableEvent;

/**
 * What an image file says of itself, before anything is decoded.
 *
 * @param format as the JDK's readers call it
 * @param width in pixels
 * @param height in pixels
 * @param ink how four components of a JPEG are to be understood
 * @param extra what a sample beside the colours of a TIFF is
 */
record ImageHeader(String format, long width, long height, Ink ink, Extra extra) {
  /** What a sample beside the colours is. */
  enum Extra {
    /** What the decoder takes it for. */
    FOUND,
    /** Nothing that matters. */
    NONE,
    /** How opaque the pixel is. */
    ALPHA,
    /** The same, and the colours are dimmed by it already. */
    PREMULTIPLIED
  }

  /** The meaning of four components. */
  enum Ink {
    /** There are no four components. */
    NONE,
    /** Cyan, magenta, yellow and black, 255 is full ink. */
    CMYK,
    /** The same by Adobe's custom: 0 is full ink. */
    INVERTED_CMYK,
    /** The same with the first three as luma and chroma. */
    INVERTED_YCCK
  }

  ImageHeader(String format, long width, long height) {
    this(format, width, height, Ink.NONE, Extra.FOUND);
  }

  /** Reads the header of whatever image this is. */
  static ImageHeader of(byte[] file) throws UndecodableEvent {
    if (starts(file, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
      return PngHeader.read(file);
    }
    if (starts(file, 0xff, 0xd8)) {
      return JpegHeader.read(new FileBytes(file, true, "JPEG"));
    }
    if (starts(file, 'B', 'M')) {
      return BmpHeader.read(new FileBytes(file, false, "BMP"));
    }
    if (starts(file, 'I', 'I', 42, 0)) {
      return TiffHeader.read(new FileBytes(file, false, "TIFF"));
    }
    if (starts(file, 'M', 'M', 0, 42)) {
      return TiffHeader.read(new FileBytes(file, true, "TIFF"));
    }
    throw new UndecodableEvent(
        "the value is no image that is read: it starts with "
            + start(file)
            + known(file)
            + "; expected PNG, JPEG, BMP or TIFF");
  }

  static UndecodableEvent refused(String sentence) {
    return new UndecodableEvent(sentence);
  }

  private static String known(byte[] file) {
    if (starts(file, 'G', 'I', 'F', '8')) {
      return " (GIF)";
    }
    if (starts(file, 'R', 'I', 'F', 'F')) {
      return " (RIFF: WebP or WAV)";
    }
    if (starts(file, 'I', 'I', 43, 0) || starts(file, 'M', 'M', 0, 43)) {
      return " (BigTIFF)";
    }
    if (starts(file, '%', 'P', 'D', 'F')) {
      return " (PDF)";
    }
    boolean box = file.length > 8 && file[4] == 'f' && file[5] == 't' && file[6] == 'y';
    return box ? " (HEIF, AVIF or a film)" : "";
  }

  private static String start(byte[] file) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < Math.min(8, file.length); i++) {
      out.append(i == 0 ? "" : " ").append(String.format("%02x", file[i]));
    }
    return out.toString();
  }

  private static boolean starts(byte[] file, int... magic) {
    if (file.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((file[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
