package io.stillwater.event.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that decoders read wrongly without a word: read rightly, or refused with the reason. */
class StrangeImagesTest {
  private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);

  /** Bits of two samples. */
  private static final long TWICE_8 = 8 | 8 << 16;

  @Test
  void depthsOfSomeSamplesOnly_areRefused() {
    byte[] tiff =
        ImageFiles.tiff(
            new byte[8], 256, 2, 257, 2, 258, 8, 262, 1, 273, 0, 277, 2, 278, 2, 279, 8, 338, 2);
    refused(tiff, "the TIFF has depths for 1 samples: expected 2");
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 6, 10, 12, 14, 15})
  void unusualDepthsOfTiff_areRefused(long bits) {
    byte[] tiff =
        ImageFiles.tiff(
            new byte[64], 256, 4, 257, 4, 258, bits, 262, 1, 273, 0, 277, 1, 278, 4, 279, 64);
    refused(tiff, "the TIFF has bits a sample " + bits + ": expected 1, 2, 4, 8 or 16");
  }

  @Test
  void aPaletteWithAnotherSample_isRefused() {
    byte[] tiff =
        ImageFiles.tiff(
            new byte[8],
            256,
            2,
            257,
            2,
            258,
            TWICE_8,
            262,
            3,
            273,
            0,
            277,
            2,
            278,
            2,
            279,
            8,
            338,
            2);
    refused(tiff, "expected 1 where they are numbers of a palette");
  }

  /** Two samples a pixel: 200 of grey, and 0 or 128 of whatever the field says. */
  @Test
  void onlyWhatIsDeclaredAsAlpha_makesAnythingDark() throws UndecodableEvent {
    byte[] clear = {(byte) 200, 0, (byte) 200, 0, (byte) 200, 0, (byte) 200, 0};
    assertEquals(200 / 255f, grey(clear, 0), 1e-3, "an unspecified sample");
    assertEquals(0, grey(clear, 2), 1e-3, "alpha");
    assertEquals(200 / 255f, grey(clear, 1), 1e-3, "alpha that is in the colours already");
    byte[] half = clear.clone();
    for (int i = 1; i < half.length; i += 2) {
      half[i] = (byte) 128;
    }
    assertEquals(200 / 255f * 128 / 255, grey(half, 2), 1e-3);
  }

  private static float grey(byte[] strip, long meaning) throws UndecodableEvent {
    byte[] tiff =
        ImageFiles.tiff(
            strip, 256, 2, 257, 2, 258, TWICE_8, 262, 1, 273, 0, 277, 2, 278, 2, 279, 8, 338,
            meaning);
    Pixels pixels = DECODER.decode(tiff);
    assertEquals(1, pixels.bands());
    return pixels.at(0, 1, 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0x8000_0000L, 0xffff_fffeL, 0, 1})
  void stripsThatDoNotMakeTheImage_areRefused(long rows) {
    byte[] tiff =
        ImageFiles.tiff(
            new byte[16], 256, 4, 257, 4, 258, 8, 262, 1, 273, 0, 277, 1, 278, rows, 279, 16);
    refused(tiff, "strip");
  }

  @Test
  void aStripThatIsTooShort_isRefused() {
    byte[] tiff =
        ImageFiles.tiff(
            new byte[16], 256, 4, 257, 4, 258, 8, 262, 1, 273, 0, 277, 1, 278, 4, 279, 15);
    refused(tiff, "the TIFF has bytes of pixels 15: expected at least 16");
  }

  @Test
  void profilesOfJpeg_arePassedOver() throws UndecodableEvent {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, 0x4080c0);
    }
    byte[] plain = ImageFiles.file("jpeg", image);
    Pixels expected = DECODER.decode(plain);
    Pixels broken = DECODER.decode(with(plain, "ICC_PROFILE\0\1\1no profile at all"));
    Pixels cut = DECODER.decode(with(plain, "ICC_PROFILE\0"));
    for (int b = 0; b < 3; b++) {
      assertEquals(expected.at(b, 8, 8), broken.at(b, 8, 8));
      assertEquals(expected.at(b, 8, 8), cut.at(b, 8, 8));
    }
  }

  @Test
  void otherSegmentsOfJpeg_stay() throws UndecodableEvent {
    byte[] plain = ImageFiles.file("jpeg", new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY));
    byte[] other = with(plain, "MPF\0 something else");
    assertArrayEquals(other, JpegHeader.withoutProfile(other));
    assertArrayEquals(plain, JpegHeader.withoutProfile(with(plain, "ICC_PROFILE\0\1\1xyz")));
  }

  /** The file with a segment APP2 behind its first marker. */
  private static byte[] with(byte[] jpeg, String content) {
    byte[] text = content.getBytes(StandardCharsets.ISO_8859_1);
    int length = text.length + 2;
    byte[] head = {(byte) 0xff, (byte) 0xe2, (byte) (length >> 8), (byte) length};
    return ImageFiles.joined(
        Arrays.copyOf(jpeg, 2), head, text, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }

  private static void refused(byte[] file, String why) {
    UndecodableEvent e = assertThrows(UndecodableEvent.class, () -> DECODER.decode(file));
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }
}
