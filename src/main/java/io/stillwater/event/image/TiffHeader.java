package io.stillwater.event.image;

import io.stillwater.event.FileBytes;
import io.stillwater.event.UndecodableEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads the only directory of a TIFF. Every count and place in it is held against the file's
 * length, because decoders make room for what these declare.
 */
final class TiffHeader {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int SAMPLES = 277;
  private static final int STRIP_BYTES = 279;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int SAMPLE_FORMAT = 339;

  /** None, LZW, Deflate (both numbers), PackBits. */
  private static final Set<Long> COMPRESSIONS = Set.of(1L, 5L, 8L, 32946L, 32773L);

  /** Black is zero, RGB, palette, YCbCr; the JDK's reader leaves white-is-zero as it is. */
  private static final Set<Long> PHOTOMETRICS = Set.of(1L, 2L, 3L, 6L);

  private static final long MAX_TILE = 1 << 24;

  private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  /** A field: its type, how many values, and where they are. */
  private record Field(int type, long count, long at) {}

  private final FileBytes bytes;
  private final Map<Integer, Field> fields = new HashMap<>();

  private TiffHeader(FileBytes bytes) {
    this.bytes = bytes;
  }

  static ImageHeader read(FileBytes bytes) throws UndecodableEvent {
    TiffHeader header = new TiffHeader(bytes);
    header.directory();
    header.checkPixels();
    header.checkPlaces(STRIP_OFFSETS, STRIP_BYTES);
    header.checkPlaces(TILE_OFFSETS, TILE_BYTES);
    long width = header.first(WIDTH, 0);
    long height = header.first(HEIGHT, 0);
    header.checkTile(width * height);
    return new ImageHeader("tiff", width, height);
  }

  private void directory() throws UndecodableEvent {
    long at = bytes.u32(4);
    int count = bytes.u16(at);
    for (int i = 0; i < count; i++) {
      long entry = at + 2 + 12L * i;
      int tag = bytes.u16(entry);
      int type = bytes.u16(entry + 2);
      long values = bytes.u32(entry + 4);
      if (type < 1 || type >= SIZES.length) {
        throw ImageHeader.refused("the TIFF's field " + tag + " has the unknown type " + type);
      }
      long size = values * SIZES[type];
      long place = size <= 4 ? entry + 8 : bytes.u32(entry + 8);
      if (!bytes.has(place, size)) {
        throw ImageHeader.refused(
            "the TIFF is cut off or damaged: its field "
                + tag
                + " lies at byte "
                + place
                + " with "
                + size
                + " bytes, the file has "
                + bytes.length());
      }
      if (fields.put(tag, new Field(type, values, place)) != null) {
        throw ImageHeader.refused("the TIFF has its field " + tag + " twice");
      }
    }
    if (bytes.u32(at + 2 + 12L * count) != 0) {
      throw ImageHeader.refused("the TIFF has several images (pages): expected a single one");
    }
  }

  private void checkPixels() throws UndecodableEvent {
    long samples = first(SAMPLES, 1);
    expect("samples a pixel", samples, samples >= 1 && samples <= 4, "1 to 4");
    Field bits = fields.get(BITS);
    for (int i = 0; bits != null && i < Math.min(bits.count, 4); i++) {
      long depth = value(bits, i);
      expect("bits a sample", depth, depth >= 1 && depth <= 16, "1 to 16");
    }
    long compression = first(COMPRESSION, 1);
    expect(
        "the compression",
        compression,
        COMPRESSIONS.contains(compression),
        "1 (none), 5 (LZW), 8 (Deflate) or 32773 (PackBits)");
    long colours = first(PHOTOMETRIC, 1);
    expect(
        "the photometric interpretation",
        colours,
        PHOTOMETRICS.contains(colours),
        "1 (grey, black is zero), 2 (RGB), 3 (palette) or 6 (YCbCr)");
    long format = first(SAMPLE_FORMAT, 1);
    expect("the sample format", format, format == 1 || format == 4, "1 (unsigned whole numbers)");
  }

  private void checkPlaces(int offsets, int counts) throws UndecodableEvent {
    Field places = fields.get(offsets);
    Field sizes = fields.get(counts);
    if (places == null && sizes == null) {
      return;
    }
    if (places == null || sizes == null || places.count != sizes.count) {
      throw ImageHeader.refused("the TIFF's pieces have not as many places as sizes");
    }
    for (int i = 0; i < places.count; i++) {
      long at = value(places, i);
      long size = value(sizes, i);
      if (!bytes.has(at, size)) {
        throw ImageHeader.refused(
            "the TIFF is cut off: its piece "
                + i
                + " lies at byte "
                + at
                + " with "
                + size
                + " bytes, the file has "
                + bytes.length());
      }
    }
  }

  /** Tiles are padded to whole ones and decoded whole: one far larger than its image is a bomb. */
  private void checkTile(long imagePixels) throws UndecodableEvent {
    long pixels = first(TILE_WIDTH, 0) * first(TILE_HEIGHT, 0);
    expect(
        "tiles of (pixels)",
        pixels,
        pixels <= Math.max(imagePixels, MAX_TILE),
        "at most " + MAX_TILE + ", or not more than the image");
  }

  private long first(int tag, long otherwise) throws UndecodableEvent {
    Field field = fields.get(tag);
    return field == null || field.count == 0 ? otherwise : value(field, 0);
  }

  private long value(Field field, int i) throws UndecodableEvent {
    return switch (SIZES[field.type]) {
      case 1 -> bytes.u8(field.at + i);
      case 2 -> bytes.u16(field.at + 2L * i);
      case 4 -> bytes.u32(field.at + 4L * i);
      default ->
          throw ImageHeader.refused(
              "the TIFF has a field of type " + field.type + " where whole numbers are expected");
    };
  }

  private static void expect(String what, long seen, boolean holds, String expected)
      throws UndecodableEvent {
    if (!holds) {
      throw ImageHeader.refused("the TIFF has " + what + " " + seen + ": expected " + expected);
    }
  }
}
