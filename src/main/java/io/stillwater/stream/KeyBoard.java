package io.stillwater.stream;

import io.stillwater.detect.Verdict;
import io.stillwater.event.Reading;
import io.stillwater.window.Cut;
import io.stillwater.window.KeyWindow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How every key is doing, for those who look on. Written by the flow's thread, read by any. */
final class KeyBoard {
  private final Map<FlowOutput.Place, KeyStatus> keys = new ConcurrentHashMap<>();

  Collection<KeyStatus> snapshot() {
    return List.copyOf(keys.values());
  }

  void remove(FlowOutput.Place place) {
    keys.remove(place);
  }

  void removePartition(int partition) {
    keys.keySet().removeIf(place -> place.partition() == partition);
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
    keys.put(
        place,
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
            episode));
  }
}
