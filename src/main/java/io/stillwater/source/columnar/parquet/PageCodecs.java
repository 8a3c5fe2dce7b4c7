package io.stillwater.source.columnar.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** Unpacks pages, with the libraries that Kafka has for its records. */
final class PageCodecs {
  private PageCodecs() {}

  /**
   * The bytes of a page.
   *
   * @param from where packed ones begin
   * @param length how many they are, unpacked
   */
  static byte[] unpacked(CompressionCodec codec, byte[] packed, int from, int length)
      throws IOException {
    int size = packed.length - from;
    byte[] bytes = new byte[length];
    int count =
        switch (codec) {
          case UNCOMPRESSED -> plain(packed, from, bytes);
          case SNAPPY -> snappy(packed, from, size, bytes);
          case GZIP -> gzip(packed, from, size, bytes);
          case ZSTD -> (int) Zstd.decompressByteArray(bytes, 0, length, packed, from, size);
          case LZ4_RAW -> lz4().decompress(packed, from, size, bytes, 0, length);
          case LZ4 -> oldLz4(packed, from, size, bytes);
          case BROTLI, LZO ->
              throw new IOException(
                  "pages packed with " + codec + " are not read: write it with zstd or snappy");
        };
    if (count != length) {
      throw new IOException("a page has " + count + " bytes: expected " + length);
    }
    return bytes;
  }

  private static LZ4SafeDecompressor lz4() {
    return LZ4Factory.fastestInstance().safeDecompressor();
  }

  private static int plain(byte[] packed, int from, byte[] to) throws IOException {
    if (packed.length - from != to.length) {
      return packed.length - from;
    }
    System.arraycopy(packed, from, to, 0, to.length);
    return to.length;
  }

  private static int snappy(byte[] packed, int from, int size, byte[] to) throws IOException {
    int length = Snappy.uncompressedLength(packed, from, size);
    return length == to.length ? Snappy.uncompress(packed, from, size, to, 0) : length;
  }

  private static int gzip(byte[] packed, int from, int size, byte[] to) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed, from, size))) {
      int count = in.readNBytes(to, 0, to.length);
      if (count == to.length && in.read() >= 0) {
        throw new EOFException("a page has more than " + count + " bytes");
      }
      return count;
    }
  }

  /**
   * As Hadoop framed it: both lengths, the highest byte first, before each block; or not at all.
   */
  private static int oldLz4(byte[] packed, int from, int size, byte[] to) {
    try {
      ByteBuffer in = ByteBuffer.wrap(packed, from, size);
      int done = 0;
      while (in.hasRemaining()) {
        int length = in.getInt();
        int block = in.getInt();
        done += lz4().decompress(packed, in.position(), block, to, done, length);
        in.position(in.position() + block);
      }
      return done;
    } catch (RuntimeException e) {
      return lz4().decompress(packed, from, size, to, 0, to.length);
    }
  }
}
