package io.stillwater.stream;

import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.stream.output.FlowOutput;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** How every key is doing, for those who look on. Written by the flow's thread, read by any. */
final class KeyBoard {
  private final Map<FlowOutput.Place, Entry> keys = new ConcurrentHashMap<>();
  private final Map<Integer, Long> clocks = new ConcurrentHashMap<>(); // T by partition
  private final LongSupplier wall;

  /** What a key's newest reading led to, and when it was heard of. */
  private record Entry(KeyStatus status, Pulse pulse) {}

  /**
   * @param wall the clock on the wall in milliseconds; 0 for none
   */
  KeyBoard(LongSupplier wall) {
    this.wall = wall;
  }

  long now() {
    return wall.getAsLong();
  }

  /** The partition's highest record time. */
  void clock(int partition, long highest) {
    clocks.put(partition, highest);
  }

  Collection<KeyStatus> snapshot() {
    long now = now();
    return keys.values().stream().map(entry -> seen(entry, now)).toList();
  }

  private KeyStatus seen(Entry entry, long now) {
    KeyStatus status = entry.status();
    long highest = clocks.getOrDefault(status.partition(), Long.MIN_VALUE);
    return entry.pulse().silent(highest, now) ? status.silent() : status;
  }

  void remove(FlowOutput.Place place) {
    keys.remove(place);
  }

  void removePartition(int partition) {
    keys.keySet().removeIf(place -> place.partition() == partition);
    clocks.remove(partition);
  }

  /** A reading that completed no window to be judged. */
  void waiting(KeyWindow<KeyMemory> key, Reading newest, Cut cut, String episode) {
    KeyStatus.State state =
        episode != null
            ? KeyStatus.State.ALERTING
            : cut == Cut.MISSING ? KeyStatus.State.MISSING_DATA : KeyStatus.State.WARMING;
    put(key, state, newest, null, null, episode);
  }

  void judged(KeyWindow<KeyMemory> key, Verdict verdict, String episode, Long movedSince) {
    KeyStatus.State state =
        episode != null
            ? KeyStatus.State.ALERTING
            : key.memory().warming()
                ? KeyStatus.State.WARMING
                : movedSince != null ? KeyStatus.State.MOVED : KeyStatus.State.OK;
    put(key, state, verdict.window().last(), verdict, movedSince, episode);
  }

  private void put(
      KeyWindow<KeyMemory> key,
      KeyStatus.State state,
      Reading newest,
      Verdict verdict,
      Long movedSince,
      String episode) {
    FlowOutput.Place place = key.memory().place;
    KeyStatus status =
        new KeyStatus(
            place.partition(),
            place.key(),
            state,
            newest.time(),
            newest.offset(),
            key.rows(),
            verdict == null ? Double.NaN : verdict.score(),
            verdict == null ? Double.NaN : verdict.pValue().value(),
            verdict == null ? Double.NaN : verdict.recent(),
            movedSince,
            episode,
            false);
    keys.put(place, new Entry(status, key.memory().pulse));
  }
}
