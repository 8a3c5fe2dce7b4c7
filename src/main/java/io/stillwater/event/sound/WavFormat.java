package io.stillwater.event.sound;

import io.stillwater.event.FileBytes;
import io.stillwater.event.UndecodableEvent;

/**
 * The {@code fmt } chunk of a WAV file.
 *
 * @param floats whether samples are IEEE floats, otherwise whole numbers
 * @param channels interleaved
 * @param rate samples a second and channel
 * @param bits of a sample
 */
record WavFormat(boolean floats, int channels, int rate, int bits) {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int MAX_CHANNELS = 64;
  private static final int MAX_RATE = 1_000_000;

  /** Reads the chunk whose content begins at that place. */
  static WavFormat read(FileBytes bytes, long at, long length) throws UndecodableEvent {
    if (length < 16) {
      throw refused("the WAV's format chunk has " + length + " bytes: expected at least 16");
    }
    int code = bytes.u16(at);
    if (code == EXTENSIBLE && length >= 40) {
      code = bytes.u16(at + 24);
    }
    int channels = bytes.u16(at + 2);
    long rate = bytes.u32(at + 4);
    int align = bytes.u16(at + 12);
    int bits = bytes.u16(at + 14);
    checkCoding(code, bits);
    if (channels < 1 || channels > MAX_CHANNELS || rate < 1 || rate > MAX_RATE) {
      throw refused(
          "the WAV has %d channels at %d Hz: expected 1 to %d channels and 1 to %d Hz"
              .formatted(channels, rate, MAX_CHANNELS, MAX_RATE));
    }
    int expected = channels * (bits / 8);
    if (align != expected) {
      throw refused(
          "the WAV says %d bytes a moment: expected %d for %d channels of %d bits"
              .formatted(align, expected, channels, bits));
    }
    return new WavFormat(code == FLOAT, channels, (int) rate, bits);
  }

  private static void checkCoding(int code, int bits) throws UndecodableEvent {
    if (code != PCM && code != FLOAT) {
      throw refused(
          "the WAV has the coding "
              + code
              + name(code)
              + ": expected 1 (PCM) or 3 (float); convert it first");
    }
    boolean whole = bits == 8 || bits == 16 || bits == 24 || bits == 32;
    if (code == PCM ? !whole : bits != 32 && bits != 64) {
      throw refused(
          "the WAV has "
              + bits
              + " bits a sample: expected "
              + (code == PCM ? "8, 16, 24 or 32" : "32 or 64 for floats"));
    }
  }

  /** Bytes of all channels at one moment. */
  int frameBytes() {
    return channels * (bits / 8);
  }

  private static String name(int code) {
    return switch (code) {
      case 2 -> " (ADPCM)";
      case 6 -> " (A-law)";
      case 7 -> " (mu-law)";
      case 17 -> " (IMA ADPCM)";
      case 85 -> " (MP3)";
      default -> "";
    };
  }

  static UndecodableEvent refused(String sentence) {
    return new UndecodableEvent(sentence);
  }
}
