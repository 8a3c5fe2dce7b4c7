package io.stillwater.event.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Files with some bytes changed, mostly in their headers, where that does most. */
public final class Mutations {
  private static final int HEADER = 120;

  private Mutations() {}

  /** Whole images of many kinds. */
  public static List<byte[]> images() {
    return List.of(
        ImageFiles.file("png", ImageFiles.grey(33, 21)),
        ImageFiles.file("png", ImageFiles.colour16(12, 9)),
        ImageFiles.file("png", ImageFiles.palette(20, 20, 2)),
        ImageFiles.file("jpeg", ImageFiles.colour(40, 24)),
        ImageFiles.fourComponents(16, 16, 2, 76, 85, 255, 204),
        ImageFiles.file("bmp", ImageFiles.colour(17, 11)),
        ImageFiles.file("bmp", ImageFiles.palette(20, 20, 8)),
        ImageFiles.file("tiff", ImageFiles.grey16(19, 13)),
        ImageFiles.file("tiff", ImageFiles.alpha(12, 12)),
        tiff());
  }

  /** One strip, written by hand: width, height, bits, and the rest that a grey TIFF needs. */
  private static byte[] tiff() {
    long[] fields = {256, 25, 257, 24, 258, 8, 259, 1, 262, 1, 273, 0, 277, 1, 278, 24, 279, 600};
    return ImageFiles.tiff(new byte[600], fields);
  }

  /** One to six changes; one file in eight is cut off as well. */
  public static byte[] of(byte[] file, SplittableRandom random) {
    byte[] out = file.clone();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      int within = random.nextBoolean() ? Math.min(out.length, HEADER) : out.length;
      int at = random.nextInt(within);
      switch (random.nextInt(4)) {
        case 0 -> out[at] = (byte) random.nextInt(256);
        case 1 -> out[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> out[at] = (byte) (random.nextBoolean() ? 0xff : 0);
        default -> Arrays.fill(out, at, Math.min(out.length, at + 4), (byte) random.nextInt(256));
      }
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(out, random.nextInt(out.length)) : out;
  }

  /** The same with checksums that fit again where it is still a PNG, so that more gets through. */
  public static byte[] mended(byte[] file, SplittableRandom random) {
    byte[] out = of(file, random);
    if (!new String(out, StandardCharsets.ISO_8859_1).startsWith("\u0089PNG")) {
      return out;
    }
    ByteBuffer bytes = ByteBuffer.wrap(out);
    for (long at = 8; at + 12 <= out.length; ) {
      long length = bytes.getInt((int) at) & 0xffff_ffffL;
      if (at + 12 + length > out.length) {
        return out;
      }
      CRC32 crc = new CRC32();
      crc.update(out, (int) at + 4, (int) length + 4);
      bytes.putInt((int) (at + 8 + length), (int) crc.getValue());
      at += 12 + length;
    }
    return out;
  }
}
