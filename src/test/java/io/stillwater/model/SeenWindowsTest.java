package io.stillwater.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.stillwater.event.Reading;
import io.stillwater.window.Window;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeenWindowsTest {
  @Test
  void windowsThatWereSeen_areKnownWithTheirScores() {
    SeenWindows.Builder builder = new SeenWindows.Builder(3);
    builder.add(window(1, 2), 0.5);
    builder.add(window(2, 3), Double.NaN);
    SeenWindows seen = SeenWindows.of(builder.build().toBytes());
    assertTrue(seen.has(window(1, 2)));
    assertEquals(0.5, seen.score(window(1, 2)));
    assertTrue(seen.has(window(2, 3)));
    assertTrue(Double.isNaN(seen.score(window(2, 3))));
    assertFalse(seen.has(window(2, 1)), "the same readings in another order");
    assertFalse(seen.has(window(1, 2.0000001)));
    assertTrue(seen.has(window(1, 2)), "whatever the time and the key");
    assertFalse(SeenWindows.NONE.has(window(1, 2)));
  }

  @Test
  void ofVeryMany_apartIsKeptThatIsFoundAgain() {
    int count = 3 * SeenWindows.MOST;
    SeenWindows.Builder builder = new SeenWindows.Builder(count);
    for (int i = 0; i < count; i++) {
      builder.add(window(i), i);
    }
    SeenWindows seen = builder.build();
    int looked = 0;
    for (int i = 0; i < count; i++) {
      if (seen.looksAt(window(i))) {
        looked++;
        assertTrue(seen.has(window(i)), "window " + i);
      } else {
        assertFalse(seen.has(window(i)), "window " + i);
      }
    }
    assertEquals(0.25, (double) looked / count, 0.01);
    assertFalse(seen.has(window(-1)));
  }

  @Test
  void damagedFile_isRefused() {
    SeenWindows.Builder builder = new SeenWindows.Builder(1);
    builder.add(window(1), 0);
    byte[] bytes = builder.build().toBytes();
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 1);
    assertThrows(IllegalArgumentException.class, () -> SeenWindows.of(shorter));
    assertThrows(IllegalArgumentException.class, () -> SeenWindows.of(new byte[3]));
  }

  private static Window window(double... values) {
    Reading[] rows = new Reading[values.length];
    Arrays.setAll(rows, i -> Reading.ofRow("a", i, new double[] {values[i]}, i));
    return new Window(rows, 0);
  }
}
