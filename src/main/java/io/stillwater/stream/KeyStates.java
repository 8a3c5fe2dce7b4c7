package io.stillwater.stream;

import io.stillwater.detect.Verdict;
import io.stillwater.detect.recent.RecentBytes;
import io.stillwater.detect.recent.RecentJudge;
import io.stillwater.detect.recent.RecentScores;
import io.stillwater.event.Reading;
import io.stillwater.stream.output.KeyState;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one partition remembers of its keys' recent scores: a function of its log, as everything
 * else is. A key is forgotten when it was not heard of for the whole memory, by the partition's
 * clock, and the one that was longest ago when there are too many. Not thread-safe.
 */
final class KeyStates {
  private final RecentJudge judge;
  private final RecentBytes bytes;
  private final int most;
  private final Map<String, Held> byKey = new LinkedHashMap<>(); // the one changed last at the end
  private final Set<String> changed = new LinkedHashSet<>();

  /** A state, and where it changed last. */
  private static final class Held {
    private final RecentScores scores;
    private long offset;
    private long touchedAt;

    Held(RecentScores scores, long offset, long touchedAt) {
      this.scores = scores;
      this.offset = offset;
      this.touchedAt = touchedAt;
    }
  }

  /**
   * @param most keys that are remembered
   * @param next the offset of the first record that was not processed: a state from beyond it
   *     belongs to a past that was undone
   */
  KeyStates(RecentJudge judge, int most, Collection<KeyState> stored, long next) {
    this.judge = judge;
    this.bytes = new RecentBytes(judge);
    this.most = most;
    stored.stream()
        .filter(state -> state.offset() < next)
        .sorted(Comparator.comparingLong(KeyState::offset))
        .forEach(this::put);
  }

  private void put(KeyState stored) {
    try {
      RecentScores scores = bytes.read(stored.state());
      if (scores == null) {
        changed.add(stored.key()); // of another calibration, or of a key that learnt by itself
      } else {
        byKey.put(stored.key(), new Held(scores, stored.offset(), stored.touchedAt()));
      }
    } catch (IOException | IllegalArgumentException e) {
      // What cannot be read is started anew, as for a key that was never seen.
      byKey.remove(stored.key());
      changed.add(stored.key());
    }
  }

  /**
   * Judges the next window of a key.
   *
   * @param highest the partition's clock, record time
   * @param at offset of the record by which the window is judged: its own last, or the one that
   *     this waited for
   */
  RecentJudge.Outcome judge(Verdict trained, long highest, long at) {
    Reading last = trained.window().last();
    Held held = byKey.get(last.key());
    if (held == null) {
      held = new Held(new RecentScores(), at, last.recordTime());
      byKey.put(last.key(), held);
    }
    RecentJudge.Outcome outcome = judge.judge(held.scores, trained);
    if (outcome.changed()) {
      held.offset = at;
      held.touchedAt = last.recordTime();
      byKey.remove(last.key());
      byKey.put(last.key(), held);
      changed.add(last.key());
      forget(highest);
    }
    return outcome;
  }

  /** Judges one of a key's newest windows again, after a restart. */
  Verdict again(Verdict trained) {
    Held held = byKey.get(trained.window().key());
    return held == null ? trained : judge.again(held.scores, trained);
  }

  private void forget(long highest) {
    long memory = judge.adaptation().memoryMillis() + 2 * judge.adaptation().holdBackMillis();
    Iterator<Map.Entry<String, Held>> eldest = byKey.entrySet().iterator();
    while (eldest.hasNext()) {
      Map.Entry<String, Held> entry = eldest.next();
      if (byKey.size() <= most && entry.getValue().touchedAt >= highest - memory) {
        return;
      }
      eldest.remove();
      changed.add(entry.getKey());
    }
  }

  /** From when on a key's normal has been elsewhere; null if it has not moved. */
  Long movedSince(String key) {
    Held held = byKey.get(key);
    return held == null ? null : judge.movedSince(held.scores);
  }

  /** What changed since the last call, by key: the bytes, or nothing where it is forgotten. */
  Map<String, Optional<KeyState>> drain() {
    Map<String, Optional<KeyState>> states = new HashMap<>();
    for (String key : changed) {
      Held held = byKey.get(key);
      states.put(
          key,
          Optional.ofNullable(held)
              .map(h -> new KeyState(key, h.offset, h.touchedAt, bytes.write(h.scores))));
    }
    changed.clear();
    return states;
  }

  /** The keys that are remembered; for tests. */
  List<String> keys() {
    return List.copyOf(byKey.keySet());
  }
}
