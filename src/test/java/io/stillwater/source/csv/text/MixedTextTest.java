package io.stillwater.source.csv.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MixedTextTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private static String read(byte[] bytes, Random random, boolean other) throws IOException {
    StringWriter text = new StringWriter();
    try (MixedText mixed = new MixedText(dribbling(bytes, random))) {
      char[] buffer = new char[7];
      for (int n = mixed.read(buffer); n >= 0; n = mixed.read(buffer, 0, 1 + random.nextInt(7))) {
        text.write(buffer, 0, n);
      }
      assertEquals(other, mixed.other());
    }
    return text.toString();
  }

  /** Gives some bytes at a time, so that characters are cut. */
  private static InputStream dribbling(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] to, int from, int length) {
        return super.read(to, from, Math.min(length, 1 + random.nextInt(3)));
      }
    };
  }

  @Test
  void utf8_isUtf8_howeverItIsCut() throws IOException {
    String text = "time;flüss m³/h;泵;🚰 1\n1,5;2,5\n".repeat(40);
    for (int seed = 0; seed < 50; seed++) {
      assertEquals(text, read(text.getBytes(UTF_8), new Random(seed), false));
    }
  }

  @Test
  void bytesThatAreNoUtf8_areWindows1252() throws IOException {
    String text = "Zeit;Durchfluß m³/h;€;à–ü\n1,5;2,5\nü";
    for (int seed = 0; seed < 50; seed++) {
      assertEquals(text, read(text.getBytes(WINDOWS), new Random(seed), true));
    }
  }

  @Test
  void emptyAndCutOffText_end() throws IOException {
    assertEquals("", read(new byte[0], new Random(1), false));
    // The first two of three bytes of a character.
    assertEquals("aâ‚", read(new byte[] {'a', (byte) 0xe2, (byte) 0x82}, new Random(1), true));
  }

  @Test
  void longText_isWhole() throws IOException {
    String text = "0123456789ä".repeat(50_000);
    try (MixedText mixed = new MixedText(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
      StringWriter all = new StringWriter();
      mixed.transferTo(all);
      assertEquals(text, all.toString());
      assertFalse(mixed.other());
      assertTrue(mixed.read() < 0);
    }
  }
}
