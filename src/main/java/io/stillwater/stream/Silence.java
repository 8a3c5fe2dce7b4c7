package io.stillwater.stream;

import io.stillwater.alert.Alert;
import io.stillwater.alert.Notice;
import io.stillwater.window.KeyWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Tells of keys from which nothing came for a given time, once each, and when they are back. Its
 * clock is the partition's highest record time, rounded down to a sixteenth of that time, so that
 * which keys were told of is a function of the log: those whose last reading lies that far below
 * the clock.
 *
 * <table>
 * <caption>silent after 16 s: the clock ticks by seconds</caption>
 * <tr><th>record of</th><td>a at 3.5 s</td><td>b at 19.2 s</td><td>b at 20.1 s</td></tr>
 * <tr><th>clock</th><td>3</td><td>19</td><td>20</td></tr>
 * <tr><th>told</th><td></td><td></td><td>a is silent since 3.5 s</td></tr>
 * </table>
 *
 * <p>Not thread-safe.
 */
final class Silence {
  private static final int TICKS = 16;

  private final long after;
  private final long tick;
  private long clock = Long.MIN_VALUE;

  /**
   * @param afterMillis after which a key is silent; 0 for never
   */
  Silence(long afterMillis) {
    after = afterMillis;
    tick = Math.max(1, afterMillis / TICKS);
  }

  private boolean isOff() {
    return after == 0;
  }

  /** Sets the clock and who was told of, after a rebuild. */
  void resume(long highest, Collection<KeyWindow<KeyMemory>> keys) {
    if (!isOff() && highest != Long.MIN_VALUE) {
      clock = ticked(highest);
      keys.forEach(key -> key.memory().silent = silent(key));
    }
  }

  /** A reading of that key was taken: whether that brings it back. */
  boolean back(KeyWindow<KeyMemory> key) {
    boolean was = key.memory().silent;
    key.memory().silent = false;
    return was;
  }

  /** The keys that are silent by now and were not before, in the order of their last readings. */
  List<KeyWindow<KeyMemory>> fallen(long highest, Collection<KeyWindow<KeyMemory>> keys) {
    if (isOff() || ticked(highest) == clock) {
      return List.of();
    }
    List<KeyWindow<KeyMemory>> fallen = new ArrayList<>();
    clock = ticked(highest);
    for (KeyWindow<KeyMemory> key : keys) {
      if (!key.memory().silent && silent(key)) {
        key.memory().silent = true;
        fallen.add(key);
      }
    }
    return fallen;
  }

  /** What is to be told. */
  Notice notice(Alert.Source source, KeyWindow<KeyMemory> key, Notice.Kind kind) {
    KeyMemory memory = key.memory();
    return Notice.of(kind, source, key.key(), memory.lastTime, memory.lastOffset, after);
  }

  private boolean silent(KeyWindow<KeyMemory> key) {
    return key.memory().lastOffset >= 0 && clock - key.seenAt() >= after;
  }

  private long ticked(long highest) {
    return Math.floorDiv(highest, tick) * tick;
  }
}
