package io.stillwater.model.media;

import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.image.ImageDecoder;
import io.stillwater.event.image.ImageLimits;
import java.util.concurrent.Semaphore;

/**
 * Room in memory for the pixels of images that are worked on at once: whoever begins with an image
 * waits until others have left room for it, so that a topic of large images needs no more memory
 * than one of them. Safe for use by several threads.
 *
 * <pre>
 * heap      384 MiB   1 GiB   4 GiB
 * pixels    9 M       24 M    99 M
 * </pre>
 */
final class PixelRoom {
  /** Bytes that a pixel takes from the decoder to the score. */
  private static final int BYTES = 28;

  /** The share of the heap that may be used for it. */
  private static final double SHARE = 0.65;

  /** That of this process. */
  static final PixelRoom HEAP = ofHeap(Runtime.getRuntime().maxMemory());

  private final int whole;
  private final Semaphore free;

  PixelRoom(int pixels) {
    whole = pixels;
    free = new Semaphore(pixels, true);
  }

  static PixelRoom ofHeap(long bytes) {
    return new PixelRoom((int) Math.min(Integer.MAX_VALUE, SHARE * bytes / BYTES));
  }

  /** Something done with an image. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it. */
    T run() throws UndecodableEvent;
  }

  /**
   * Does it when there is room.
   *
   * @throws UndecodableEvent if it is no image, or there never is
   */
  <T> T with(byte[] image, Work<T> work) throws UndecodableEvent {
    int pixels = new ImageDecoder(ImageLimits.DEFAULT).pixels(image);
    if (pixels > whole) {
      throw new UndecodableEvent(
          "the image has "
              + pixels
              + " pixels, and this process has memory for "
              + whole
              + ": give it a heap of "
              + (long) Math.ceil(pixels * (BYTES / SHARE) / (1 << 20))
              + " MiB (-Xmx)");
    }
    free.acquireUninterruptibly(pixels);
    try {
      return work.run();
    } finally {
      free.release(pixels);
    }
  }
}
