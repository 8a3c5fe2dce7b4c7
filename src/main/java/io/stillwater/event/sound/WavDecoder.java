package io.stillwater.event.sound;

import io.stillwater.event.FileBytes;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.Waveform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of a WAV file become a waveform: PCM of 8, 16, 24 or 32 bits or floats of 32 or 64, any
 * rate; several channels are averaged; what is longer than the limit is cut. Whatever else they
 * are, an {@link UndecodableEvent} says why.
 *
 * <p>Samples of n bits are divided by 2^(n-1). Data whose size is unknown (0, or {@value #UNKNOWN}
 * and more, as recorders and streaming writers leave it) last until the end of the file; data that
 * promise more than there is are refused as cut off.
 *
 * <p>Own code rather than {@code javax.sound}, which knows neither floats of all writers nor a
 * limit. Thread-safe.
 */
public final class WavDecoder {
  /** More than any file that is read: what arecord writes (7fff f000) and others (8000 0000). */
  private static final long UNKNOWN = 0x7fff_f000L;

  private final WavLimits limits;

  public WavDecoder(WavLimits limits) {
    this.limits = limits;
  }

  /**
   * Samples a second of a file.
   *
   * @param head its beginning, with the format chunk in it
   */
  public static int rate(byte[] head) throws UndecodableEvent {
    FileBytes bytes = opened(head);
    for (long at = 12; ; ) {
      long length = bytes.u32(at + 4);
      if (bytes.name(at).equals("fmt ")) {
        return WavFormat.read(bytes, at + 8, length).rate();
      }
      at += 8 + length + (length & 1);
    }
  }

  /** Decodes one file. */
  public Waveform decode(byte[] file) throws UndecodableEvent {
    if (file == null || file.length == 0) {
      throw WavFormat.refused("the value is empty (0 bytes): expected a WAV file");
    }
    if (file.length > limits.maxBytes()) {
      throw WavFormat.refused(
          "the sound has " + file.length + " bytes: expected at most " + limits.maxBytes());
    }
    FileBytes bytes = opened(file);
    WavFormat format = null;
    for (long at = 12; ; ) {
      String name = bytes.name(at);
      long length = bytes.u32(at + 4);
      if (name.equals("fmt ")) {
        format = WavFormat.read(bytes, at + 8, length);
      } else if (name.equals("data")) {
        return samples(file, format, at + 8, length);
      }
      // Chunks begin at even places.
      at += 8 + length + (length & 1);
    }
  }

  private static FileBytes opened(byte[] file) throws UndecodableEvent {
    FileBytes bytes = new FileBytes(file, false, "WAV");
    String riff = bytes.name(0);
    if (!riff.equals("RIFF") || !bytes.name(8).equals("WAVE")) {
      throw WavFormat.refused(
          "the value is no sound that is read: it starts with \""
              + riff
              + "\"; expected a WAV file (RIFF … WAVE)");
    }
    return bytes;
  }

  private Waveform samples(byte[] file, WavFormat format, long at, long declared)
      throws UndecodableEvent {
    if (format == null) {
      throw WavFormat.refused("the WAV has its data before its format: expected fmt, then data");
    }
    long rest = file.length - at;
    long length = declared >= UNKNOWN || declared == 0 ? rest : declared;
    if (length > rest) {
      throw WavFormat.refused(
          "the WAV is cut off: " + rest + " bytes of data, " + length + " declared");
    }
    long frames = length / format.frameBytes();
    if (frames == 0) {
      throw WavFormat.refused("the WAV has no samples: expected at least one");
    }
    int kept = (int) Math.min(frames, Math.max(1, Math.round(limits.maxSeconds() * format.rate())));
    ByteBuffer data = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    float[] samples = new float[kept];
    int step = format.bits() / 8;
    int place = (int) at;
    for (int i = 0; i < kept; i++) {
      double sum = 0;
      for (int c = 0; c < format.channels(); c++) {
        sum += sample(data, place, format);
        place += step;
      }
      samples[i] = (float) (sum / format.channels());
      if (!Float.isFinite(samples[i])) {
        throw WavFormat.refused(
            "the WAV's sample " + i + " is " + samples[i] + ": expected a number");
      }
    }
    return new Waveform(samples, format.rate(), (double) frames / format.rate());
  }

  private static double sample(ByteBuffer data, int at, WavFormat format) {
    if (format.floats()) {
      return format.bits() == 32 ? data.getFloat(at) : data.getDouble(at);
    }
    return switch (format.bits()) {
      // Eight bits are unsigned, all others are not.
      case 8 -> ((data.get(at) & 0xff) - 128) / 128.0;
      case 16 -> data.getShort(at) / 32768.0;
      case 24 -> (data.getShort(at + 1) * 256 + (data.get(at) & 0xff)) / 8388608.0;
      default -> data.getInt(at) / 2147483648.0;
    };
  }
}
