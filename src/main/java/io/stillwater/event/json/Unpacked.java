package io.stillwater.event.json;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.stillwater.event.UndecodableEvent;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Values that were packed by gzip or zstd, told by their first bytes. No more is unpacked than an
 * event may have, whatever a value claims: a record of some bytes cannot fill the memory.
 */
final class Unpacked {
  private static final int MOST = ReadingDecoder.MAX_BYTES;

  /** The largest window that zstd may ask for: 8 MiB, what every encoder stays below by default. */
  private static final int WINDOW_LOG = 23;

  private Unpacked() {}

  /** The value itself where it is not packed. */
  static byte[] of(byte[] value) throws UndecodableEvent {
    if (value.length > 2 && value[0] == 0x1f && value[1] == (byte) 0x8b) {
      return unpacked(value, "gzip");
    }
    boolean zstd =
        value.length > 4
            && value[0] == 0x28
            && value[1] == (byte) 0xb5
            && value[2] == 0x2f
            && value[3] == (byte) 0xfd;
    return zstd ? unpacked(value, "zstd") : value;
  }

  private static byte[] unpacked(byte[] value, String by) throws UndecodableEvent {
    try (InputStream in = by.equals("gzip") ? gzip(value) : zstd(value)) {
      byte[] out = in.readNBytes(MOST + 1);
      if (out.length > MOST) {
        throw Reasons.because(
            "the value of "
                + value.length
                + " bytes is more than "
                + MOST
                + " when "
                + by
                + " has unpacked it: expected at most that");
      }
      return out;
    } catch (EOFException e) {
      throw Reasons.because(
          "the value begins as " + by + " and is cut off after " + value.length + " bytes");
    } catch (IOException e) {
      throw Reasons.because(
          "the value begins as "
              + by
              + " and cannot be unpacked: "
              + Reasons.quoted(String.valueOf(e.getMessage())));
    }
  }

  private static InputStream gzip(byte[] value) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(value), 4096);
  }

  private static InputStream zstd(byte[] value) throws IOException {
    ZstdInputStreamNoFinalizer in = new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(value));
    in.setLongMax(WINDOW_LOG);
    return in;
  }
}
