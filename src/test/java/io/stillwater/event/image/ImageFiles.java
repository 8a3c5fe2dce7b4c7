package io.stillwater.event.image;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Image files made for tests: by the JDK's writers, and by hand where these cannot. */
public final class ImageFiles {
  private ImageFiles() {}

  /** The value that pixel (x, y) of band b has in all generated images, from 0 to 255. */
  public static int value(int b, int y, int x) {
    return (40 * b + 7 * y + 3 * x) & 0xff;
  }

  public static BufferedImage grey(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    fill(image.getRaster(), 1);
    return image;
  }

  public static BufferedImage grey16(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
    fill(image.getRaster(), 256);
    return image;
  }

  public static BufferedImage colour(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    fill(image.getRaster(), 1);
    return image;
  }

  /** Colour with an alpha of 51 (a fifth) everywhere. */
  public static BufferedImage alpha(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    fill(image.getRaster(), 1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 3, 51);
      }
    }
    return image;
  }

  /** Grey of 16 bits in three bands. */
  public static BufferedImage colour16(int width, int height) {
    ComponentColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(width, height);
    fill(raster, 256);
    return new BufferedImage(model, raster, false, null);
  }

  /** A palette of four colours in 2 or 8 bits, the pixel's index is x mod 4. */
  public static BufferedImage palette(int width, int height, int bits) {
    byte[] r = Arrays.copyOf(new byte[] {0, 10, (byte) 200, (byte) 255}, 1 << bits);
    byte[] g = Arrays.copyOf(new byte[] {0, 20, (byte) 100, (byte) 255}, 1 << bits);
    byte[] b = Arrays.copyOf(new byte[] {0, 30, 50, (byte) 255}, 1 << bits);
    IndexColorModel model = new IndexColorModel(bits, 1 << bits, r, g, b);
    int type = bits < 8 ? BufferedImage.TYPE_BYTE_BINARY : BufferedImage.TYPE_BYTE_INDEXED;
    BufferedImage image = new BufferedImage(width, height, type, model);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, x % 4);
      }
    }
    return image;
  }

  public static byte[] file(String format, RenderedImage image) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, out)) {
        throw new IllegalStateException("no writer for " + format + " of " + image);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JPEG of four components, with Adobe's marker saying this transform unless it is below 0. */
  public static byte[] fourComponents(int width, int height, int transform, int... ink) {
    WritableRaster raster =
        Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, 4, null);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        raster.setPixel(x, y, ink);
      }
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(raster, null, null), null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    byte[] plain = out.toByteArray();
    if (transform < 0) {
      return plain;
    }
    byte[] adobe = {
      (byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform
    };
    return insert(plain, 2, adobe);
  }

  public static byte[] insert(byte[] file, int at, byte[] more) {
    return ByteBuffer.allocate(file.length + more.length)
        .put(file, 0, at)
        .put(more)
        .put(file, at, file.length - at)
        .array();
  }

  /** A chunk of a PNG with its checksum. */
  public static byte[] chunk(String name, byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(content.length + 12);
    out.putInt(content.length).put(name.getBytes(StandardCharsets.US_ASCII)).put(content);
    CRC32 crc = new CRC32();
    crc.update(out.array(), 4, content.length + 4);
    return out.putInt((int) crc.getValue()).array();
  }

  /** A grey PNG of 8 bits that declares a size and holds these bytes, deflated. */
  public static byte[] png(int width, int height, byte[] rows) {
    byte[] signature = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};
    byte[] header =
        ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8).put(new byte[4]).array();
    return joined(
        signature,
        chunk("IHDR", header),
        chunk("IDAT", deflated(rows)),
        chunk("IEND", new byte[0]));
  }

  public static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater(9);
    deflater.setInput(bytes);
    deflater.finish();
    byte[] out = new byte[bytes.length / 500 + 200 + bytes.length];
    int length = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, length);
  }

  public static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Fields of numbers of 16 bits. */
  private static final Set<Long> SHORTS = Set.of(258L, 259L, 262L, 277L, 284L, 338L, 339L);

  /**
   * A little-endian grey TIFF of one strip; each field is tag, value. Two values of 16 bits are
   * written as one number, the first in its lower half.
   */
  public static byte[] tiff(byte[] strip, long... fields) {
    int count = fields.length / 2;
    int data = 8 + 2 + 12 * count + 4;
    ByteBuffer out =
        ByteBuffer.allocate(data + strip.length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8).putShort((short) count);
    for (int i = 0; i < count; i++) {
      long value = fields[2 * i] == 273 ? data : fields[2 * i + 1];
      boolean small = SHORTS.contains(fields[2 * i]);
      boolean two = small && value > 0xffff;
      out.putShort((short) fields[2 * i]).putShort((short) (small ? 3 : 4)).putInt(two ? 2 : 1);
      out.putInt((int) value);
    }
    return out.putInt(0).put(strip).array();
  }

  private static void fill(WritableRaster raster, int times) {
    for (int b = 0; b < Math.min(3, raster.getNumBands()); b++) {
      for (int y = 0; y < raster.getHeight(); y++) {
        for (int x = 0; x < raster.getWidth(); x++) {
          raster.setSample(x, y, b, times * value(b, y, x));
        }
      }
    }
  }
}
