package io.stillwater.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.window.Stride;
import io.stillwater.window.WindowSpec;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowStoreTest {
  private static final WindowSpec SPEC = new WindowSpec(16, Stride.rows(1), 8, 0, 0);
  private static final int PAGE = RowStore.ROWS * (32 + 8);

  @TempDir Path folder;

  @Test
  void fewRows_stayInHeapAndMakeNoFile() throws Exception {
    Path nowhere = folder.resolve("none");
    try (RowStore store = new RowStore(1, new Room(2 * PAGE, 1, 0, nowhere))) {
      KeyRows rows = new KeyRows(store, "a", SPEC);
      add(rows, 2 * RowStore.ROWS, true);
      assertEquals(2 * PAGE, store.heapBytes());
      assertEquals(0, store.fileBytes());
      IOException refused = assertThrows(IOException.class, () -> add(rows, 1, true));
      assertTrue(refused.getMessage().contains(nowhere + ", cannot be written to"), "" + refused);
    }
  }

  @Test
  void fileOfSeveralSegments_givesBackWhatWasPut() throws Exception {
    try (RowStore store = new RowStore(1, new Room(PAGE, 3 * PAGE, 0, folder))) {
      KeyRows rows = new KeyRows(store, "a", SPEC);
      add(rows, 20 * RowStore.ROWS, true);
      assertEquals(PAGE, store.heapBytes());
      assertEquals(19 * PAGE, store.fileBytes());
      for (int end = 23; end < rows.size(); end++) {
        Reading last = rows.window(end).last();
        assertEquals(end, last.offset());
        assertArrayEquals(new double[] {end / 8.0}, last.values());
        assertEquals(end - 23, rows.window(end).firstOffset());
      }
    }
  }

  @Test
  void file_isGoneWhenTheStoreIsClosed() throws Exception {
    RowStore store = new RowStore(1, new Room(0, 1, 0, folder));
    add(new KeyRows(store, "a", SPEC), 5, true);
    assertTrue(store.fileBytes() > 0);
    store.close();
    store.close();
    assertArrayEquals(new String[0], folder.toFile().list());
  }

  @Test
  void diskWithoutRoom_isRefusedWithTheFolderAndWhatToDo() throws Exception {
    try (RowStore store = new RowStore(1, new Room(0, 1, Long.MAX_VALUE - 1, folder))) {
      KeyRows rows = new KeyRows(store, "a", SPEC);
      String message = assertThrows(IOException.class, () -> add(rows, 1, true)).getMessage();
      assertTrue(message.contains(folder + ", has ") && message.contains(" MB left"), message);
      assertTrue(message.contains("-Djava.io.tmpdir="), message);
    }
    assertArrayEquals(new String[0], folder.toFile().list());
  }

  @Test
  void rowsThatNobodyHolds_areGivenBackAndTakenAgain() throws Exception {
    try (RowStore store = new RowStore(1, new Room(100 * PAGE, 1, 0, folder))) {
      KeyRows rows = new KeyRows(store, "a", SPEC);
      add(rows, 50 * RowStore.ROWS, false);
      assertEquals(2 * PAGE, store.heapBytes());
    }
  }

  @Test
  void tableOfTheJavadoc_holds() throws Exception {
    try (RowStore store = new RowStore(1, new Room(100 * PAGE, 1, 0, folder))) {
      KeyRows rows = new KeyRows(store, "a", SPEC);
      add(rows, 71, false);
      assertEquals(1, rows.hold(70, -1));
      add(rows, 88 - 71, false);
      KeyRows others = new KeyRows(store, "b", SPEC);
      add(others, 1, false);
      assertEquals(3 * PAGE, store.heapBytes(), "page 0 was given back while a window held it");
      assertEquals(1, rows.release(70, -1));
      add(new KeyRows(store, "c", SPEC), 1, false);
      assertEquals(3 * PAGE, store.heapBytes(), "page 0 was not given back");
      assertEquals(87, rows.time(87), "page 1 went although it holds the newest rows");
    }
  }

  @Test
  void readingOfAnotherWidth_isRefused() throws Exception {
    try (RowStore store = new RowStore(2, Room.standard())) {
      KeyRows rows = new KeyRows(store, "a", SPEC);
      assertThrows(IllegalArgumentException.class, () -> add(rows, 1, false));
    }
  }

  /** Rows whose number is their time and offset; all of them kept, if held. */
  private static void add(KeyRows rows, int count, boolean hold) throws IOException {
    for (int i = 0; i < count; i++) {
      long place = rows.size();
      int lead = (int) Math.max(0, Math.min(8, place - 15));
      rows.add(Reading.ofRow("a", place, new double[] {place / 8.0}, place), lead);
      if (hold) {
        rows.hold(place, -1);
      }
    }
  }
}
