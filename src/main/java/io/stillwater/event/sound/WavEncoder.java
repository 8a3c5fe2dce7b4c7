package io.stillwater.event.sound;

import io.stillwater.event.Waveform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Sound becomes a WAV file: PCM, 16 bits, one channel. */
public final class WavEncoder {
  private static final int HEADER = 44;

  private WavEncoder() {}

  /** The file; what is beyond full scale is cut off. */
  public static byte[] encode(Waveform sound) {
    int bytes = Math.multiplyExact(2, sound.samples().length);
    ByteBuffer out = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(HEADER - 8 + bytes).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) 1).putShort((short) 1);
    out.putInt(sound.rate()).putInt(2 * sound.rate()).putShort((short) 2).putShort((short) 16);
    out.put(ascii("data")).putInt(bytes);
    for (float sample : sound.samples()) {
      out.putShort((short) Math.round(32767 * Math.max(-1, Math.min(1, sample))));
    }
    return out.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
