package io.stillwater.model.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Pixels;
import io.stillwater.event.UndecodableEvent;
import io.stillwater.event.image.ImageEncoder;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PixelRoomTest {
  /** 100 pixels. */
  private final byte[] image = ImageEncoder.png(new Pixels(10, 10, 1, new short[100]));

  @Test
  void noMorePixelsThanThereIsRoomFor_areWorkedOnAtOnce() {
    PixelRoom room = new PixelRoom(250);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, 64)
        .parallel()
        .forEach(
            i -> {
              try {
                room.with(
                    image,
                    () -> {
                      most.accumulateAndGet(now.incrementAndGet(), Math::max);
                      assertTrue(now.get() >= 1);
                      now.decrementAndGet();
                      return done.incrementAndGet();
                    });
              } catch (UndecodableEvent e) {
                throw new AssertionError(e);
              }
            });
    assertEquals(64, done.get());
    assertTrue(most.get() <= 2, most + " at once");
  }

  @Test
  void imageThatNeverFits_isRefusedWithTheHeapItNeeds() throws Exception {
    PixelRoom room = new PixelRoom(99);
    UndecodableEvent e = assertThrows(UndecodableEvent.class, () -> room.with(image, () -> 1));
    assertTrue(e.getMessage().contains("100 pixels"), e.getMessage());
    assertTrue(e.getMessage().contains("a heap of 1 MiB"), e.getMessage());
    assertEquals(7, new PixelRoom(100).with(image, () -> 7));
  }

  @Test
  void failedWork_leavesItsRoom() throws Exception {
    PixelRoom room = new PixelRoom(100);
    for (int i = 0; i < 3; i++) {
      assertThrows(
          IllegalStateException.class,
          () ->
              room.with(
                  image,
                  () -> {
                    throw new IllegalStateException();
                  }));
    }
    assertEquals(1, room.with(image, () -> 1));
    assertThrows(UndecodableEvent.class, () -> room.with(new byte[8], () -> 1));
  }

  @Test
  void room_growsWithTheHeap() throws Exception {
    PixelRoom small = PixelRoom.ofHeap(4_000);
    assertThrows(UndecodableEvent.class, () -> small.with(image, () -> 1));
    assertEquals(1, PixelRoom.ofHeap(4_400).with(image, () -> 1));
  }
}
