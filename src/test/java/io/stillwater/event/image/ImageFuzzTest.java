package io.stillwater.event.image;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.UndecodableEvent;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Damaged files never end in anything but pixels or an {@link UndecodableEvent}. {@code
 * -Dfuzz=10000} makes more of them.
 */
class ImageFuzzTest {
  private static final int FILES = Integer.getInteger("fuzz", 2000);

  private static final List<byte[]> WHOLE =
      List.of(
          ImageFiles.file("png", ImageFiles.grey(33, 21)),
          ImageFiles.file("png", ImageFiles.colour16(12, 9)),
          ImageFiles.file("png", ImageFiles.palette(20, 20, 2)),
          ImageFiles.file("jpeg", ImageFiles.colour(40, 24)),
          ImageFiles.fourComponents(16, 16, 2, 76, 85, 255, 204),
          ImageFiles.file("bmp", ImageFiles.colour(17, 11)),
          ImageFiles.file("bmp", ImageFiles.palette(20, 20, 8)),
          ImageFiles.file("tiff", ImageFiles.grey16(19, 13)),
          ImageFiles.file("tiff", ImageFiles.alpha(12, 12)),
          ImageFiles.tiff(
              new byte[600],
              256,
              25,
              257,
              24,
              258,
              8,
              259,
              1,
              262,
              1,
              273,
              0,
              277,
              1,
              278,
              24,
              279,
              600));

  @Test
  void mutatedFiles_becomePixelsOrReasons() {
    ImageDecoder decoder = new ImageDecoder(new ImageLimits(1 << 20, 4_000_000));
    SplittableRandom random = new SplittableRandom(5);
    int decoded = 0;
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] file = mutated(WHOLE.get(i % WHOLE.size()), random);
      try {
        decoder.decode(file);
        decoded++;
      } catch (UndecodableEvent e) {
        refused++;
        assertTrue(e.getMessage().length() < 600, e.getMessage());
      } catch (RuntimeException | Error e) {
        throw new AssertionError("file " + i + ": " + Arrays.toString(file), e);
      }
    }
    assertTrue(decoded > FILES / 100 && refused > FILES / 10, decoded + " and " + refused);
  }

  @Test
  void manyFiles_leaveNoMemoryBehind() {
    ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    long before = used(decoder, 20);
    long after = used(decoder, 400);
    assertTrue(after - before < 32 << 20, "held " + before + ", then " + after + " bytes");
  }

  /** Bytes in use after that many images, most of them damaged, of 250,000 pixels each. */
  private static long used(ImageDecoder decoder, int count) {
    byte[] whole = ImageFiles.file("bmp", ImageFiles.grey(500, 500));
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < count; i++) {
      try {
        decoder.decode(mutated(whole, random));
      } catch (UndecodableEvent e) {
        assertTrue(!e.getMessage().isEmpty());
      }
    }
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static byte[] mutated(byte[] file, SplittableRandom random) {
    byte[] out = file.clone();
    int changes = 1 + random.nextInt(6);
    // Half of the changes hit the header, where they do most.
    for (int i = 0; i < changes; i++) {
      int within = random.nextBoolean() ? Math.min(out.length, 120) : out.length;
      int at = random.nextInt(within);
      switch (random.nextInt(4)) {
        case 0 -> out[at] = (byte) random.nextInt(256);
        case 1 -> out[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> out[at] = (byte) (random.nextBoolean() ? 0xff : 0);
        default -> Arrays.fill(out, at, Math.min(out.length, at + 4), (byte) random.nextInt(256));
      }
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(out, random.nextInt(out.length)) : out;
  }
}
