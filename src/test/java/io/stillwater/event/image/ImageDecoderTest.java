package io.stillwater.event.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void greyOfEightBits_isKeptExactly(String format) throws UndecodableEvent {
    Pixels pixels = DECODER.decode(ImageFiles.file(format, ImageFiles.grey(13, 7)));
    assertSamples(pixels, 13, 7, 1, 257, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff"})
  void colourOfEightBits_isKeptExactly(String format) throws UndecodableEvent {
    Pixels pixels = DECODER.decode(ImageFiles.file(format, ImageFiles.colour(5, 9)));
    assertSamples(pixels, 5, 9, 3, 257, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void sixteenBits_areKeptExactly(String format) throws UndecodableEvent {
    assertSamples(
        DECODER.decode(ImageFiles.file(format, ImageFiles.grey16(6, 5))), 6, 5, 1, 256, 1);
    assertSamples(
        DECODER.decode(ImageFiles.file(format, ImageFiles.colour16(6, 5))), 6, 5, 3, 256, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void transparency_darkensInProportion(String format) throws UndecodableEvent {
    Pixels pixels = DECODER.decode(ImageFiles.file(format, ImageFiles.alpha(5, 4)));
    assertSamples(pixels, 5, 4, 3, 257, 0.2);
  }

  @ParameterizedTest
  @CsvSource({"png, 2", "png, 8", "bmp, 8", "tiff, 8"})
  void palette_becomesItsColours(String format, int bits) throws UndecodableEvent {
    Pixels pixels = DECODER.decode(ImageFiles.file(format, ImageFiles.palette(8, 3, bits)));
    assertEquals(3, pixels.bands());
    for (int x = 0; x < 8; x++) {
      assertEquals(new int[] {0, 20, 100, 255}[x % 4] / 255f, pixels.at(1, 2, x), 1e-6);
      assertEquals(new int[] {0, 30, 50, 255}[x % 4] / 255f, pixels.at(2, 2, x), 1e-6);
    }
  }

  @Test
  void oneBit_isBlackAndWhiteInOneBand() throws UndecodableEvent {
    BufferedImage image = new BufferedImage(9, 2, BufferedImage.TYPE_BYTE_BINARY);
    image.getRaster().setSample(8, 1, 0, 1);
    for (String format : new String[] {"png", "bmp", "tiff"}) {
      Pixels pixels = DECODER.decode(ImageFiles.file(format, image));
      assertEquals(1, pixels.bands(), format);
      assertEquals(1, pixels.at(0, 1, 8), format);
      assertEquals(0, pixels.at(0, 1, 7), format);
    }
  }

  @Test
  void whiteIsZeroInTiff_isRefused() {
    byte[] grey =
        ImageFiles.tiff(
            new byte[6], 256, 3, 257, 2, 258, 8, 262, 0, 273, 0, 277, 1, 278, 2, 279, 6);
    assertRefused(grey, "photometric interpretation 0: expected 1");
  }

  @Test
  void jpeg_isNearItsSource() throws UndecodableEvent {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 40; x++) {
        image.getRaster().setSample(x, y, 0, 50 + 3 * x);
      }
    }
    Pixels pixels = DECODER.decode(ImageFiles.file("jpeg", image));
    assertEquals(1, pixels.bands());
    assertEquals((50 + 60) / 255f, pixels.at(0, 15, 20), 0.02);
  }

  @Test
  void jpegOfOneColour_hasThatColour() throws UndecodableEvent {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, 0xc86432);
    }
    Pixels pixels = DECODER.decode(ImageFiles.file("jpeg", image));
    assertEquals(0xc8 / 255f, pixels.at(0, 8, 8), 0.01);
    assertEquals(0x64 / 255f, pixels.at(1, 8, 8), 0.01);
    assertEquals(0x32 / 255f, pixels.at(2, 8, 8), 0.01);
  }

  @Test
  void inksOfJpeg_becomeColours() throws UndecodableEvent {
    // Without a marker 255 is full ink: a tenth of cyan, no magenta, full yellow, a fifth of black.
    assertColour(ImageFiles.fourComponents(16, 16, -1, 25, 0, 255, 51), 0.9 * 0.8, 0.8, 0);
    // With Adobe's marker 255 is no ink.
    assertColour(ImageFiles.fourComponents(16, 16, 0, 230, 255, 0, 204), 0.9 * 0.8, 0.8, 0);
  }

  @Test
  void inksAsLumaAndChroma_becomeColours() throws UndecodableEvent {
    // Luma 76, Cb 85, Cr 255 is pure red by JFIF, so that the stored inks are 0, 255, 255.
    assertColour(ImageFiles.fourComponents(16, 16, 2, 76, 85, 255, 204), 0, 0.8, 0.8);
  }

  @Test
  void onePixel_isAnImage() throws UndecodableEvent {
    for (String format : new String[] {"png", "bmp", "tiff", "jpeg"}) {
      Pixels pixels = DECODER.decode(ImageFiles.file(format, ImageFiles.grey(1, 1)));
      assertEquals(1, pixels.width() * pixels.height(), format);
    }
  }

  @Test
  void veryLongImage_isAnImage() throws UndecodableEvent {
    for (String format : new String[] {"png", "bmp", "tiff", "jpeg"}) {
      Pixels pixels = DECODER.decode(ImageFiles.file(format, ImageFiles.grey(20_000, 20)));
      assertEquals(20_000, pixels.width(), format);
    }
  }

  @Test
  void greyOfColour_isItsLuma() throws UndecodableEvent {
    Pixels pixels = DECODER.decode(ImageFiles.file("png", ImageFiles.colour(4, 4)));
    Pixels grey = pixels.grey();
    double luma =
        0.299 * pixels.at(0, 2, 3) + 0.587 * pixels.at(1, 2, 3) + 0.114 * pixels.at(2, 2, 3);
    assertEquals(luma, grey.at(0, 2, 3), 1e-4);
    assertEquals(1, grey.bands());
  }

  @Test
  void declaredBomb_isRefusedBeforeDecoding() {
    byte[] png = ImageFiles.png(12_000, 12_000, new byte[1000]);
    assertRefused(png, "declares 12000 x 12000 pixels: expected at most 24000000");
    byte[] huge = ImageFiles.png(-1, -1, new byte[1000]);
    assertRefused(huge, "declares 4294967295 x 4294967295");
    byte[] bmp = ImageFiles.file("bmp", ImageFiles.grey(10, 10));
    Arrays.fill(bmp, 18, 21, (byte) 0x7f);
    assertRefused(bmp, "cut off");
    byte[] tiff =
        ImageFiles.tiff(new byte[4], 256, 2_000_000_000L, 257, 2, 258, 8, 262, 1, 273, 0, 279, 4);
    assertRefused(tiff, "declares 2000000000 x 2 pixels");
  }

  @Test
  void realBomb_costsNoMoreThanItDeclares() throws UndecodableEvent {
    // 200 MB of zeros behind a header of 64 x 64.
    byte[] png = ImageFiles.png(64, 64, new byte[200 << 20]);
    assertTrue(png.length < 1 << 20, "the bomb has " + png.length + " bytes");
    assertEquals(64, DECODER.decode(png).width());
  }

  @Test
  void compressedText_isNotUnpacked() throws UndecodableEvent {
    byte[] png = ImageFiles.file("png", ImageFiles.grey(8, 8));
    byte[] text =
        ImageFiles.joined(new byte[] {'a', 0, 0}, ImageFiles.deflated(new byte[64 << 20]));
    byte[] bomb = ImageFiles.insert(png, 33, ImageFiles.chunk("zTXt", text));
    assertEquals(8, DECODER.decode(bomb).width());
  }

  @Test
  void tileFarLargerThanItsImage_isRefused() {
    byte[] tiff =
        ImageFiles.tiff(
            new byte[4], 256, 2, 257, 2, 258, 8, 262, 1, 322, 60_000, 323, 60_000, 324, 8, 325, 4);
    assertRefused(tiff, "tiles of (pixels) 3600000000");
  }

  @Test
  void moreBytesThanAllowed_areRefused() {
    byte[] png = ImageFiles.file("png", ImageFiles.grey(100, 100));
    UndecodableEvent e =
        assertThrows(
            UndecodableEvent.class, () -> new ImageDecoder(new ImageLimits(64, 1000)).decode(png));
    assertTrue(e.getMessage().contains("expected at most 64"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "tiff", "jpeg"})
  void truncatedFile_isRefusedWhereverItEnds(String format) {
    byte[] file = ImageFiles.file(format, ImageFiles.colour(40, 40));
    // The last bytes of a JPEG are its end marker, those of a TIFF its directory.
    for (int length = 0; length < file.length - 4; length += Math.max(1, file.length / 97)) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThrows(
          UndecodableEvent.class, () -> DECODER.decode(cut), format + " cut after " + cut.length);
    }
  }

  @Test
  void damagedPng_isRefusedByItsChecksum() {
    byte[] png = ImageFiles.file("png", ImageFiles.grey(40, 40));
    png[60] ^= 1;
    assertRefused(png, "damaged: the chunk IDAT");
  }

  @Test
  void animatedPng_isRefused() {
    byte[] png = ImageFiles.file("png", ImageFiles.grey(8, 8));
    byte[] frames = ImageFiles.chunk("acTL", new byte[] {0, 0, 0, 7, 0, 0, 0, 0});
    assertRefused(ImageFiles.insert(png, 33, frames), "animated (7 frames)");
  }

  @Test
  void otherTypes_areNamedWhereTheyAreKnown() {
    assertRefused("GIF89a......".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "(GIF)");
    assertRefused("%PDF-1.7....".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "(PDF)");
    assertRefused(new byte[] {1, 2}, "starts with 01 02; expected PNG, JPEG, BMP or TIFF");
    assertRefused(new byte[0], "empty");
    assertRefused(null, "empty");
  }

  @Test
  void pagesFloatsAndInksOfTiff_areRefused() {
    byte[] floats =
        ImageFiles.tiff(new byte[16], 256, 2, 257, 2, 258, 16, 262, 1, 273, 0, 279, 16, 339, 3);
    assertRefused(floats, "the sample format 3: expected 1");
    byte[] inks =
        ImageFiles.tiff(new byte[16], 256, 2, 257, 2, 258, 8, 262, 5, 273, 0, 277, 1, 279, 16);
    assertRefused(inks, "photometric interpretation 5");
    byte[] pages = ImageFiles.tiff(new byte[4], 256, 2, 257, 2, 258, 8, 262, 1, 273, 0, 279, 4);
    pages[8 + 2 + 12 * 6] = 8;
    assertRefused(pages, "several images");
  }

  private static void assertColour(byte[] file, double r, double g, double b)
      throws UndecodableEvent {
    Pixels pixels = DECODER.decode(file);
    assertEquals(3, pixels.bands());
    assertEquals(r, pixels.at(0, 8, 8), 0.015);
    assertEquals(g, pixels.at(1, 8, 8), 0.015);
    assertEquals(b, pixels.at(2, 8, 8), 0.015);
  }

  private static void assertRefused(byte[] file, String part) {
    UndecodableEvent e = assertThrows(UndecodableEvent.class, () -> DECODER.decode(file));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private static void assertSamples(
      Pixels pixels, int width, int height, int bands, int times, double dimmed) {
    assertEquals(width, pixels.width());
    assertEquals(height, pixels.height());
    assertEquals(bands, pixels.bands());
    for (int b = 0; b < bands; b++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          double expected = dimmed * times * ImageFiles.value(b, y, x) / 65535.0;
          assertEquals(expected, pixels.at(b, y, x), dimmed == 1 ? 1e-6 : 2e-5);
        }
      }
    }
  }
}
