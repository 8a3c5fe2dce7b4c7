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

  private static final List<byte[]> WHOLE = Mutations.images();

  @Test
  void mutatedFiles_becomePixelsOrReasons() {
    ImageDecoder decoder = new ImageDecoder(new ImageLimits(1 << 20, 4_000_000));
    SplittableRandom random = new SplittableRandom(5);
    int decoded = 0;
    int refused = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] file = Mutations.of(WHOLE.get(i % WHOLE.size()), random);
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
        decoder.decode(Mutations.of(whole, random));
      } catch (UndecodableEvent e) {
        assertTrue(!e.getMessage().isEmpty());
      }
    }
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
