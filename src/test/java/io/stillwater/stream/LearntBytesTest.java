package io.stillwater.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.stillwater.event.ChannelNames;
import io.stillwater.event.Reading;
import io.stillwater.stream.output.FlowOutput;
import io.stillwater.stream.output.KeyState;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import io.stillwater.window.Windower;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What keys have learnt, as versions before this one wrote it. */
class LearntBytesTest {
  /** Newest time, and twice no reading. */
  private static final int WAITING = Long.BYTES + 2 * Integer.BYTES;

  private final Learning learning = new Learning(1, ChannelNames.open());

  @Test
  void stateWithoutWhatTheClockWaitsFor_isRead() throws Exception {
    learning.channels().add("flow");
    Windower<KeyMemory> first = windower();
    for (int i = 0; i < 100; i++) {
      first.arrive(reading(i), LearntBytesTest::came);
    }
    LearntBytes bytes = new LearntBytes(learning);
    KeyState now = bytes.write(first.arrive(reading(100), LearntBytesTest::came));
    byte[] older = Arrays.copyOf(now.state(), now.state().length - WAITING);
    Windower<KeyMemory> second = windower();
    bytes.restore(new KeyState(now.key(), now.offset(), now.touchedAt(), older), second);
    KeyWindow<KeyMemory> again = second.arrive(reading(101), LearntBytesTest::came);
    KeyWindow<KeyMemory> same = first.arrive(reading(101), LearntBytesTest::came);
    assertEquals(same.rows(), again.rows());
    assertArrayEquals(bytes.write(same).state(), bytes.write(again).state());
  }

  private static void came(KeyWindow<KeyMemory> key, Reading reading, Cut cut) {
    key.memory().heard(reading, 0);
    if (cut == Cut.COMPLETE) {
      key.memory().stream.next(key.newest());
    }
  }

  private Windower<KeyMemory> windower() {
    return Windower.learning(
        Learning.WINDOW,
        10,
        3,
        key -> new KeyMemory(new FlowOutput.Place(0, key), 3, learning),
        (key, forgotten) -> {});
  }

  private static Reading reading(int i) {
    return new Reading("p", 1_000L * i, new double[] {Math.sin(i)}, 1_000L * i, i);
  }
}
