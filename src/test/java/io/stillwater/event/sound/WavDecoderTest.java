package io.stillwater.event.sound;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.Waveform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavDecoderTest {
  private static final WavDecoder DECODER = new WavDecoder(WavLimits.DEFAULT);
  private static final double[] VALUES = {0, 0.5, -0.5, -1, 0.25};

  @ParameterizedTest
  @CsvSource({"1, 8", "1, 16", "1, 24", "1, 32", "3, 32", "3, 64"})
  void everyCoding_givesTheSameValues(int coding, int bits) throws UndecodableEvent {
    Waveform sound = DECODER.decode(wav(coding, 1, 8000, bits, data(coding, bits, VALUES)));
    assertArrayEquals(new float[] {0, 0.5f, -0.5f, -1, 0.25f}, sound.samples());
    assertEquals(8000, sound.rate());
    assertFalse(sound.cut());
  }

  @Test
  void twoChannels_areAveraged() throws UndecodableEvent {
    byte[] data = data(1, 16, 0.5, -0.5, 1 / 4.0, 3 / 4.0);
    assertArrayEquals(new float[] {0, 0.5f}, DECODER.decode(wav(1, 2, 44_100, 16, data)).samples());
  }

  @Test
  void longClip_isCutAndSaysSo() throws UndecodableEvent {
    byte[] file = wav(1, 1, 100, 8, new byte[1000]);
    Waveform sound = new WavDecoder(new WavLimits(1 << 20, 2.5)).decode(file);
    assertEquals(250, sound.samples().length);
    assertEquals(10, sound.whole());
    assertTrue(sound.cut());
  }

  @Test
  void extensibleFormatAndOtherChunks_areRead() throws UndecodableEvent {
    ByteBuffer format = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    format.putShort((short) 0xfffe).putShort((short) 1).putInt(48_000).putInt(96_000);
    format.putShort((short) 2).putShort((short) 16).putShort((short) 22).putShort((short) 16);
    format.putInt(4).putShort((short) 1);
    // A chunk of odd length is followed by one byte of padding.
    byte[] file =
        riff(
            chunk("LIST", new byte[3]),
            chunk("fmt ", format.array()),
            chunk("data", data(1, 16, 0.5)));
    assertArrayEquals(new float[] {0.5f}, DECODER.decode(file).samples());
  }

  @Test
  void unknownLength_lastsUntilTheEnd() throws UndecodableEvent {
    byte[] file = wav(1, 1, 8000, 16, data(1, 16, VALUES));
    // Streaming writers, arecord, and others that say "as much as there can be".
    for (int unknown : new int[] {0, -1, 0x7fff_f000, 0x7fff_ffff, 0x8000_0000}) {
      ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(40, unknown);
      assertEquals(5, DECODER.decode(file).samples().length, Integer.toHexString(unknown));
    }
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(40, 0x7fff_0000);
    assertRefused(file, "cut off: 10 bytes of data, 2147418112 declared");
  }

  @Test
  void rate_isThatOfTheHeader_withoutTheSamples() throws UndecodableEvent {
    byte[] file = wav(1, 1, 44_100, 16, data(1, 16, VALUES));
    assertEquals(44_100, WavDecoder.rate(Arrays.copyOf(file, 36)));
    assertThrows(UndecodableEvent.class, () -> WavDecoder.rate(Arrays.copyOf(file, 30)));
    assertThrows(UndecodableEvent.class, () -> WavDecoder.rate(new byte[0]));
    byte[] listed = riff(chunk("LIST", new byte[3]), Arrays.copyOfRange(file, 12, file.length));
    assertEquals(44_100, WavDecoder.rate(listed));
  }

  @Test
  void whatIsNoWav_isRefusedWithItsReason() {
    assertRefused(null, "empty");
    assertRefused("OggS........".getBytes(StandardCharsets.US_ASCII), "starts with \"OggS\"");
    assertRefused(wav(7, 1, 8000, 8, new byte[4]), "coding 7 (mu-law)");
    assertRefused(wav(1, 1, 8000, 12, new byte[4]), "12 bits");
    assertRefused(wav(1, 0, 8000, 16, new byte[4]), "0 channels");
    assertRefused(wav(1, 1, 8000, 16, new byte[0]), "no samples");
    assertRefused(wav(3, 1, 8000, 32, data(3, 32, Double.NaN)), "sample 0 is NaN");
    assertRefused(riff(chunk("data", new byte[4])), "data before its format");
    byte[] whole = wav(1, 1, 8000, 16, data(1, 16, VALUES));
    assertRefused(Arrays.copyOf(whole, whole.length - 2), "cut off: 8 bytes of data, 10 declared");
    assertRefused(Arrays.copyOf(whole, 30), "cut off");
  }

  @Test
  void mutatedFiles_becomeSoundOrReasons() {
    byte[] whole = wav(1, 2, 8000, 24, data(1, 24, new double[600]));
    SplittableRandom random = new SplittableRandom(1);
    int decoded = 0;
    for (int i = 0; i < Integer.getInteger("fuzz", 2000); i++) {
      byte[] file = whole.clone();
      for (int k = 0; k < 3; k++) {
        file[random.nextInt(random.nextBoolean() ? 48 : file.length)] = (byte) random.nextInt(256);
      }
      try {
        DECODER.decode(random.nextInt(8) == 0 ? Arrays.copyOf(file, random.nextInt(60)) : file);
        decoded++;
      } catch (UndecodableEvent e) {
        assertTrue(e.getMessage().length() < 300, e.getMessage());
      }
    }
    assertTrue(decoded > 100, decoded + " decoded");
  }

  private static void assertRefused(byte[] file, String part) {
    UndecodableEvent e = assertThrows(UndecodableEvent.class, () -> DECODER.decode(file));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  /** Values from -1 to below 1 as samples. */
  static byte[] data(int coding, int bits, double... values) {
    ByteBuffer out = ByteBuffer.allocate(values.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      long whole = Math.round(value * Math.pow(2, bits - 1));
      switch (coding * 100 + bits) {
        case 332 -> out.putFloat((float) value);
        case 364 -> out.putDouble(value);
        case 108 -> out.put((byte) (whole + 128));
        case 116 -> out.putShort((short) whole);
        case 124 -> out.put((byte) whole).putShort((short) (whole >> 8));
        default -> out.putInt((int) whole);
      }
    }
    return out.array();
  }

  static byte[] wav(int coding, int channels, int rate, int bits, byte[] data) {
    int align = channels * (bits / 8);
    ByteBuffer format = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    format.putShort((short) coding).putShort((short) channels).putInt(rate).putInt(rate * align);
    format.putShort((short) align).putShort((short) bits);
    return riff(chunk("fmt ", format.array()), chunk("data", data));
  }

  private static byte[] riff(byte[]... chunks) {
    int length = 4 + Arrays.stream(chunks).mapToInt(c -> c.length).sum();
    ByteBuffer out = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(length);
    out.put("WAVE".getBytes(StandardCharsets.US_ASCII));
    for (byte[] chunk : chunks) {
      out.put(chunk);
    }
    return out.array();
  }

  private static byte[] chunk(String name, byte[] content) {
    ByteBuffer out = ByteBuffer.allocate(8 + content.length + content.length % 2);
    out.order(ByteOrder.LITTLE_ENDIAN).put(name.getBytes(StandardCharsets.US_ASCII));
    return out.putInt(content.length).put(content).array();
  }
}
