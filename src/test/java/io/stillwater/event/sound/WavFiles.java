package io.stillwater.event.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** WAV files for tests. */
public final class WavFiles {
  private WavFiles() {}

  /** One channel of 16 bits. */
  public static byte[] pcm16(float[] samples, int rate) {
    int bytes = 2 * samples.length;
    ByteBuffer out = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    name(out, "RIFF").putInt(36 + bytes);
    name(name(out, "WAVE"), "fmt ").putInt(16);
    out.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate);
    out.putShort((short) 2).putShort((short) 16);
    name(out, "data").putInt(bytes);
    for (float sample : samples) {
      out.putShort((short) Math.round(32767 * Math.max(-1, Math.min(1, sample))));
    }
    return out.array();
  }

  private static ByteBuffer name(ByteBuffer out, String name) {
    return out.put(name.getBytes(StandardCharsets.US_ASCII));
  }
}
