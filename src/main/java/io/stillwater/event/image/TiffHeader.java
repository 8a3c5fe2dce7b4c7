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
  private static final int ROWS_IN_STRIP = 278;
  private static final int STRIP_BYTES = 279;
  private static final int PLANES = 284;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLE_FORMAT = 339;

  private static final long MAX_ROWS = Integer.MAX_VALUE;
  private static final long ALL_ROWS = 0xffff_ffffL;
  private static final long PALETTE = 3;

  /** None, LZW, Deflate (both numbers), PackBits. */
  private static final Set<Long> COMPRESSIONS = Set.of(1L, 5L, 8L, 32946L, 32773L);

  /** Black is zero, RGB, palette, YCbCr; the JDK's reader leaves white-is-zero as it is. */
  private static final Set<Long> PHOTOMETRICS = Set.of(1L, 2L, 3L, 6L);

  /** What the JDK's reader takes apart rightly. */
  private static final Set<Long> DEPTHS = Set.of(1L, 2L, 4L, 8L, 16L);

  private static final long MAX_TILE = 1 << 24;

  /** Fields of 16 bits; the JDK's reader passes over them where they are anything else. */
  private static final Set<Integer> SHORTS =
      Set.of(BITS, COMPRESSION, PHOTOMETRIC, SAMPLES, PLANES, EXTRA_SAMPLES, SAMPLE_FORMAT);

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
    header.checkStrips(width, height);
    return new ImageHeader("tiff", width, height, ImageHeader.Ink.NONE, header.extra());
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
      if (SHORTS.contains(tag) && type != 3) {
        throw ImageHeader.refused(
            "the TIFF has its field " + tag + " as type " + type + ": expected 3 (16 bits)");
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
    long depths = bits == null ? 1 : bits.count;
    if (depths != samples) {
      throw ImageHeader.refused(
          "the TIFF has depths for " + depths + " samples: expected " + samples);
    }
    for (int i = 0; bits != null && i < Math.min(bits.count, 4); i++) {
      long depth = value(bits, i);
      expect("bits a sample", depth, DEPTHS.contains(depth), "1, 2, 4, 8 or 16");
      expect("bits a sample", depth, depth == value(bits, 0), "the same for all samples");
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
    expect(
        "samples a pixel",
        samples,
        colours != PALETTE || samples == 1,
        "1 where they are numbers of a palette");
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

  /** As many strips as the rows need, and bytes for all of them where nothing is packed. */
  private void checkStrips(long width, long height) throws UndecodableEvent {
    Field sizes = fields.get(STRIP_BYTES);
    if (sizes == null || width < 1 || height < 1 || width * height > MAX_ROWS) {
      return; // nothing to hold them against
    }
    long rows = first(ROWS_IN_STRIP, ALL_ROWS);
    expect("rows a strip", rows, rows >= 1 && (rows == ALL_ROWS || rows <= MAX_ROWS), "fewer");
    long samples = first(SAMPLES, 1);
    long strips = rows >= height ? 1 : (height + rows - 1) / rows;
    long planes = first(PLANES, 1) == 2 ? samples : 1;
    expect("strips", sizes.count, sizes.count == strips * planes, strips * planes + " by its rows");
    if (first(COMPRESSION, 1) == 1) {
      long bits = first(BITS, 1) * (planes == 1 ? samples : 1);
      long needed = (width * bits + 7) / 8 * height * planes;
      long there = 0;
      for (int i = 0; i < sizes.count; i++) {
        there += value(sizes, i);
      }
      boolean chroma = first(PHOTOMETRIC, 1) == 6; // may be stored more coarsely
      expect("bytes of pixels", there, chroma || there >= needed, "at least " + needed);
    }
  }

  /** What is beside the colours: only what is declared as alpha makes anything dark. */
  private ImageHeader.Extra extra() throws UndecodableEvent {
    Field extra = fields.get(EXTRA_SAMPLES);
    long meaning = extra == null || extra.count == 0 ? 0 : value(extra, 0);
    return meaning == 2
        ? ImageHeader.Extra.ALPHA
        : meaning == 1 ? ImageHeader.Extra.PREMULTIPLIED : ImageHeader.Extra.NONE;
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
